'use client';

import { useInfiniteQuery, useQuery, useQueryClient } from '@tanstack/react-query';
import { useCallback, useMemo, useState } from 'react';
import {
  type Choice,
  chooseLoaded,
  EVERYTHING,
  extend,
  isEmpty,
  NOTHING,
  toggle,
} from '@/components/findings/list/selection';
import type { FindingsState } from '@/components/findings/use-address';
import type { Subject } from '@/components/findings/verbs/subject';
import { facetsQuery, findingQuery, findingsQuery } from '@/lib/findings/queries';
import type { Count, FindingRow } from '@/lib/findings/types';

const UNCOUNTED: Count = { n: 0, exact: false };

/** What a desk needs to know of an address; lists with an address of their own make one of these. */
export type DeskState = Pick<FindingsState, 'filter' | 'query' | 'sort' | 'open' | 'openFinding' | 'change' | 'clear'>;

/**
 * The state of a list: what its address says, what is loaded, where the keyboard is and what is chosen. `counted`: the
 * counts beside the filters are shown.
 */
export function useDesk(state: DeskState, { counted = true }: { readonly counted?: boolean } = {}) {
  const { filter, sort, query, open, openFinding } = state;
  const client = useQueryClient();
  const list = useInfiniteQuery(findingsQuery(filter, sort));
  const facets = useQuery({ ...facetsQuery(filter), enabled: counted }).data;
  const rows = useMemo(() => list.data?.pages.flatMap((page) => page.rows) ?? [], [list.data]);
  const ids = useMemo(() => rows.map(({ id }) => id), [rows]);

  // Both belong to one list: under another filter or order they mean nothing.
  const place = `${query} ${sort}`;
  const [held, setHeld] = useState<{ place: string; choice: Choice; active: number | null }>({
    place,
    choice: NOTHING,
    active: null,
  });
  const { choice, active } = held.place === place ? held : { choice: NOTHING, active: null };
  const setChoice = (next: Choice) => setHeld({ place, choice: next, active });
  const setActive = (next: number | null) => setHeld({ place, choice, active: next });

  const { fetchNextPage, hasNextPage, isFetchingNextPage } = list;
  const loadMore = useCallback(() => {
    if (hasNextPage && !isFetchingNextPage) void fetchNextPage();
  }, [hasNextPage, isFetchingNextPage, fetchNextPage]);

  const current = (): FindingRow | undefined => {
    if (open === null) return active === null ? undefined : rows[active];
    return rows.find(({ id }) => id === open) ?? client.getQueryData(findingQuery(open).queryKey);
  };

  /** What a verb would be about now: what is chosen, else what is open, else where the keyboard is. */
  const subject = (): Subject | null => {
    if (choice.kind === 'matching') {
      const asOf = list.data?.pages[0]?.asOf;
      return asOf ? { kind: 'matching', query, asOf, total: facets?.total ?? UNCOUNTED } : null;
    }
    const chosen = rows.filter(({ id }) => choice.ids.has(id));
    if (chosen.length > 0) return { kind: 'some', findings: chosen };
    const one = current();
    return one ? { kind: 'some', findings: [one] } : null;
  };

  const move = (step: 1 | -1) => {
    if (rows.length === 0) return;
    const from = active ?? (open === null ? -1 : ids.indexOf(open));
    const next = from < 0 ? 0 : Math.min(Math.max(from + step, 0), rows.length - 1);
    setActive(next);
    const row = rows[next];
    if (open !== null && row) openFinding(row.id);
  };

  return {
    state,
    list,
    facets,
    rows,
    choice,
    active,
    loadMore,
    current,
    subject,
    move,
    isChoosing: !isEmpty(choice),
    open: (finding: FindingRow) => {
      setActive(ids.indexOf(finding.id));
      openFinding(finding.id);
    },
    toggle: (finding: FindingRow, range: boolean) => {
      setHeld({ place, choice: (range ? extend : toggle)(choice, finding.id, ids), active: ids.indexOf(finding.id) });
    },
    toggleLoaded: () => setChoice(isEmpty(choice) ? chooseLoaded(ids) : NOTHING),
    chooseAll: () => {
      // Read again, so that what changed meanwhile is seen before it is decided on.
      void list.refetch();
      setChoice(EVERYTHING);
    },
    clearChoice: () => setChoice(NOTHING),
  };
}

export type Desk = ReturnType<typeof useDesk>;
