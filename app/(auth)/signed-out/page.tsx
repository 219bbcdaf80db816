import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { LinkButton } from '@/components/ui/link-button';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('access.signedOut'))('title') };
}

export default async function SignedOutPage() {
  const t = await getTranslations('access.signedOut');
  return (
    <>
      <h1 className="font-semibold text-2xl">{t('title')}</h1>
      <p className="text-muted">{t('lead')}</p>
      <LinkButton variant="primary" className="self-start" href="/signin">
        {t('again')}
      </LinkButton>
    </>
  );
}
