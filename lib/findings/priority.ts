import type { ProductAttributes } from '@/lib/assets/attributes';
import { utcDay } from '@/lib/core/datetime';
import { mostOf, type PriorityWeights } from '@/lib/findings/weights';

const DAY_MS = 86_400_000;

export const PRIORITY_TERMS = ['severity', 'epss', 'knownExploited', 'exposure', 'tier', 'fix', 'age'] as const;
export type PriorityTerm = (typeof PRIORITY_TERMS)[number];

/** What a finding says of its own urgency; the rest is its product's. `epss` is 0 to 1, `severity` 0 to 4. */
export type RiskFacts = {
  readonly severity: number;
  readonly cvssScore: number | null;
  readonly vulnId: string | null;
  readonly epss: number | null;
  readonly knownExploited: boolean | null;
  readonly fixAvailable: boolean | null;
  readonly firstSeenAt: Date;
};

/** `inapplicable`: neither EPSS nor KEV can know of it, because it has no CVE. Unknown terms may count, as the weights say. */
export type Term = {
  readonly term: PriorityTerm;
  readonly points: number;
  readonly most: number;
  readonly state: 'known' | 'unknown' | 'inapplicable';
};

export type Priority = {
  /** 0 to 1000: the sum of the terms. */
  readonly total: number;
  readonly terms: readonly Term[];
  /** The CVSS score as it counts: the scanner's, kept within its severity. */
  readonly score: number;
};

export function isCve(vulnId: string | null): boolean {
  return vulnId?.startsWith('CVE-') ?? false;
}

/** Columns of scores are single precision: numbers that the database has not seen yet are compared as it will. */
export function countedScore(
  { severity, cvssScore }: Pick<RiskFacts, 'severity' | 'cvssScore'>,
  weights: PriorityWeights,
) {
  const [least, most] = weights.severity.bands[severity] ?? [0, 0];
  if (cvssScore === null) return weights.severity.unscored[severity] ?? 0;
  return Math.min(Math.max(Math.fround(cvssScore), least), most);
}

function stepped(value: number, steps: PriorityWeights['age']['steps']): number {
  return steps.find(({ from }) => value >= from)?.points ?? 0;
}

const answered = (value: boolean | null) => (value === null ? 'unknown' : value ? 'yes' : 'no');
const known = (value: unknown): Term['state'] => (value === null ? 'unknown' : 'known');

/**
 * How urgent a finding is, term by term. `reweigh` (mutations/reweigh.ts) says the same in SQL, and a test that the two
 * agree. Pure: the same facts on the same UTC day give the same number.
 */
export function priorityOf(
  facts: RiskFacts,
  product: ProductAttributes,
  weights: PriorityWeights,
  now: Date,
): Priority {
  const most = mostOf(weights);
  const score = countedScore(facts, weights);
  const cve = isCve(facts.vulnId);
  const days = (utcDay(now).getTime() - utcDay(facts.firstSeenAt).getTime()) / DAY_MS;
  const term = (name: PriorityTerm, points: number, state: Term['state']): Term => ({
    term: name,
    points,
    most: most[name],
    state,
  });
  const ofCve = (name: 'epss' | 'knownExploited', value: unknown, points: number) =>
    value === null && !cve ? term(name, 0, 'inapplicable') : term(name, points, known(value));
  const terms = [
    term('severity', Math.floor((score * weights.severity.most) / 10 + 0.5), 'known'),
    ofCve('epss', facts.epss, epssPoints(facts.epss, weights)),
    ofCve('knownExploited', facts.knownExploited, weights.knownExploited[answered(facts.knownExploited)]),
    term('exposure', weights.exposure[product.exposure ?? 'unknown'], known(product.exposure)),
    term('tier', weights.tier[product.tier ?? 'unknown'], known(product.tier)),
    term('fix', weights.fix[answered(facts.fixAvailable)], known(facts.fixAvailable)),
    term('age', stepped(days, weights.age.steps), 'known'),
  ];
  return { total: terms.reduce((sum, { points }) => sum + points, 0), terms, score };
}

function epssPoints(epss: number | null, { epss: weights }: PriorityWeights): number {
  if (epss === null) return weights.unknown;
  const score = Math.fround(epss);
  return weights.steps.find(({ from }) => score >= Math.fround(from))?.points ?? 0;
}
