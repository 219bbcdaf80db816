import { keyOf } from '@/lib/lists/entry';
import type { Change, Entry } from '@/lib/lists/types';

const same = (a: Entry, b: Entry) => a.reason === b.reason && a.owner === b.owner && a.until === b.until;

/** What has to change so that a list has these entries, by subject, detail and protocol. */
export function changesTo(before: readonly Entry[], after: readonly Entry[]): Change[] {
  const [old, next] = [before, after].map((entries) => new Map(entries.map((entry) => [keyOf(entry), entry])));
  const gone = before.filter((entry) => !next?.has(keyOf(entry))).map((entry) => ({ before: entry, after: null }));
  const come = after.flatMap((entry): Change[] => {
    const was = old?.get(keyOf(entry)) ?? null;
    return was && same(was, entry) ? [] : [{ before: was, after: entry }];
  });
  return [...gone, ...come];
}

/** A list with entries put in place of those of the same subject, detail and protocol. */
export function withEntries(before: readonly Entry[], put: readonly Entry[]): Entry[] {
  const keys = new Set(put.map(keyOf));
  return [...before.filter((entry) => !keys.has(keyOf(entry))), ...put];
}
