import { earliest, latest, type Span, spanOf, within } from '@/lib/backups/rules-span';
import type { Point } from '@/lib/backups/types';

const idOf = ({ sourceId }: Pick<Point, 'sourceId'>, key: string) => `${sourceId}/${key}`;
const setOf = ({ sourceId, asset, repository }: Point) => JSON.stringify([sourceId, asset, repository]);
const byTime = (a: Point, b: Point) => a.at.getTime() - b.at.getTime();

/** What each copy is built on, by its id. */
export type Needs = ReadonlyMap<string, readonly string[]>;

/**
 * What each copy cannot be read without: what its tool names; of an increment that names nothing, the copy before it in its
 * repository, and of a differential the full one before it. One that has none before it needs what nobody knows.
 */
export function needsOf(points: readonly Point[]): Needs {
  const needs = new Map<string, readonly string[]>();
  const last = new Map<string, { copy: string; full: string }>();
  for (const point of [...points].sort(byTime)) {
    const id = idOf(point, point.key);
    const set = setOf(point);
    const before = last.get(set);
    const built = point.kind === 'incremental' ? before?.copy : before?.full;
    const alone = point.kind !== 'incremental' && point.kind !== 'differential';
    needs.set(id, point.needs.length > 0 || alone ? point.needs.map((key) => idOf(point, key)) : [built ?? '']);
    if (point.status !== 'ok' || point.clock !== null || point.kind === 'log' || point.kind === 'snapshot') continue;
    last.set(set, { copy: id, full: point.kind === 'full' ? id : (before?.full ?? '') });
  }
  return needs;
}

/**
 * Copies with all that they cannot be read without: none where one of these cannot be read. Each is looked at once, however
 * long or entangled the chains are; copies that need each other in a circle bring nothing back.
 */
export function withNeeds(copies: readonly Point[], needs: Needs): Span[] {
  const byId = new Map(copies.map((point) => [idOf(point, point.key), point]));
  const done = new Map<string, Span | null>();
  const below = (id: string) => needs.get(id) ?? [];
  const settle = (id: string): Span | null => {
    const point = byId.get(id);
    let span = point ? spanOf(point) : null;
    for (const need of below(id)) {
      const needed = done.get(need);
      span = span && needed ? within(span, needed) : null;
    }
    return span?.until && span.until <= span.from ? null : span;
  };
  const entered = new Set<string>();
  for (const first of byId.keys()) {
    const stack = [first];
    for (let id = stack.at(-1); id !== undefined; id = stack.at(-1)) {
      const open = entered.has(id) ? [] : below(id).filter((need) => !done.has(need) && !entered.has(need));
      entered.add(id);
      if (open.length > 0 && byId.has(id)) {
        stack.push(...open);
        continue;
      }
      if (!done.has(id)) done.set(id, settle(id));
      stack.pop();
    }
  }
  return [...byId.keys()].flatMap((id) => done.get(id) ?? []);
}

/** In which time at least one of the copies up to each of them was there, in the order of what they bring back. */
function coverOf(bases: readonly Span[]): (Pick<Span, 'from' | 'until'> & { readonly at: Date })[] {
  const cover: (Pick<Span, 'from' | 'until'> & { readonly at: Date })[] = [];
  for (const { point, from, until } of [...bases].sort((a, b) => byTime(a.point, b.point))) {
    const before = cover.at(-1);
    const open = until === null || before?.until === null;
    cover.push({
      at: point.at,
      from: earliest([from, before?.from ?? null]) ?? from,
      until: open ? null : latest(until, before?.until ?? until),
    });
  }
  return cover;
}

/** Logs of changes with the copies that they begin at: without a whole one before its end a log brings nothing back. */
export function withBases(logs: readonly Point[], copies: readonly Span[]): Span[] {
  const sets = Map.groupBy(logs, setOf);
  return [...sets.values()].flatMap((set) => {
    const [one] = set;
    if (!one) return [];
    const cover = coverOf(copies.filter(({ point }) => isBaseOf(point, one)));
    let next = 0;
    return [...set].sort(byTime).flatMap((log) => {
      while ((cover[next]?.at ?? log.at) < log.at || cover[next]?.at.getTime() === log.at.getTime()) next += 1;
      const [base, span] = [cover[next - 1], spanOf(log)];
      return base && span ? (within(span, base) ?? []) : [];
    });
  });
}

/** Whether a log is one of the copy's repository; a log or copy without one is of each. */
export function isBaseOf(copy: Point, log: Point): boolean {
  const same = copy.sourceId === log.sourceId && copy.asset === log.asset;
  return same && (log.repository === '' || copy.repository === '' || copy.repository === log.repository);
}
