import { addDays, HOUR_MS } from '@/lib/core/datetime';
import type { OrganisationFacts, ProductFacts, SenderFact, SourceFact } from '@/lib/safeguards/facts';
import { judgeShare, later, type Sorted, tallyOf, unknown } from '@/lib/safeguards/rules';
import type { Terms, Verdict } from '@/lib/safeguards/types';

/** A list of the product where the evidence lies: `label` names its words (`posture.evidence`), scope is added. */
export type Evidence = { readonly label: EvidenceLabel; readonly href: string };

export const EVIDENCE_LABELS = [
  'sources',
  'silentSources',
  'overdueFindings',
  'fixableFindings',
  'criticalFindings',
  'secretFindings',
  'portFindings',
  'hostFindings',
  'configurationFindings',
  'graveFindings',
  'benchmarkFindings',
  'hosts',
  'hostsBare',
  'endpoints',
  'endpointsMissed',
  'tests',
  'incidents',
  'incidentFigures',
  'actions',
  'senders',
  'alerts',
  'feeds',
  'schedules',
  'elevations',
  'audits',
  'documents',
  'services',
  'drills',
  'drift',
] as const;
export type EvidenceLabel = (typeof EVIDENCE_LABELS)[number];

/** One automatic proof: a pure function from what is known to a verdict. */
export type ProductCheck = {
  readonly place: 'product';
  readonly judge: (facts: ProductFacts, terms: Terms, now: Date) => Verdict;
  readonly evidence: readonly Evidence[];
};
export type OrganisationCheck = {
  readonly place: 'organisation';
  readonly judge: (facts: OrganisationFacts, terms: Terms, now: Date) => Verdict;
  readonly evidence: readonly Evidence[];
};
export type Check = ProductCheck | OrganisationCheck;

/** By how much the clock of a source may be ahead of ours. */
const AHEAD_MS = HOUR_MS;

/** Whether something is dated in the future: the clock of who dated it is wrong, and nobody knows how old it is. */
export function isAhead(at: Date | null, now: Date): boolean {
  return at !== null && at.getTime() > now.getTime() + AHEAD_MS;
}

/** Whether something happened within the last days. What is dated in the future did not. */
export function within(at: Date | null, days: number, now: Date): boolean {
  return at !== null && at >= addDays(now, -days) && !isAhead(at, now);
}

/** The newest scan of some sources that is not dated in the future. */
export function newestScan(sources: readonly SourceFact[], now: Date): Date | null {
  return sources.reduce<Date | null>(
    (at, one) => (isAhead(one.lastScanAt, now) ? at : later(at, one.lastScanAt)),
    null,
  );
}

/** The scanners of a family: a name, or a name before a dash (`trivy-operator-rbac` is of `trivy-operator`). */
export function ofFamily(scanner: string, families: readonly string[]): boolean {
  return families.some((family) => scanner === family || scanner.startsWith(`${family}-`));
}

/**
 * Sources by the content of their newest scan. What a scan that is too old said is not known any more, good or bad.
 * `problem` names what is wrong with a fresh one.
 */
export function bySource(
  sources: readonly SourceFact[],
  problem: (source: SourceFact) => Sorted['why'] | null,
  { days }: Terms,
  now: Date,
): readonly Sorted[] {
  return sources.map((source): Sorted => {
    const { lastScanAt: at } = source;
    if (at === null) return { as: 'unclear', why: 'never_scanned', at };
    if (isAhead(at, now)) return { as: 'unclear', why: 'clock_ahead', at: null };
    if (!within(at, days, now)) return { as: 'unclear', why: 'stale', at };
    const why = problem(source);
    return why ? { as: 'bad', why, at } : { as: 'good', at };
  });
}

/** Each sender: good where it delivers as it is used to. */
export function heardEach(senders: readonly SenderFact[], { days }: Terms, now: Date): readonly Sorted[] {
  return senders.map(({ silent, lastReceivedAt: at }): Sorted => {
    if (silent) return { as: 'bad', why: 'silent', at };
    // Of a sender whose habit nobody knows yet, a long silence is no proof that it is there.
    return within(at, days, now) ? { as: 'good', at } : { as: 'unclear', why: 'stale', at };
  });
}

/** Senders that deliver as they are used to. Without one nobody can tell. */
export function heard(senders: readonly SenderFact[], terms: Terms, now: Date): Verdict {
  if (senders.length === 0) return unknown('never_heard');
  return judgeShare(tallyOf(heardEach(senders, terms, now)), terms);
}
