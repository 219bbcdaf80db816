import type { Shortcut } from '@/components/command-menu/registry';

/** A verb of an alert has one key, wherever alerts are worked on. */
export const VERB_KEYS = {
  acknowledge: 'a',
  release: 'r',
  close: 'c',
  reopen: 'o',
  merge: 'm',
  separate: 'p',
  note: 'n',
  suppress: 'h',
} as const;
export type KeyedVerb = keyof typeof VERB_KEYS;

export function verbKey(verb: KeyedVerb, when: () => boolean, run: () => void): Shortcut {
  return {
    id: `alert.${verb}`,
    keys: [VERB_KEYS[verb]],
    labelKey: `alerts.verbs.${verb}`,
    section: 'alert',
    when,
    run,
  };
}
