import { createHash } from 'node:crypto';
import type { Entity, Noticed, SuppressionRule } from '@/lib/alerts/types';

/** An index entry is short; longer keys are told apart by their digest. */
const LONGEST = 300;

/** The later of two moments in ISO 8601 of one length. */
export const later = (a: string, b: string) => (a > b ? a : b);

const same = (a: string, b: string) => a.toLowerCase() === b.toLowerCase();

/** What is noticed by one rule of one entity belongs together. Case is no difference: senders spell names either way. */
export function groupKeyOf(rule: string, entity: Entity): string {
  const parts = Object.entries(entity)
    .filter(([, value]) => value !== '')
    .map(([key, value]) => `${key}=${value.toLowerCase()}`)
    .toSorted();
  const key = [rule, ...parts].join('\n');
  if (key.length <= LONGEST) return key;
  return `${key.slice(0, LONGEST / 2)}…${createHash('sha256').update(key).digest('hex')}`;
}

/** Whether it is held back: the rule is the same, and each field that the suppression names. */
export function isSuppressed({ rule, entity }: Pick<Noticed, 'rule' | 'entity'>, by: SuppressionRule): boolean {
  return rule === by.rule && Object.entries(by.entity).every(([key, value]) => same(entity[key] ?? '', value));
}
