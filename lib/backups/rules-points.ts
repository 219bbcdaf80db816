import type { Check, Point } from '@/lib/backups/types';

/** How long a restorable point could have been brought back: from `from` on, until `until` (null: still). */
export type Span = { readonly point: Point; readonly from: Date; readonly until: Date | null };

/** Clocks of two machines may differ by so much before one of them is wrong. */
const CLOCK_SKEW_MS = 5 * 60_000;

type Times = Pick<Point, 'at' | 'startedAt' | 'endedAt'>;

/** What is wrong with a record's clock, judged when it came; null: nothing. */
export function clockFault({ at, startedAt, endedAt }: Times, receivedAt: Date): Point['clock'] {
  const latest = receivedAt.getTime() + CLOCK_SKEW_MS;
  if ([at, startedAt, endedAt].some((time) => time !== null && time.getTime() > latest)) return 'future';
  if (startedAt && endedAt && endedAt < startedAt) return 'end_before_start';
  return startedAt && at < startedAt ? 'before_start' : null;
}

type Scoped = Pick<Check, 'sourceId' | 'asset' | 'repository'>;

/** Whether a check looked at the copy: an empty asset or repository means all of them. */
export function looksAt(check: Scoped, { sourceId, asset, repository }: Scoped): boolean {
  const fits = (wanted: string, has: string) => wanted === '' || wanted === has;
  return check.sourceId === sourceId && fits(check.asset, asset) && fits(check.repository, repository);
}

/**
 * Checks that found damage which no later check has cleared. A look at metadata alone clears no damage that reading the
 * data has shown.
 */
export function openDamage(checks: readonly Check[]): Check[] {
  const clears = (ok: Check, damage: Check) =>
    ok.result === 'ok' &&
    ok.at > damage.at &&
    (ok.method === 'data' || damage.method === 'metadata') &&
    looksAt({ ...ok, repository: ok.repository }, damage);
  return checks.filter((one) => one.result === 'damaged' && !checks.some((other) => clears(other, one)));
}

const isWhole = ({ clock, status, damaged }: Point) => clock === null && status === 'ok' && !damaged;

const earliest = (times: readonly (Date | null)[]): Date | null =>
  times.reduce((first, time) => (time && (!first || time < first) ? time : first), null);
const latest = (first: Date, ...others: readonly Date[]): Date =>
  new Date(Math.max(first.getTime(), ...others.map((time) => time.getTime())));

const endOf = ({ expiresAt, goneAt }: Point) => earliest([expiresAt, goneAt]);
const beginOf = ({ at, endedAt }: Point) => latest(at, endedAt ?? at);

/** With the copies that it cannot be read without; null where one of them cannot be read. */
function withNeeds(point: Point, byKey: ReadonlyMap<string, Point>, seen: ReadonlySet<string>): Span | null {
  if (!isWhole(point) || seen.has(point.key)) return null;
  let span: Span = { point, from: beginOf(point), until: endOf(point) };
  for (const key of point.needs) {
    const needed = byKey.get(`${point.sourceId}/${key}`);
    const below = needed && withNeeds(needed, byKey, new Set([...seen, point.key]));
    if (!below) return null;
    span = { point, from: latest(span.from, below.from), until: earliest([span.until, below.until]) };
  }
  return span.until && span.until <= span.from ? null : span;
}

/** A log of changes brings nothing back without a whole copy before its end. */
function withBase(log: Point, bases: readonly Span[]): Span | null {
  if (!isWhole(log)) return null;
  const below = bases.filter(
    ({ point }) =>
      point.sourceId === log.sourceId &&
      point.asset === log.asset &&
      (log.repository === '' || point.repository === '' || point.repository === log.repository) &&
      point.at <= log.at,
  );
  const [first] = below;
  if (!first) return null;
  const begins = earliest(below.map(({ from }) => from)) ?? first.from;
  const open = below.some(({ until }) => until === null);
  const ends = open ? null : latest(first.from, ...below.flatMap(({ until }) => until ?? []));
  const span = { point: log, from: latest(beginOf(log), begins), until: earliest([ends, endOf(log)]) };
  return span.until && span.until <= span.from ? null : span;
}

/**
 * The copies that bring data back, with the time in which they could: whole, not expired, no failed check over them, and
 * with all that they need. Never "the job succeeded". Sorted by the instant that they bring back, however late they came.
 */
export function restorable(points: readonly Point[], checks: readonly Check[]): Span[] {
  const damage = openDamage(checks);
  const trusted = points.filter((point) => !damage.some((check) => looksAt(check, point)));
  const byKey = new Map(trusted.map((point) => [`${point.sourceId}/${point.key}`, point]));
  const nothing: ReadonlySet<string> = new Set();
  const copies = trusted
    .filter(({ kind }) => kind !== 'log')
    .flatMap((point) => withNeeds(point, byKey, nothing) ?? []);
  const logs = trusted.filter(({ kind }) => kind === 'log').flatMap((log) => withBase(log, copies) ?? []);
  return [...copies, ...logs].sort((a, b) => a.point.at.getTime() - b.point.at.getTime());
}

export const couldAt =
  (now: Date) =>
  ({ from, until }: Span): boolean =>
    from <= now && (until === null || until > now);

/** The newest instant that could be brought back at `now`; null: nothing could. */
export function newestAt(spans: readonly Span[], now: Date): Span | null {
  return spans.filter(couldAt(now)).at(-1) ?? null;
}

/**
 * Which instants can be brought back: any from the oldest copy that its log begins at, or (without one) those of the
 * copies alone.
 */
export function restorableRange(spans: readonly Span[], now: Date) {
  const could = spans.filter(couldAt(now));
  const copies = could.filter(({ point }) => point.kind !== 'log');
  const log = could.filter(({ point }) => point.kind === 'log').at(-1);
  const [oldest, newest] = [copies[0]?.point.at ?? null, could.at(-1)?.point.at ?? null];
  const base =
    log && copies.find(({ point }) => point.sourceId === log.point.sourceId && point.asset === log.point.asset);
  return {
    oldest,
    newest,
    copies: copies.length,
    /** Any instant of it; null where only copies are there. */
    anyFrom: base?.point.at ?? null,
    anyUntil: base ? (log?.point.at ?? null) : null,
  };
}
