import type { Shortcut } from '@/components/command-menu/registry';
import { ALL_OFFERS, type Offer } from '@/components/findings/verbs/offers';

/** A key and what it is called; what it does where is said by `bind`. */
type Key = Omit<Shortcut, 'run' | 'when'>;

/** Keys of lists of findings: the one table for the list, the inbox, a finding's page, the help and the palette. */
export const LIST_KEYS = {
  next: { id: 'list.next', keys: ['j'], labelKey: 'findings.verbs.next', section: 'list' },
  previous: { id: 'list.previous', keys: ['k'], labelKey: 'findings.verbs.previous', section: 'list' },
  select: { id: 'list.select', keys: ['x'], labelKey: 'findings.verbs.select', section: 'list' },
  range: { id: 'list.range', keys: ['shift+x'], labelKey: 'findings.verbs.range', section: 'list' },
  open: { id: 'list.open', keys: ['enter'], labelKey: 'findings.verbs.open', section: 'list' },
  close: { id: 'list.close', keys: ['esc'], labelKey: 'findings.verbs.close', section: 'list' },
  search: { id: 'list.search', keys: ['/'], labelKey: 'findings.verbs.search', section: 'list' },
} as const satisfies Readonly<Record<string, Key>>;

/** Keys of one finding beside its verbs, whose keys stand with them (verbs/offers.ts). */
export const FINDING_KEYS = {
  comment: { id: 'finding.comment', keys: ['m'], labelKey: 'findings.verbs.comment', section: 'finding' },
  undo: { id: 'finding.undo', keys: ['u'], labelKey: 'findings.verbs.undo', section: 'finding' },
  watch: { id: 'finding.watch', keys: ['w'], labelKey: 'findings.watch.key', section: 'finding' },
  same: { id: 'inbox.same', keys: ['b'], labelKey: 'inbox.same.key', section: 'finding' },
} as const satisfies Readonly<Record<string, Key>>;

export function bind(key: Key, run: () => void, when?: () => boolean): Shortcut {
  return when ? { ...key, run, when } : { ...key, run };
}

type Verbs = {
  readonly fits: (offer: Offer) => boolean;
  readonly onVerb: (offer: Offer) => void;
  readonly mayUndo: boolean;
  readonly mayComment: () => boolean;
  readonly onComment: () => void;
  readonly onUndo: () => void;
};

/** The verbs of what is at hand, each with its key; those that do not fit are not offered. */
export function verbKeys({ fits, onVerb, mayUndo, mayComment, onComment, onUndo }: Verbs): Shortcut[] {
  return [
    ...ALL_OFFERS.map((offer) => ({
      id: `finding.${offer.verb}`,
      keys: [offer.key],
      labelKey: `findings.verbs.${offer.verb}` as const,
      section: 'finding' as const,
      when: () => fits(offer),
      run: () => onVerb(offer),
    })),
    bind(FINDING_KEYS.comment, onComment, mayComment),
    bind(FINDING_KEYS.undo, onUndo, () => mayUndo),
  ];
}
