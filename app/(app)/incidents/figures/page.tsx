import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { createLoader, type SearchParams } from 'nuqs/server';
import { PeriodFilter } from '@/components/figures/period-filter';
import { CausesFigure, LoadFigure, OverdueFigure, ReactionsFigure } from '@/components/incidents/figures/patterns';
import { TimesFigure } from '@/components/incidents/figures/times';
import { PageHeader } from '@/components/layout/page-header';
import { scopeParsers } from '@/components/layout/scope-state';
import { EmptyState } from '@/components/ui/empty-state';
import { LinkButton } from '@/components/ui/link-button';
import { figuresParsers } from '@/lib/figures/search-params';
import { loadIncidentFigures } from '@/lib/incidents/figures/loaders';

const loadAddress = createLoader({ ...scopeParsers, ...figuresParsers });

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('timeline.figures'))('title') };
}

export default async function IncidentFiguresPage({ searchParams }: { readonly searchParams: Promise<SearchParams> }) {
  const address = await loadAddress(searchParams);
  const [loaded, t] = await Promise.all([loadIncidentFigures(address), getTranslations('timeline.figures')]);
  if (!loaded) return <EmptyState heading="h1" title={t('noAccess')} />;
  const { counted, times, reactions, causes, named, load, overdue } = loaded.figures;
  const leftOut = counted.merged + counted.falsePositive + counted.exercise;
  return (
    <div className="max-w-7xl">
      <PageHeader title={t('title')} lead={t('lead')} actions={<PeriodFilter today={loaded.today} />} />
      <p className="mb-6 text-muted">
        {t('counted', { count: counted.counted })} {t('leftOut', { ...counted, leftOut })}
      </p>
      {counted.counted === 0 && overdue.total === 0 ? (
        <EmptyState title={t('empty.title')} action={<LinkButton href="/incidents">{t('empty.action')}</LinkButton>}>
          {t('empty.detail')}
        </EmptyState>
      ) : (
        <div className="grid gap-x-12 gap-y-10 xl:grid-cols-2">
          <div className="xl:col-span-2">
            <TimesFigure times={times} />
          </div>
          <ReactionsFigure reactions={reactions} />
          <CausesFigure causes={causes} named={named} />
          <LoadFigure load={load} />
          <OverdueFigure overdue={overdue} />
        </div>
      )}
    </div>
  );
}
