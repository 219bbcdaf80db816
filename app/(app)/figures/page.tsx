import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { createLoader, type SearchParams } from 'nuqs/server';
import { Suspense } from 'react';
import { AgeFigure } from '@/components/figures/age-figure';
import { BurnDown } from '@/components/figures/burn-down';
import { FlowFigure } from '@/components/figures/flow-figure';
import { OpenFigure } from '@/components/figures/open-figure';
import { PeriodFilter } from '@/components/figures/period-filter';
import { DueDates, Reopened, TimeToFix } from '@/components/figures/remediation';
import { FalsePositives, ScanGapsFigure } from '@/components/figures/scanners';
import { TopFixes } from '@/components/figures/top-fixes';
import { PageHeader } from '@/components/layout/page-header';
import { scopeParsers, withScope } from '@/components/layout/scope-state';
import { EmptyState } from '@/components/ui/empty-state';
import { LinkButton } from '@/components/ui/link-button';
import { Skeleton } from '@/components/ui/skeleton';
import { loadAges, loadFigures, loadTopFixes } from '@/lib/figures/loaders';
import { fixedIn } from '@/lib/figures/rules';
import { figuresParsers } from '@/lib/figures/search-params';
import type { FiguresFilter } from '@/lib/figures/types';
import { findingsHref } from '@/lib/findings/search-params';

const loadAddress = createLoader({ ...scopeParsers, ...figuresParsers });

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('figures');
  return { title: t('title') };
}

export default async function FiguresPage({ searchParams }: { readonly searchParams: Promise<SearchParams> }) {
  const address = await loadAddress(searchParams);
  const [figures, t] = await Promise.all([loadFigures(address), getTranslations('figures')]);
  if (!figures) {
    return (
      <EmptyState heading="h1" title={t('noAccess.title')}>
        {t('noAccess.detail')}
      </EmptyState>
    );
  }
  const { flow, remediation, scanners, gaps, filter, today } = figures;
  const overdueHref = withScope('/findings?sla=overdue', filter.team, filter.product);
  return (
    <div className="max-w-7xl">
      <PageHeader title={t('title')} lead={t('lead')} actions={<PeriodFilter today={today} />} />
      {flow.since === null ? (
        <EmptyState title={t('empty.title')} action={<LinkButton href="/figures">{t('empty.action')}</LinkButton>}>
          {t('empty.detail')}
        </EmptyState>
      ) : (
        <div className="grid gap-x-12 gap-y-10 xl:grid-cols-2">
          <OpenFigure flow={flow} since={flow.since} list={filter.at === today ? filter : null} />
          <Suspense key={filter.at} fallback={<Skeleton className="h-52" />}>
            <AgesThen filter={filter} today={today} />
          </Suspense>
          <FlowFigure points={flow.points} since={flow.since} filter={filter} />
          <BurnDown flow={flow} />
          <TimeToFix figures={remediation} fixedHref={findingsHref(fixedIn(filter))} />
          <DueDates figures={remediation} overdueHref={overdueHref} />
          <Reopened figures={remediation} />
          <Suspense fallback={<Skeleton className="h-52" />}>
            <TopFixesNow filter={filter} />
          </Suspense>
          <FalsePositives scanners={scanners} filter={filter} />
          <ScanGapsFigure gaps={gaps} filter={filter} />
        </div>
      )}
    </div>
  );
}

async function AgesThen({ filter, today }: { readonly filter: FiguresFilter; readonly today: string }) {
  const ages = await loadAges(filter);
  return ages && <AgeFigure ages={ages} at={filter.at} today={today} />;
}

async function TopFixesNow({ filter }: { readonly filter: FiguresFilter }) {
  return <TopFixes fixes={await loadTopFixes(filter)} />;
}
