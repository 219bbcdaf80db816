'use client';

import { useShortcuts } from '@/components/command-menu/registry';
import { bind, FINDING_KEYS, LIST_KEYS, verbKeys } from '@/components/findings/desk/keys';
import type { Desk } from '@/components/findings/desk/use-desk';
import { type Offer, offersFor, type Rights } from '@/components/findings/verbs/offers';
import { queueKeys } from '@/components/inbox/queue-keys';
import type { Queue } from '@/lib/inbox/queues';

type Given = {
  readonly desk: Desk;
  readonly rights: Rights;
  readonly queues: readonly Queue[];
  readonly offering: boolean;
  readonly onQueue: (queue: Queue) => void;
  readonly onVerb: (offer: Offer) => void;
  readonly onComment: () => void;
  readonly onUndo: () => void;
  readonly onSame: () => void;
};

/** The keys of the inbox: one a decision, digits for the queues, `b` for both here and elsewhere. */
export function useInboxKeys(given: Given): void {
  const { desk, rights, queues, offering, onQueue, onVerb, onComment, onUndo, onSame } = given;
  const isAt = () => desk.current() !== undefined;
  useShortcuts([
    bind(LIST_KEYS.next, () => desk.move(1)),
    bind(LIST_KEYS.previous, () => desk.move(-1)),
    ...queueKeys(queues, onQueue),
    bind(FINDING_KEYS.same, onSame, () => offering),
    ...verbKeys({
      fits: (offer) => offersFor(desk.subject(), rights).includes(offer),
      onVerb,
      mayUndo: rights.triage,
      mayComment: () => rights.triage && isAt(),
      onComment,
      onUndo,
    }),
  ]);
}
