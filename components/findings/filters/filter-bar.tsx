'use client';

import { useQuery } from '@tanstack/react-query';
import { SlidersHorizontal } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { memo, type RefObject } from 'react';
import { FacetFilter } from '@/components/findings/filters/facet-filter';
import { SearchBox } from '@/components/findings/filters/search-box';
import { SortMenu } from '@/components/findings/filters/sort-menu';
import { TypedChips } from '@/components/findings/filters/typed-chips';
import type { ListedState } from '@/components/findings/use-address';
import { FilterRow } from '@/components/layout/filter-row';
import { Arriving } from '@/components/ui/arriving';
import { Button } from '@/components/ui/button';
import { lazyOnIntent } from '@/components/ui/lazy-on-intent';
import { Popover } from '@/components/ui/popover';
import { facetsQuery } from '@/lib/findings/queries';
import { OPEN_STATUSES } from '@/lib/findings/rules';
import { filterFromChoice } from '@/lib/findings/search-params';
import { FACETS, type FacetName } from '@/lib/findings/types';

/** Always in sight; the others appear when they are in use. */
const FIRST: readonly FacetName[] = ['status', 'severity', 'product', 'assignee'];
const REST = FACETS.filter((facet) => !FIRST.includes(facet));

const textFilters = lazyOnIntent(() => import('@/components/findings/filters/text-filters'));

function Typed({ state }: { readonly state: ListedState }) {
  const { TextFilters } = textFilters.use();
  return <TextFilters state={state} />;
}

type Props = { readonly state: ListedState; readonly search: RefObject<HTMLInputElement | null> };

/** Drawn anew with what is listed and with the counts, not with each step through the list. */
export const FilterBar = memo(({ state, search }: Props) => {
  const t = useTranslations('findings.filters');
  const { filter, query, change, clear } = state;
  const { data: facets } = useQuery(facetsQuery(filter));
  const facetFilter = (facet: FacetName) => (
    <FacetFilter
      key={facet}
      facet={facet}
      values={facets?.[facet] ?? []}
      chosen={filter[facet]}
      usual={facet === 'status' ? OPEN_STATUSES : []}
      onChange={(chosen) => change(filterFromChoice(facet, chosen))}
    />
  );
  const used = REST.filter((facet) => filter[facet].length > 0);
  return (
    <FilterRow label={t('label')} filtered={query !== ''} onClear={clear} order={<SortMenu state={state} />}>
      <SearchBox state={state} input={search} />
      {[...FIRST, ...used].map(facetFilter)}
      <Popover
        title={t('more')}
        className="w-80"
        needs={textFilters}
        trigger={
          <Button size="sm">
            <SlidersHorizontal aria-hidden />
            {t('more')}
          </Button>
        }
      >
        <div className="mb-3 flex flex-wrap gap-1.5">{REST.map(facetFilter)}</div>
        <Arriving code={textFilters}>
          <Typed state={state} />
        </Arriving>
      </Popover>
      <TypedChips state={state} />
    </FilterRow>
  );
});
