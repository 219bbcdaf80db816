import { isBaseOf } from '@/lib/backups/rules-needs';
import { couldAt, type Span } from '@/lib/backups/rules-span';

/** Any instant from `from` to `until` can be brought back, out of this repository (empty: its tool names none). */
export type AnyRange = { readonly from: Date; readonly until: Date; readonly repository: string };

const setOf = ({ point }: Span) => JSON.stringify([point.sourceId, point.asset, point.repository]);

/**
 * The ranges in which any instant can be brought back at `now`, one for each repository that has a log: from its own oldest
 * copy to the end of its log. A copy of one repository begins no log of another.
 */
function anyRanges(could: readonly Span[]): AnyRange[] {
  const logs = could.filter(({ point }) => point.kind === 'log');
  const sets = Map.groupBy(
    could.filter(({ point }) => point.kind !== 'log'),
    setOf,
  );
  return [...sets.values()].flatMap((copies) => {
    const oldest = copies[0]?.point;
    const log = oldest && logs.findLast(({ point }) => isBaseOf(oldest, point) && point.at >= oldest.at)?.point;
    return log ? [{ from: oldest.at, until: log.at, repository: oldest.repository }] : [];
  });
}

/** The one that loses least; of those, the one that reaches back furthest. */
function bestOf(ranges: readonly AnyRange[]): AnyRange | null {
  return ranges.reduce<AnyRange | null>((best, one) => {
    if (!best || one.until > best.until) return one;
    return one.until.getTime() === best.until.getTime() && one.from < best.from ? one : best;
  }, null);
}

/** Which instants can be brought back: those of the copies, and any of the best range, where a log reaches on from a copy. */
export function restorableRange(spans: readonly Span[], now: Date) {
  const could = spans.filter(couldAt(now));
  return {
    oldest: could.find(({ point }) => point.kind !== 'log')?.point.at ?? null,
    newest: could.at(-1)?.point.at ?? null,
    copies: could.filter(({ point }) => point.kind !== 'log').length,
    /** null where only copies are there. */
    any: bestOf(anyRanges(could)),
  };
}
