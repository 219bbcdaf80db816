import { createHash } from 'node:crypto';
import { progressOf } from '@/lib/detection/progress';
import type { CorrelationRule } from '@/lib/detection/types';
import type { Nanos } from '@/lib/events/time';

/** A hit that counts towards a correlation, as it is kept. */
export type CountedHit = {
  /** Of the event, or the key of the firing that counts: a hit that comes twice counts once. */
  readonly id: string;
  /** Id of the rule that hit. */
  readonly rule: string;
  readonly group: readonly string[];
  /** When the event was, not when it came. */
  readonly at: Nanos;
  readonly value: string;
};

/** A span of time in which a correlation fired for a group: what happens in it belongs to it. `until` is behind it. */
export type FiredWindow = { readonly group: readonly string[]; readonly from: Nanos; readonly until: Nanos };

export type Firing = FiredWindow & {
  /** The same for the same rule, group and beginning: a unique key holds a repeated evaluation off. */
  readonly key: string;
  /** When enough had happened. */
  readonly at: Nanos;
  /** Ids of all hits in the window, in order of time. */
  readonly hits: readonly string[];
};

const SECOND = 1_000_000_000n;
const groupKey = (group: readonly string[]) => JSON.stringify(group);

/** In order of time; what happened at once, in the order of the rule. */
function byTime(rule: CorrelationRule) {
  const place = new Map(rule.rules.map((id, at) => [id, at]));
  return (a: CountedHit, b: CountedHit) => {
    if (a.at !== b.at) return a.at < b.at ? -1 : 1;
    return (place.get(a.rule) ?? 0) - (place.get(b.rule) ?? 0) || (a.id < b.id ? -1 : 1);
  };
}

function keyOf(rule: CorrelationRule, group: string, from: Nanos): string {
  return `${rule.id}/${createHash('sha256').update(group).digest('hex').slice(0, 16)}/${from}`;
}

function groupsOf<T extends { readonly group: readonly string[] }>(
  items: readonly T[],
): ReadonlyMap<string, readonly T[]> {
  return Map.groupBy(items, ({ group }) => groupKey(group));
}

/** Each hit once, in order of time, without those that belong to a window that fired. */
function openHits(rule: CorrelationRule, hits: readonly CountedHit[], fired: readonly FiredWindow[]): CountedHit[] {
  const once = new Map(hits.map((hit) => [`${hit.rule}/${hit.id}`, hit]));
  let next = 0;
  return [...once.values()].sort(byTime(rule)).filter(({ at }) => {
    while (fired[next] && at >= (fired[next]?.until ?? at)) next += 1;
    const window = fired[next];
    return !window || at < window.from;
  });
}

/** Index of the first hit at or after a time. */
function behind(hits: readonly CountedHit[], first: number, until: Nanos): number {
  let at = first;
  while ((hits[at]?.at ?? until) < until) at += 1;
  return at;
}

function correlateGroup(rule: CorrelationRule, hits: readonly CountedHit[], fired: readonly FiredWindow[]): Firing[] {
  const windows = fired.toSorted((a, b) => (a.from < b.from ? -1 : 1));
  const counted = openHits(rule, hits, windows);
  const progress = progressOf(rule, counted);
  const span = BigInt(rule.timespanSeconds) * SECOND;
  const firings: Firing[] = [];
  let [first, window] = [0, 0];
  for (let start = counted[0]; start; start = counted[first]) {
    const { group, at: from } = start;
    while ((windows[window]?.from ?? from + 1n) <= from) window += 1;
    const next = windows[window]?.from;
    const until = next !== undefined && next < from + span ? next : from + span;
    const last = counted[progress.completes(first, until)];
    const end = last ? behind(counted, first, until) : first + 1;
    if (last) {
      const inside = counted.slice(first, end).map(({ id }) => id);
      firings.push({ key: keyOf(rule, groupKey(group), from), group, from, until, at: last.at, hits: inside });
    }
    first = end;
  }
  return firings;
}

/**
 * When a correlation fires on hits, in any order, and with which of them. A window begins with a hit and lasts for the
 * rule's timespan, or to the next window that fired; in a window that fired nothing fires again, however late it comes.
 * Whoever keeps firings evaluates a group in one transaction at a time, and hands in the windows of all before.
 * @param hits those of the times that changed and a timespan to either side, of one or more groups
 */
export function correlate(
  rule: CorrelationRule,
  hits: readonly CountedHit[],
  fired: readonly FiredWindow[] = [],
): readonly Firing[] {
  const windows = groupsOf(fired);
  return [...groupsOf(hits.filter((hit) => rule.rules.includes(hit.rule)))].flatMap(([group, own]) =>
    correlateGroup(rule, own, windows.get(group) ?? []),
  );
}
