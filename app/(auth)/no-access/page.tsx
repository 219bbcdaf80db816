import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { buttonClass } from '@/components/ui/button-style';
import { endSessionUrl } from '@/lib/core/auth/settings';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('access.noAccess'))('title') };
}

/** Signed in at the provider, without a role here: another account needs a sign-out there first. */
export default async function NoAccessPage() {
  const t = await getTranslations('access.noAccess');
  return (
    <>
      <h1 className="font-semibold text-2xl">{t('title')}</h1>
      <p className="text-muted">{t('lead')}</p>
      <a className={buttonClass('secondary', 'md', 'self-start')} href={endSessionUrl(null)}>
        {t('other')}
      </a>
    </>
  );
}
