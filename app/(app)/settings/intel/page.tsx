import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { getTranslations } from 'next-intl/server';
import { IntelImports } from '@/components/intel/intel-imports';
import { IntelStatusCard } from '@/components/intel/intel-status';
import { MirrorsSection } from '@/components/intel/mirrors-section';
import { WeightsSection } from '@/components/intel/weights-section';
import { WhileUnderWay } from '@/components/intel/while-under-way';
import { loadIntel } from '@/lib/intel/loaders';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('access.settings'))('intel') };
}

export default async function IntelPage() {
  const [found, t] = await Promise.all([loadIntel(), getTranslations('intel')]);
  if (!found) notFound();
  const { statuses, imports, settings, writable } = found;
  const underWay = imports.some(({ state }) => state === 'queued' || state === 'running');
  return (
    <div className="max-w-4xl">
      <p className="mb-4 max-w-prose text-muted">{t('lead')}</p>
      <WhileUnderWay active={underWay} />
      {statuses.map((status) => (
        <IntelStatusCard key={status.kind} status={status} writable={writable} />
      ))}
      <IntelImports imports={imports} />
      <MirrorsSection current={settings['intel.mirrors']} writable={writable} />
      <WeightsSection current={settings['priority.weights']} writable={writable} />
    </div>
  );
}
