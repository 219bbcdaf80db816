'use client';

import { useInfiniteQuery } from '@tanstack/react-query';
import { useQueryStates } from 'nuqs';
import { useMemo, useState } from 'react';
import type { DeskState } from '@/components/findings/desk/use-desk';
import { findingsQuery } from '@/lib/findings/queries';
import { serializeFindings } from '@/lib/findings/search-params';
import { findingQueue, inboxParsers, type Queue, queueFilter, queueOrder, waitsIn } from '@/lib/inbox/queues';

/** The inbox's address as the state of a desk. `today` is the server's, so that both draw the same list. */
export function useInboxAddress(today: string, me: string) {
  const [address, setAddress] = useQueryStates(inboxParsers, { history: 'replace', scroll: false });
  const { open, team, product } = address;
  const queue = findingQueue(address.queue);
  const place = serializeFindings('', queueFilter(queue, { team, product }, new Date(today)));
  // biome-ignore lint/correctness/useExhaustiveDependencies: equal addresses are equal filters
  const filter = useMemo(() => queueFilter(queue, { team, product }, new Date(today)), [place]);
  const sort = queueOrder(queue);

  // Without an address of its own, the first that waits is open; it stays so when others come in above it.
  const { data, isPlaceholderData } = useInfiniteQuery(findingsQuery(filter, sort));
  const rows = isPlaceholderData ? [] : (data?.pages[0]?.rows ?? []);
  const first = (rows.find((row) => waitsIn(queue, row, me)) ?? rows[0])?.id ?? null;
  const [kept, setKept] = useState({ place, id: first });
  const held = kept.place === place && rows.some(({ id }) => id === kept.id) ? kept.id : first;
  if (kept.place !== place || kept.id !== held) setKept({ place, id: held });

  const state: DeskState = {
    filter,
    query: place,
    sort,
    open: open ?? held,
    openFinding: (id) => void setAddress({ open: id }),
    change: () => undefined,
    clear: () => undefined,
  };
  return {
    queue,
    narrowed: { team, product },
    state,
    /** Whether somebody chose the finding: a phone shows the list until then. */
    chosen: open !== null,
    goTo: (next: Queue) => void setAddress({ queue: next, open: null }),
  };
}
