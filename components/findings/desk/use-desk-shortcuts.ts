'use client';

import type { RefObject } from 'react';
import { useShortcuts } from '@/components/command-menu/registry';
import type { Desk } from '@/components/findings/desk/use-desk';
import { ALL_OFFERS, type Offer, offersFor, type Rights } from '@/components/findings/verbs/offers';

type Given = {
  readonly desk: Desk;
  readonly rights: Rights;
  readonly search: RefObject<HTMLInputElement | null>;
  readonly onVerb: (offer: Offer) => void;
  readonly onComment: () => void;
  readonly onUndo: () => void;
};

/** The keys of the list. Verbs that do not fit what is chosen are not offered. */
export function useDeskShortcuts({ desk, rights, search, onVerb, onComment, onUndo }: Given): void {
  const { state, choice } = desk;
  const isAt = () => desk.current() !== undefined;
  const fits = (offer: Offer) => offersFor(desk.subject(), rights).includes(offer);
  const select = (range: boolean) => {
    const one = desk.current();
    if (one) desk.toggle(one, range);
  };
  const openCurrent = () => {
    const one = desk.current();
    if (one) desk.open(one);
  };
  const close = () => (state.open === null ? desk.clearChoice() : state.openFinding(null));
  useShortcuts([
    { id: 'list.next', keys: ['j'], labelKey: 'findings.verbs.next', section: 'list', run: () => desk.move(1) },
    {
      id: 'list.previous',
      keys: ['k'],
      labelKey: 'findings.verbs.previous',
      section: 'list',
      run: () => desk.move(-1),
    },
    {
      id: 'list.select',
      keys: ['x'],
      labelKey: 'findings.verbs.select',
      section: 'list',
      when: isAt,
      run: () => select(false),
    },
    {
      id: 'list.range',
      keys: ['shift+x'],
      labelKey: 'findings.verbs.range',
      section: 'list',
      when: isAt,
      run: () => select(true),
    },
    {
      id: 'list.open',
      keys: ['enter'],
      labelKey: 'findings.verbs.open',
      section: 'list',
      when: isAt,
      run: openCurrent,
    },
    {
      id: 'list.close',
      keys: ['esc'],
      labelKey: 'findings.verbs.close',
      section: 'list',
      when: () => state.open !== null || desk.isChoosing,
      run: close,
    },
    {
      id: 'list.search',
      keys: ['/'],
      labelKey: 'findings.verbs.search',
      section: 'list',
      run: () => search.current?.focus(),
    },
    ...ALL_OFFERS.map((offer) => ({
      id: `finding.${offer.verb}`,
      keys: [offer.key],
      labelKey: `findings.verbs.${offer.verb}` as const,
      section: 'finding' as const,
      when: () => fits(offer),
      run: () => onVerb(offer),
    })),
    {
      id: 'finding.comment',
      keys: ['m'],
      labelKey: 'findings.verbs.comment',
      section: 'finding',
      when: () => rights.triage && choice.kind === 'some' && isAt(),
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
