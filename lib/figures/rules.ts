import { addDays, isoDay } from '@/lib/core/datetime';
import type { FiguresFilter, FlowName, WeekPoint } from '@/lib/figures/types';
import type { FindingFilter } from '@/lib/findings/search-params';
import { type SeverityName, severityName } from '@/lib/findings/severity';
import { FINDING_STATUSES } from '@/lib/findings/types';
import { bySeverity, sumSeverities } from '@/lib/overview/rules';
import type { OverviewFilter } from '@/lib/overview/types';

const WEEK_DAYS = 7;

/** The sum of `finding_flow` of a UTC day `YYYY-MM-DD`. */
export type FlowSum = {
  readonly day: string;
  readonly severity: number;
  readonly change: keyof typeof SIGNS;
  readonly n: number;
};

const SIGNS = { new: 1, reopened: 1, 'severity-in': 1, fixed: -1, dismissed: -1, 'severity-out': -1 } as const;
/** A new severity moves a finding between severities; in the sum of all it neither comes nor goes. */
const NAMES = { new: 'found', reopened: 'back', fixed: 'fixed', dismissed: 'dismissed' } as const;
export const CHANGES = ['new', 'reopened', 'severity-in', 'fixed', 'dismissed', 'severity-out'] as const;

/** `day` plus some weeks, as `YYYY-MM-DD`. */
export function weeksAfter(day: string, weeks: number): string {
  return isoDay(addDays(new Date(`${day}T00:00:00Z`), weeks * WEEK_DAYS));
}

/**
 * The list of what came or went in the week that ends with `day`, whatever became of it since. The figure counts changes:
 * one that was fixed twice in the week counts twice, and stands in the list once.
 */
export function listOfFlow(flow: FlowName, day: string, { team, product }: OverviewFilter): Partial<FindingFilter> {
  const from = isoDay(addDays(new Date(`${weeksAfter(day, -1)}T00:00:00Z`), 1));
  const all = { team: [...team], product: [...product], status: [...FINDING_STATUSES] };
  return flow === 'found' ? { ...all, from, to: day } : { ...all, changed: { turn: flow, from, to: day } };
}

/** The list of what was fixed within the filter's weeks. */
export function fixedIn({ team, product, at, weeks }: FiguresFilter): Partial<FindingFilter> {
  const from = isoDay(addDays(new Date(`${weeksAfter(at, -weeks)}T00:00:00Z`), 1));
  const changed = { turn: 'fixed' as const, from, to: at };
  return { team: [...team], product: [...product], status: [...FINDING_STATUSES], changed };
}

/** The ends of the last `weeks` weeks and of the one before them, oldest first; the last one is `at`. */
export function weekEnds(at: string, weeks: number): string[] {
  return Array.from({ length: weeks + 1 }, (_, index) => weeksAfter(at, index - weeks));
}

/**
 * Cumulates sums into what was open at the end of each of `ends` (ascending). All before the first end is summed into
 * it; what a clock ahead of ours dates after the last one counts there.
 */
export function weekPoints(sums: readonly FlowSum[], ends: readonly string[]): WeekPoint[] {
  const byEnd = Map.groupBy(sums, ({ day }) => ends.find((end) => day <= end) ?? ends.at(-1));
  let severities = bySeverity(() => 0);
  return ends.map((day) => {
    const net = new Map<SeverityName, number>();
    const flows: Record<FlowName, number> = { found: 0, back: 0, fixed: 0, dismissed: 0 };
    for (const { severity, change, n } of byEnd.get(day) ?? []) {
      const name = severityName(severity);
      net.set(name, (net.get(name) ?? 0) + SIGNS[change] * n);
      if (change !== 'severity-in' && change !== 'severity-out') flows[NAMES[change]] += n;
    }
    const before = severities;
    severities = bySeverity((name) => before[name] + (net.get(name) ?? 0));
    return { day, open: sumSeverities(severities), severities, ...flows };
  });
}
