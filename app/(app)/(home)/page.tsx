import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { createLoader, type SearchParams } from 'nuqs/server';
import { UrgentIncidents } from '@/components/incidents/urgent';
import { scopeParsers, withScope } from '@/components/layout/scope-state';
import { RecentImports, SilentSources } from '@/components/overview/activity';
import { AgeMap } from '@/components/overview/age-map';
import { Answer } from '@/components/overview/answer';
import { FirstUse } from '@/components/overview/first-use';
import { ProductBars } from '@/components/overview/product-bars';
import { SeverityStrip } from '@/components/overview/severity-strip';
import { FlowTrend, OpenTrend } from '@/components/overview/trend';
import { PostureLine } from '@/components/posture/home-line';
import { EmptyState } from '@/components/ui/empty-state';
import { LinkButton } from '@/components/ui/link-button';
import { loadFirstStep } from '@/lib/assets/loaders';
import { env } from '@/lib/core/env';
import { loadUrgent } from '@/lib/incidents/loaders';
import { loadOverview } from '@/lib/overview/loaders';
import { loadPostureNow } from '@/lib/safeguards/loaders';

const loadScope = createLoader(scopeParsers);

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('overview');
  return { title: t('title') };
}

export default async function OverviewPage({ searchParams }: { readonly searchParams: Promise<SearchParams> }) {
  const filter = await loadScope(searchParams);
  const [overview, urgent, posture, t] = await Promise.all([
    loadOverview(filter),
    loadUrgent(filter),
    loadPostureNow(filter),
    getTranslations('overview'),
  ]);
  if (!overview) {
    return (
      <EmptyState heading="h1" title={t('noAccess.title')}>
        {t('noAccess.detail')}
      </EmptyState>
    );
  }
  const { counts, freshness, imports } = overview;
  if (freshness.sources === 0 && !imports?.length && counts.open.n === 0) {
    const { origin } = new URL(env().NEXTAUTH_URL);
    if (filter.team.length + filter.product.length === 0) {
      return <FirstUse origin={origin} step={await loadFirstStep()} />;
    }
    return (
      <EmptyState
        heading="h1"
        title={t('noMatch.title')}
        action={<LinkButton href="/">{t('noMatch.action')}</LinkButton>}
      >
        {t('noMatch.detail')}
      </EmptyState>
    );
  }
  const silentHref = withScope('/assets/sources?state=silent', filter.team, filter.product);
  return (
    <div className="max-w-7xl">
      <Answer counts={counts} freshness={freshness} silentHref={silentHref} />
      {posture && <PostureLine posture={posture} href={withScope('/posture', filter.team, filter.product)} />}
      {urgent && <UrgentIncidents page={urgent} />}
      <SeverityStrip counts={counts} />
      <div className="grid gap-x-12 gap-y-10 xl:grid-cols-2">
        <OpenTrend points={counts.trend} now={counts} />
        <FlowTrend points={counts.trend} />
        <ProductBars products={counts.products} />
        <AgeMap ages={counts.ages} lead={t('ages.lead')} />
        {imports && <RecentImports imports={imports} />}
        <SilentSources freshness={freshness} allHref={silentHref} />
      </div>
    </div>
  );
}
