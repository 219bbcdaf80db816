import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import type { SearchParams } from 'nuqs/server';
import { FrameworkTable } from '@/components/compliance/framework-table';
import { ImportCatalogue } from '@/components/compliance/import-catalogue';
import { MomentBar } from '@/components/compliance/moment-bar';
import { orNotFound } from '@/components/compliance/not-for-you';
import { ComplianceTabs } from '@/components/compliance/tabs';
import { PageHeader } from '@/components/layout/page-header';
import { StalePosture } from '@/components/posture/stale';
import { loadFrameworks } from '@/lib/compliance/loaders';
import { loadComplianceAddress } from '@/lib/compliance/search-params';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('compliance'))('title') };
}

type Props = { readonly searchParams: Promise<SearchParams> };

export default async function CompliancePage({ searchParams }: Props) {
  const { at } = await loadComplianceAddress(searchParams);
  const [{ frameworks, judged, moment, write, yesterday }, t] = await Promise.all([
    orNotFound(loadFrameworks(at)),
    getTranslations('compliance'),
  ]);
  const inUse = frameworks.filter(({ imported }) => !imported?.archivedAt);
  const sum = (state: 'met' | 'not_met') => inUse.reduce((all, { summary }) => all + summary.counts[state], 0);
  const controls = inUse.reduce((all, { summary }) => all + summary.applicable, 0);
  return (
    <>
      <PageHeader
        title={t('title')}
        lead={t('lead', { controls, met: sum('met'), missed: sum('not_met') })}
        actions={write && <ImportCatalogue />}
      />
      <ComplianceTabs current="frameworks" day={moment.day} />
      <MomentBar day={moment.day} path="/compliance" last={yesterday} />
      <StalePosture posture={judged} />
      <FrameworkTable frameworks={frameworks} day={moment.day} />
      <p className="mt-4 max-w-prose text-muted text-sm">{t('method')}</p>
    </>
  );
}
