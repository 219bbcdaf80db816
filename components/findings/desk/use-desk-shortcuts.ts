'use client';

import type { RefObject } from 'react';
import { useShortcuts } from '@/components/command-menu/registry';
import { bind, LIST_KEYS, verbKeys } from '@/components/findings/desk/keys';
import type { Desk } from '@/components/findings/desk/use-desk';
import { type Offer, offersFor, type Rights } from '@/components/findings/verbs/offers';

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
    bind(LIST_KEYS.next, () => desk.move(1)),
    bind(LIST_KEYS.previous, () => desk.move(-1)),
    bind(LIST_KEYS.select, () => select(false), isAt),
    bind(LIST_KEYS.range, () => select(true), isAt),
    bind(LIST_KEYS.open, openCurrent, isAt),
    bind(LIST_KEYS.close, close, () => state.open !== null || desk.isChoosing),
    bind(LIST_KEYS.search, () => search.current?.focus()),
    ...verbKeys({
      fits: (offer) => offersFor(desk.subject(), rights).includes(offer),
      onVerb,
      mayUndo: rights.triage,
      mayComment: () => rights.triage && choice.kind === 'some' && isAt(),
      onComment,
      onUndo,
    }),
  ]);
}
