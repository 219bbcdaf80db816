import type { AlertStateName, Entity, Noticed, StepVerb, SuppressionRule, Verdict } from '@/lib/alerts/types';

/** The later of two moments in ISO 8601 of one length. */
export const later = (a: string, b: string) => (a > b ? a : b);

const same = (a: string, b: string) => a.toLowerCase() === b.toLowerCase();

/** Whether it is held back: the rule is the same, and each field that the suppression names. */
export function isSuppressed({ rule, entity }: Pick<Noticed, 'rule' | 'entity'>, by: SuppressionRule): boolean {
  return rule === by.rule && Object.entries(by.entity).every(([key, value]) => same(entity[key] ?? '', value));
}

/** How people call it. */
export const alertName = (number: number) => `A-${number}`;

/** The part of a rule's id that its sender or author gave it: `Terminal shell in container`. */
export const ruleName = (rule: string) => rule.slice(rule.indexOf(':') + 1);

export const ALERT_VERBS = ['acknowledge', 'release', 'close', 'reopen', 'merge', 'separate', 'note'] as const;
export type AlertVerb = (typeof ALERT_VERBS)[number];

/** How an alert stands when a verb is given. */
export type Standing = { readonly state: AlertStateName; readonly merged: boolean };

/** The state machine: from where each verb may be given. One that is part of another stands and falls with that. */
const FROM: Readonly<Record<AlertVerb, (standing: Standing) => boolean>> = {
  acknowledge: ({ state, merged }) => state === 'open' && !merged,
  release: ({ state, merged }) => state === 'acknowledged' && !merged,
  close: ({ state, merged }) => state !== 'closed' && !merged,
  reopen: ({ state, merged }) => state === 'closed' && !merged,
  merge: ({ state, merged }) => state !== 'closed' && !merged,
  separate: ({ merged }) => merged,
  note: () => true,
};

export function mayGive(verb: AlertVerb, standing: Standing): boolean {
  return FROM[verb](standing);
}

/** Where the verbs that change the state lead. */
export const STATE_AFTER = {
  acknowledge: 'acknowledged',
  release: 'open',
  close: 'closed',
  reopen: 'open',
} as const satisfies Partial<Record<AlertVerb, AlertStateName>>;
export type StateVerb = keyof typeof STATE_AFTER;

/** What the history calls them. */
export const STEP_OF: Readonly<Record<AlertVerb, StepVerb>> = {
  acknowledge: 'acknowledged',
  release: 'released',
  close: 'closed',
  reopen: 'reopened',
  merge: 'merged',
  separate: 'separated',
  note: 'noted',
};

export type VerbInput = { readonly verb: AlertVerb; readonly note: string; readonly verdict: Verdict | null };

export type AlertRefusal =
  | 'wrong_state'
  | 'merged'
  | 'note_required'
  | 'verdict_required'
  | 'newer_open'
  | 'itself'
  | 'other_product'
  | 'target_closed'
  | 'target_merged'
  | 'field_required'
  | 'unknown_field';

/** Whether the note must say something: why it is no attack, why it is looked at again, or the note itself. */
export function needsNote({ verb, verdict }: Omit<VerbInput, 'note'>): boolean {
  if (verb === 'close') return verdict === 'benign' || verdict === 'false_positive';
  return verb === 'reopen' || verb === 'note' || verb === 'separate';
}

/** Why a verb is refused, or null. */
export function refuseVerb({ verb, note, verdict }: VerbInput, standing: Standing): AlertRefusal | null {
  if (!mayGive(verb, standing)) return standing.merged ? 'merged' : 'wrong_state';
  if (verb === 'close' && verdict === null) return 'verdict_required';
  return needsNote({ verb, verdict }) && note === '' ? 'note_required' : null;
}

type Mergeable = Standing & { readonly id: string; readonly productId: string };

/** Why an alert cannot become part of `target`, or null. */
export function refuseMerge(one: Mergeable, target: Mergeable): AlertRefusal | null {
  if (one.id === target.id) return 'itself';
  if (one.productId !== target.productId) return 'other_product';
  if (target.merged) return 'target_merged';
  return target.state === 'closed' ? 'target_closed' : null;
}

/** Longest time that something is held back, in hours: 90 days. */
export const SUPPRESS_HOURS_MAX = 90 * 24;

/** The part of an entity that a suppression names; why it cannot, where it is a text. One field at least, if it has any. */
export function partOf(entity: Entity, fields: readonly string[]): Entity | AlertRefusal {
  if (fields.some((field) => !Object.hasOwn(entity, field))) return 'unknown_field';
  if (fields.length === 0 && Object.keys(entity).length > 0) return 'field_required';
  return Object.fromEntries(fields.map((field) => [field, entity[field] ?? '']));
}
