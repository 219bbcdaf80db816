import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { getTranslations } from 'next-intl/server';
import { RangesSection } from '@/components/tls/settings/ranges-section';
import { TrustStores } from '@/components/tls/settings/trust-stores';
import { loadSettings } from '@/lib/settings/loaders';
import { loadTrustStores } from '@/lib/tls/loaders';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('access.settings'))('tls') };
}

export default async function TlsSettingsPage() {
  const [found, t] = await Promise.all([loadSettings(), getTranslations('tls.settings')]);
  if (!found) notFound();
  const { settings, writable } = found;
  const stores = await loadTrustStores();
  return (
    <div className="max-w-4xl">
      <p className="mb-4 max-w-prose text-muted">{t('lead')}</p>
      <RangesSection
        setting="tls.ranges"
        title={t('ranges.title')}
        lead={t('ranges.lead')}
        current={settings['tls.ranges']}
        writable={writable.includes('tls.ranges')}
      />
      {stores && <TrustStores {...stores} />}
    </div>
  );
}
