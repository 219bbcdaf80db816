import type { Metadata } from 'next';
import { getFormatter, getTranslations } from 'next-intl/server';
import { createLoader, type SearchParams } from 'nuqs/server';
import { PageHeader } from '@/components/layout/page-header';
import { scopeParsers, withScope } from '@/components/layout/scope-state';
import { AreaTiles } from '@/components/posture/area-tiles';
import { DayFilter, PostureFilters } from '@/components/posture/filters';
import { Promises } from '@/components/posture/promises';
import { ScoreLine } from '@/components/posture/score';
import { StalePosture } from '@/components/posture/stale';
import { Verdict } from '@/components/posture/verdict';
import { EmptyState } from '@/components/ui/empty-state';
import { LinkButton } from '@/components/ui/link-button';
import { loadPosture } from '@/lib/safeguards/loaders';
import { safeguardHref } from '@/lib/safeguards/place';
import { standingOf } from '@/lib/safeguards/score';
import { postureParsers } from '@/lib/safeguards/search-params';
import { AREAS, type State } from '@/lib/safeguards/types';

const loadAddress = createLoader({ ...scopeParsers, ...postureParsers });

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('posture'))('title') };
}

export default async function PosturePage({ searchParams }: { readonly searchParams: Promise<SearchParams> }) {
  const { state, area, ...asked } = await loadAddress(searchParams);
  const [loaded, t, format] = await Promise.all([loadPosture(asked), getTranslations('posture'), getFormatter()]);
  if (!loaded) {
    return (
      <EmptyState heading="h1" title={t('noAccess.title')}>
        {t('noAccess.detail')}
      </EmptyState>
    );
  }
  const { posture, today, at } = loaded;
  const shown = posture.rows.filter(
    (row) => (state.length === 0 || state.includes(standingOf(row))) && (area.length === 0 || area.includes(row.area)),
  );
  const hrefOf = (id: string) => {
    const href = withScope(safeguardHref(id), asked.team, asked.product);
    return at === null ? href : `${href}${href.includes('?') ? '&' : '?'}at=${at}`;
  };
  const hrefOfState = (one: State) =>
    withScope(`/posture?state=${one}${at === null ? '' : `&at=${at}`}`, asked.team, asked.product);
  const day = at && format.dateTime(new Date(`${at}T00:00:00Z`), { dateStyle: 'long', timeZone: 'UTC' });
  return (
    <div className="max-w-7xl">
      <PageHeader
        title={t('title')}
        lead={!posture.stale && <Verdict posture={posture} hrefOf={hrefOfState} />}
        actions={<DayFilter today={today} />}
      />
      {day && <p className="mb-3 text-muted">{t('past', { day })}</p>}
      <StalePosture posture={posture} />
      {!posture.stale && <ScoreLine score={posture.score} />}
      <AreaTiles rows={posture.rows} />
      <PostureFilters />
      {shown.length === 0 ? (
        <EmptyState
          title={t('noMatch.title')}
          action={
            <LinkButton href={withScope('/posture', asked.team, asked.product)}>{t('noMatch.action')}</LinkButton>
          }
        >
          {t('noMatch.detail')}
        </EmptyState>
      ) : (
        AREAS.map((one) => {
          const own = shown.filter((row) => row.area === one);
          return own.length > 0 && <Promises key={one} area={one} rows={own} hrefOf={hrefOf} />;
        })
      )}
    </div>
  );
}
