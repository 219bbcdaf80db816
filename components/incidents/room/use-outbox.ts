'use client';

import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { newId } from '@/components/incidents/room/new-id';
import { useRoomRefusal } from '@/components/incidents/room/use-room-refusal';
import { incidentKeys } from '@/lib/incidents/keys';
import { sayAction } from '@/lib/incidents/room/actions';

/** What was written and is not in the log yet. `error`: why it was not kept; null while it is on its way. */
export type Outgoing = {
  readonly key: string;
  /** As it is kept: people by their ids. */
  readonly text: string;
  /** As it was written. */
  readonly written: string;
  readonly corrects: number | null;
  readonly error: string | null;
};

/** Messages on their way: shown at once, sent again where that is asked for, under the same key so that none is kept twice. */
export function useOutbox(incident: { readonly id: string; readonly number: number }) {
  const client = useQueryClient();
  const refusalText = useRoomRefusal();
  const [waiting, setWaiting] = useState<readonly Outgoing[]>([]);
  const drop = (key: string) => setWaiting((all) => all.filter((one) => one.key !== key));
  const mark = (key: string, error: string | null) =>
    setWaiting((all) => all.map((one) => (one.key === key ? { ...one, error } : one)));

  const deliver = async ({ key, text, corrects }: Outgoing) => {
    mark(key, null);
    const result = await sayAction({ id: incident.id, key, text, corrects }).catch(() => null);
    if (!result?.ok) return mark(key, refusalText(result?.error ?? null));
    // Where the stream was faster it is there already.
    await client.invalidateQueries({ queryKey: incidentKeys.of(incident.number) });
    drop(key);
  };

  return {
    waiting,
    drop,
    retry: (outgoing: Outgoing) => void deliver(outgoing),
    send: (said: Pick<Outgoing, 'text' | 'written' | 'corrects'>) => {
      const outgoing: Outgoing = { ...said, key: newId(), error: null };
      setWaiting((all) => [...all, outgoing]);
      void deliver(outgoing);
    },
  };
}
