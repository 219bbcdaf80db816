import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { getTranslations } from 'next-intl/server';
import { ElevationRegister } from '@/components/elevations/register';
import { RequestElevation } from '@/components/elevations/request';
import { loadElevations } from '@/lib/elevations/loaders';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('access.settings'))('elevations') };
}

export default async function ElevationsPage() {
  const [page, t] = await Promise.all([loadElevations(), getTranslations('elevations')]);
  if (!page) notFound();
  const { rows, more, offered, places } = page;
  return (
    <>
      <p className="mb-4 max-w-prose text-muted">{t('lead')}</p>
      {offered.length > 0 ? (
        <RequestElevation offered={offered} places={places} />
      ) : (
        <p className="text-muted">{t('nothing')}</p>
      )}
      <h2 className="mt-6 mb-3 font-semibold text-lg">{t('registerTitle')}</h2>
      <ElevationRegister rows={rows} />
      {more && <p className="mt-3 text-muted text-xs">{t('more')}</p>}
    </>
  );
}
