import { needsOf, withBases, withNeeds } from '@/lib/backups/rules-needs';
import { couldAt, type Span } from '@/lib/backups/rules-span';
import type { Check, Point } from '@/lib/backups/types';

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
  const good = checks.filter(({ result }) => result === 'ok');
  const clears = (ok: Check, damage: Check) =>
    ok.at > damage.at && (ok.method === 'data' || damage.method === 'metadata') && looksAt(ok, damage);
  return checks.filter((one) => one.result === 'damaged' && !good.some((ok) => clears(ok, one)));
}

/**
 * The copies that bring data back, with the time in which they could: whole, not expired, no failed check over them, and
 * with all that they need. Never "the job succeeded". Sorted by the instant that they bring back, however late they came.
 */
export function restorable(points: readonly Point[], checks: readonly Check[]): Span[] {
  const damage = openDamage(checks);
  const trusted = Map.groupBy(
    points.filter((point) => !damage.some((check) => looksAt(check, point))),
    ({ kind }) => kind === 'log',
  );
  // What a copy is built on does not depend on whether that is whole.
  const whole = withNeeds(trusted.get(false) ?? [], needsOf(points));
  return [...whole, ...withBases(trusted.get(true) ?? [], whole)].sort(
    (a, b) => a.point.at.getTime() - b.point.at.getTime(),
  );
}

/** The newest instant that could be brought back at `now`; null: nothing could. */
export function newestAt(spans: readonly Span[], now: Date): Span | null {
  return spans.findLast(couldAt(now)) ?? null;
}
