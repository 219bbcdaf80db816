'use client';

import { type QueryClient, useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { newId } from '@/components/incidents/room/new-id';
import { type LiveState, openStream } from '@/components/incidents/room/stream-client';
import { callsQuery } from '@/lib/escalation/queries';
import { incidentKeys } from '@/lib/incidents/keys';
import type { Present } from '@/lib/incidents/room/events';
import { FEED_FILTERS } from '@/lib/incidents/room/feed';
import { type Feed, feedQuery, isFeedKey, withLine } from '@/lib/incidents/room/queries';
import type { Place } from '@/lib/incidents/room/schema';
import type { EntryLine } from '@/lib/incidents/room/types';

const POLL_MS = 10_000;
/** Lines that come at once make a page ask once. */
const SETTLE_MS = 150;

/** Puts a line into every feed that was read; one that lacks lines before it is read anew. */
function addLine(client: QueryClient, number: number, line: EntryLine): void {
  for (const only of FEED_FILTERS) {
    const { queryKey } = feedQuery(number, only);
    const feed: Feed | undefined = client.getQueryData(queryKey);
    if (!feed) continue;
    const next = withLine(feed, only, line);
    if (next) client.setQueryData(queryKey, next);
    else void client.invalidateQueries({ queryKey });
  }
}

async function sayWhere(number: number, tab: string, place: Place): Promise<void> {
  const body = JSON.stringify({ tab, place });
  const headers = { 'content-type': 'application/json' };
  await fetch(`/api/incidents/${number}/presence`, { method: 'PUT', headers, body }).catch(() => undefined);
}

export type Live = { readonly state: LiveState; readonly people: readonly Present[]; readonly tab: string };

/**
 * Follows an incident: lines of its log reach the feeds as they are written, whatever else is read of it is asked for anew. Where
 * that does not work the page asks every 10 s.
 * @param after number of the newest line that the page was given
 */
export function useIncidentStream(number: number, after: number, place: Place): Live {
  const client = useQueryClient();
  const [tab] = useState(newId);
  const [state, setState] = useState<LiveState>('reconnecting');
  const [people, setPeople] = useState<readonly Present[]>([]);
  const begin = useRef(after);
  const where = useRef(place);

  useEffect(() => {
    let settling: ReturnType<typeof setTimeout> | undefined;
    let calling: ReturnType<typeof setTimeout> | undefined;
    const queryKey = incidentKeys.of(number);
    const refresh = () => {
      settling = undefined;
      void client.invalidateQueries({ queryKey, predicate: (query) => !isFeedKey(query.queryKey) });
    };
    const refreshCalls = () => {
      calling = undefined;
      void client.invalidateQueries({ queryKey: callsQuery(number).queryKey });
    };
    const close = openStream({
      number,
      tab,
      place: () => where.current,
      after: begin.current,
      onState: setState,
      onPresent: setPeople,
      onBehind: () => void client.invalidateQueries({ queryKey }),
      onChanged: () => {
        calling ??= setTimeout(refreshCalls, SETTLE_MS);
      },
      onLine: (line) => {
        addLine(client, number, line);
        settling ??= setTimeout(refresh, SETTLE_MS);
      },
    });
    return () => {
      clearTimeout(settling);
      clearTimeout(calling);
      close();
    };
  }, [client, number, tab]);

  useEffect(() => {
    if (where.current === place) return;
    where.current = place;
    void sayWhere(number, tab, place);
  }, [number, tab, place]);

  useEffect(() => {
    if (state !== 'polling') return;
    const ask = () => {
      if (document.hidden) return;
      void client.invalidateQueries({ queryKey: incidentKeys.of(number) });
      void sayWhere(number, tab, where.current);
    };
    ask();
    const timer = setInterval(ask, POLL_MS);
    return () => clearInterval(timer);
  }, [client, number, state, tab]);

  return { state, people, tab };
}
