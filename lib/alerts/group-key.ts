import { createHash } from 'node:crypto';
import type { Entity } from '@/lib/alerts/types';

/** An index entry is short; longer keys are told apart by their digest. */
const LONGEST = 300;

/** What is noticed by one rule of one entity belongs together. Case is no difference: senders spell names either way. */
export function groupKeyOf(rule: string, entity: Entity): string {
  const parts = Object.entries(entity)
    .filter(([, value]) => value !== '')
    .map(([key, value]) => `${key}=${value.toLowerCase()}`)
    .toSorted();
  const key = [rule, ...parts].join('\n');
  if (key.length <= LONGEST) return key;
  return `${key.slice(0, LONGEST / 2).toWellFormed()}…${createHash('sha256').update(key).digest('hex')}`;
}
