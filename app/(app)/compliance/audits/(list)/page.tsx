import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import type { SearchParams } from 'nuqs/server';
import { AuditTable } from '@/components/compliance/audit-table';
import { PlanAudit } from '@/components/compliance/audit-verbs';
import { Cadences } from '@/components/compliance/cadences';
import { MomentBar } from '@/components/compliance/moment-bar';
import { orNotFound } from '@/components/compliance/not-for-you';
import { ComplianceTabs } from '@/components/compliance/tabs';
import { PageHeader } from '@/components/layout/page-header';
import { EmptyState } from '@/components/ui/empty-state';
import { loadAudits } from '@/lib/compliance/loaders';
import { loadComplianceAddress } from '@/lib/compliance/search-params';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('compliance.audits'))('title') };
}

type Props = { readonly searchParams: Promise<SearchParams> };

export default async function AuditsPage({ searchParams }: Props) {
  const { at } = await loadComplianceAddress(searchParams);
  const [{ audits, cadences, findings, people, frameworks, moment, plan, yesterday }, t] = await Promise.all([
    orNotFound(loadAudits(at)),
    getTranslations('compliance.audits'),
  ]);
  const late = cadences.filter(({ state }) => state !== 'on_time').length;
  return (
    <>
      <PageHeader
        title={t('title')}
        lead={t('lead', { late, open: findings.open, overdue: findings.overdue })}
        actions={plan && <PlanAudit people={people} frameworks={frameworks} />}
      />
      <ComplianceTabs current="audits" day={moment.day} />
      <MomentBar day={moment.day} path="/compliance/audits" last={yesterday} />
      <Cadences rows={cadences} />
      {audits.length === 0 ? (
        <EmptyState title={t('empty')}>{t('emptyLead')}</EmptyState>
      ) : (
        <AuditTable audits={audits} day={moment.day} />
      )}
    </>
  );
}
