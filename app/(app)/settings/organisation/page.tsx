import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { getTranslations } from 'next-intl/server';
import { OrganisationSettings } from '@/components/settings/organisation-settings';
import { loadSettings } from '@/lib/settings/loaders';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('access.settings'))('organisation') };
}

export default async function OrganisationPage() {
  const [found, t] = await Promise.all([loadSettings(), getTranslations('settings')]);
  if (!found) notFound();
  return (
    <>
      <p className="mb-4 max-w-prose text-muted">{t(found.writable.length > 0 ? 'lead' : 'readOnly')}</p>
      <OrganisationSettings {...found} />
    </>
  );
}
