'use client';

import { useQueryClient } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import type { Desk } from '@/components/findings/desk/use-desk';
import type { Subject } from '@/components/findings/verbs/subject';
import { useVerbs, type VerbsOfFindings } from '@/components/findings/verbs/use-verbs';
import { sameQuery } from '@/lib/findings/queries';
import { SAME_VERBS, type SamePlaces, type SameVerb } from '@/lib/findings/same-types';
import type { FindingRow } from '@/lib/findings/types';
import { nextWaiting, type Queue, waitsIn } from '@/lib/inbox/queues';

/** A verb to be given once more, to other places of what it was given to. */
type Again = (subject: Subject) => Promise<boolean>;

export type Offered = { readonly title: string; readonly places: SamePlaces; readonly again: Again };

/**
 * The verbs of the inbox: after each decision the next finding that waits is open, and where the same was found
 * elsewhere the decision is offered for there.
 */
export function useDecisions(desk: Desk, queue: Queue, me: string) {
  const plain = useVerbs();
  const client = useQueryClient();
  const [offered, setOffered] = useState<Offered | null>(null);
  /** What was dealt with in this sitting, in order: some of it still belongs to its queue. */
  const [dealtWith, setDealtWith] = useState<readonly number[]>([]);
  const newest = useRef(0);
  const waits = (row: FindingRow) => !dealtWith.includes(row.id) && waitsIn(queue, row, me);

  /** Opens the next one; false where the queue is done as far as it was loaded. */
  const advance = (from: FindingRow): boolean => {
    setDealtWith((before) => [...before.filter((id) => id !== from.id), from.id]);
    const { rows } = desk;
    const next = nextWaiting(
      rows.map((row) => row.id !== from.id && waits(row)),
      rows.findIndex(({ id }) => id === from.id),
    );
    const row = next === null ? undefined : rows[next];
    if (row) desk.open(row);
    return row !== undefined;
  };

  const readOn = async () => {
    desk.state.openFinding(null);
    await desk.list.refetch();
  };

  const offerSame = async (one: FindingRow, verb: SameVerb, again: Again, turn: number) => {
    const places = await client.fetchQuery(sameQuery(one.id, verb)).catch(() => null);
    if (places && places.total.n > 0 && newest.current === turn) setOffered({ title: one.title, places, again });
  };

  const give = async (subject: Subject, verb: SameVerb | null, again: Again): Promise<boolean> => {
    newest.current += 1;
    const turn = newest.current;
    setOffered(null);
    const [one, other] = subject.kind === 'some' ? subject.findings : [];
    const work = again(subject);
    if (!one || other) return work;
    const more = advance(one);
    const done = await work;
    if (!done) setDealtWith((before) => before.filter((id) => id !== one.id));
    if (done && verb) void offerSame(one, verb, again, turn);
    if (!more) void readOn();
    return done;
  };

  const verbs: VerbsOfFindings = {
    ...plain,
    decide: (subject, decision) => {
      const verb = SAME_VERBS.find((one) => one === decision.to) ?? null;
      return give(subject, verb, (about) => plain.decide(about, decision));
    },
    assign: (subject, person, note) =>
      give(subject, person ? 'assign' : null, (about) => plain.assign(about, person, note)),
    answerHandover: (subject, declined) => give(subject, null, (about) => plain.answerHandover(about, declined)),
    snooze: (subject, snooze) => give(subject, 'snooze', (about) => plain.snooze(about, snooze)),
  };

  return {
    verbs,
    waits,
    offered,
    dismiss: () => setOffered(null),
    accept: () => {
      if (!offered) return;
      const { again, places } = offered;
      setOffered(null);
      void again({ kind: 'matching', ...places });
    },
    /** Takes the last verb back and returns to what it was given to. */
    undo: async () => {
      setOffered(null);
      const last = dealtWith.at(-1);
      setDealtWith((before) => before.slice(0, -1));
      await plain.undo();
      if (last === undefined) return;
      const row = desk.rows.find(({ id }) => id === last);
      // The list may have been read again without it.
      if (row) desk.open(row);
      else desk.state.openFinding(last);
    },
  };
}
