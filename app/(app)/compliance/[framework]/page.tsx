import type { Metadata } from 'next';
import { getLocale, getTranslations } from 'next-intl/server';
import type { SearchParams } from 'nuqs/server';
import { ArchiveCatalogue } from '@/components/compliance/archive-catalogue';
import { ControlFilters } from '@/components/compliance/control-filters';
import { ControlTable } from '@/components/compliance/control-table';
import { MomentBar } from '@/components/compliance/moment-bar';
import { orNotFound } from '@/components/compliance/not-for-you';
import { Provenance } from '@/components/compliance/provenance';
import { StateBar } from '@/components/compliance/state-bar';
import { StatementMenu } from '@/components/compliance/statement-menu';
import { PageHeader } from '@/components/layout/page-header';
import { StalePosture } from '@/components/posture/stale';
import { EmptyState } from '@/components/ui/empty-state';
import { LinkButton } from '@/components/ui/link-button';
import { narrow } from '@/lib/compliance/assess';
import { loadFramework } from '@/lib/compliance/loaders';
import { complianceHref, loadComplianceAddress } from '@/lib/compliance/search-params';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('compliance'))('title') };
}

type Props = {
  readonly params: Promise<{ readonly framework: string }>;
  readonly searchParams: Promise<SearchParams>;
};

export default async function FrameworkPage({ params, searchParams }: Props) {
  const [{ framework: id }, address] = await Promise.all([params, loadComplianceAddress(searchParams)]);
  const { framework, judged, moment, write, yesterday } = await orNotFound(loadFramework(id, address.at));
  const [t, locale] = await Promise.all([getTranslations('compliance'), getLocale()]);
  const { rows, summary, imported, title } = framework;
  const shown = narrow(rows, address, locale);
  const path = `/compliance/${id}`;
  return (
    <>
      <PageHeader
        title={title}
        lead={t('framework.lead', { met: summary.counts.met, of: summary.applicable, out: summary.notApplicable })}
        actions={
          <>
            <LinkButton href={complianceHref('/compliance', { at: moment.day })}>{t('framework.all')}</LinkButton>
            <StatementMenu framework={id} day={moment.day} />
            {imported && write && <ArchiveCatalogue number={imported.number} archived={imported.archivedAt !== null} />}
          </>
        }
      />
      {imported?.archivedAt && <p className="mb-3 text-muted">{t('framework.archived')}</p>}
      <MomentBar day={moment.day} path={path} last={yesterday} />
      <StalePosture posture={judged} />
      <div className="mb-4 max-w-xl">
        <StateBar counts={summary.counts} />
      </div>
      <ControlFilters groups={framework.groups} />
      {shown.length === 0 ? (
        <EmptyState
          title={t('controls.empty')}
          action={<LinkButton href={complianceHref(path, { at: moment.day })}>{t('controls.clear')}</LinkButton>}
        >
          {t('controls.emptyLead')}
        </EmptyState>
      ) : (
        <ControlTable framework={framework} rows={shown} day={moment.day} />
      )}
      <Provenance framework={framework} />
    </>
  );
}
