'use client';

import { useShortcuts } from '@/components/command-menu/registry';
import type { Desk } from '@/components/findings/desk/use-desk';
import { ALL_OFFERS, type Offer, offersFor, type Rights } from '@/components/findings/verbs/offers';
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
    { id: 'list.next', keys: ['j'], labelKey: 'findings.verbs.next', section: 'list', run: () => desk.move(1) },
    {
      id: 'list.previous',
      keys: ['k'],
      labelKey: 'findings.verbs.previous',
      section: 'list',
      run: () => desk.move(-1),
    },
    ...queues.map((queue, index) => ({
      id: `inbox.${queue}`,
      keys: [String(index + 1)],
      labelKey: `inbox.queues.${queue}` as const,
      section: 'list' as const,
      run: () => onQueue(queue),
    })),
    {
      id: 'inbox.same',
      keys: ['b'],
      labelKey: 'inbox.same.key',
      section: 'finding',
      when: () => offering,
      run: onSame,
    },
    ...ALL_OFFERS.map((offer) => ({
      id: `finding.${offer.verb}`,
      keys: [offer.key],
      labelKey: `findings.verbs.${offer.verb}` as const,
      section: 'finding' as const,
      when: () => offersFor(desk.subject(), rights).includes(offer),
      run: () => onVerb(offer),
    })),
    {
      id: 'finding.comment',
      keys: ['m'],
      labelKey: 'findings.verbs.comment',
      section: 'finding',
      when: () => rights.triage && isAt(),
      run: onComment,
    },
    {
      id: 'finding.undo',
      keys: ['u'],
      labelKey: 'findings.verbs.undo',
      section: 'finding',
      when: () => rights.triage,
      run: onUndo,
    },
  ]);
}
