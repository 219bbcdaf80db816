'use client';

import { useQueryStates } from 'nuqs';
import { useCallback, useMemo } from 'react';
import {
  type FindingFilter,
  type FindingsAddress,
  filterParsers,
  findingsParsers,
  serializeFindings,
} from '@/lib/findings/search-params';

type Change = Partial<{ [K in keyof FindingsAddress]: FindingsAddress[K] | null }>;

const NO_FILTER: Change = Object.fromEntries(Object.keys(filterParsers).map((key) => [key, null]));

/** The list's address as state: what is filtered, how it is ordered, what is open. */
export function useFindingsAddress() {
  const [address, setAddress] = useQueryStates(findingsParsers, { history: 'replace', scroll: false });
  const { sort, view, open, ...filter } = address;
  const query = serializeFindings('', filter);
  // biome-ignore lint/correctness/useExhaustiveDependencies: equal addresses are equal filters
  const stable: FindingFilter = useMemo(() => filter, [query]);
  /** The saved view stays named, so that its owner can save the change. */
  const change = useCallback((to: Change) => void setAddress(to), [setAddress]);
  const clear = useCallback(() => void setAddress({ ...NO_FILTER, view: null }), [setAddress]);
  return {
    address,
    filter: stable,
    query,
    sort,
    open,
    view,
    change,
    openFinding: (id: number | null) => void setAddress({ open: id }),
    clear,
  };
}

export type FindingsState = ReturnType<typeof useFindingsAddress>;

/** What is listed, whatever is open beside it. */
export type ListedState = Pick<FindingsState, 'filter' | 'query' | 'sort' | 'change' | 'clear'>;
