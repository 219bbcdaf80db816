import type { Shortcut } from '@/components/command-menu/registry';
import type { IncidentRights } from '@/lib/incidents/view-types';

/** Verbs that ask for something first, each with its key and the right that it takes; in the order of their use. */
const OFFERS = {
  move: { key: 'm', right: 'work' },
  close: { key: 'c', right: 'close' },
  reopen: { key: 'o', right: 'reopen' },
  prioritise: { key: 'p', right: 'work' },
  role: { key: 'r', right: 'work' },
  edit: { key: 'e', right: 'correct' },
  correct: { key: 't', right: 'correct' },
} as const satisfies Readonly<Record<string, { readonly key: string; readonly right: keyof IncidentRights }>>;

export type AskedVerb = keyof typeof OFFERS;

/** Shown as buttons; the others are in a menu. */
export const FIRST_VERBS = ['move', 'close', 'reopen'] as const satisfies readonly AskedVerb[];
export const MORE_VERBS = ['prioritise', 'role', 'edit', 'correct'] as const satisfies readonly AskedVerb[];

export const ACKNOWLEDGE_KEY = 'a';
export const keyOf = (verb: AskedVerb) => OFFERS[verb].key;
export const mayAsk = (verb: AskedVerb, rights: IncidentRights) => rights[OFFERS[verb].right];

export function verbKey(verb: AskedVerb | 'acknowledge', when: () => boolean, run: () => void): Shortcut {
  return {
    id: `incident.${verb}`,
    keys: [verb === 'acknowledge' ? ACKNOWLEDGE_KEY : keyOf(verb)],
    labelKey: `incidents.verbs.${verb}`,
    section: 'incident',
    when,
    run,
  };
}
