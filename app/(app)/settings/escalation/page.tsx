import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { getTranslations } from 'next-intl/server';
import { Chains } from '@/components/escalation/chains';
import { Channels } from '@/components/escalation/channels';
import { FailedDeliveries } from '@/components/escalation/failed-deliveries';
import { RangesSection } from '@/components/tls/settings/ranges-section';
import { loadEscalation } from '@/lib/escalation/loaders';
import { loadSettings } from '@/lib/settings/loaders';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('access.settings'))('escalation') };
}

export default async function EscalationPage() {
  const [found, settings, t] = await Promise.all([loadEscalation(), loadSettings(), getTranslations('escalation')]);
  if (!found) notFound();
  return (
    <div className="max-w-4xl">
      <p className="mb-4 max-w-prose text-muted">{t('chains.lead')}</p>
      <Chains view={found} />
      <Channels view={found} />
      {settings && (
        <RangesSection
          setting="escalation.ranges"
          title={t('ranges.title')}
          lead={t('ranges.lead')}
          current={settings.settings['escalation.ranges']}
          writable={settings.writable.includes('escalation.ranges')}
        />
      )}
      <FailedDeliveries rows={found.failed} />
    </div>
  );
}
