import type pg from 'pg';
import type { ProductAttributes } from '@/lib/assets/attributes';
import { attributesOf, currentIntel, priorityWeights } from '@/lib/findings/data/scales';
import { isCve, priorityOf, type RiskFacts } from '@/lib/findings/priority';
import { ssvcRank } from '@/lib/findings/ssvc';
import type { Cvss } from '@/lib/findings/types';
import type { PriorityWeights } from '@/lib/findings/weights';

/** What a report says of a finding, as far as it weighs. `epss` and `knownExploited` are the scanner's. */
export type Reported = {
  readonly severity: number;
  readonly cvssScore: number | null;
  readonly vulnId: string;
  readonly ids: readonly string[];
  readonly epss: number | null;
  readonly knownExploited: boolean | null;
  readonly fixAvailable: boolean | null;
  readonly cvss: readonly Cvss[];
  readonly references: readonly string[];
};

/** What to store of it: `epss` and `knownExploited` are ours where we have data, else the scanner's. */
export type Appraisal = {
  readonly epss: number | null;
  readonly knownExploited: boolean | null;
  readonly priority: number;
  readonly ssvc: number;
};

const SCORES = 'SELECT cve, score FROM epss WHERE cve = ANY($1::text[])';
const LISTED = 'SELECT cve, withdrawn_at IS NULL AS listed FROM kev WHERE cve = ANY($1::text[])';

/** Priorities that are remembered. */
const PRIORITIES_MAX = 10_000;

const cvesOf = ({ vulnId, ids }: Reported) => [...ids, vulnId].filter(isCve);

/** What findings of one product are weighed by: plain values, which another thread can be given. */
export type AppraisalBasis = {
  readonly product: ProductAttributes;
  readonly weights: PriorityWeights;
  readonly has: { readonly scores: boolean; readonly catalogue: boolean };
  readonly seen: { readonly first: Date; readonly now: Date };
};

/** @param seen when the report first saw its findings (its scan), and the moment now: their age counts */
export async function appraisalBasis(productId: string, seen: AppraisalBasis['seen']): Promise<AppraisalBasis> {
  const [product, weights, { epss, kev }] = await Promise.all([
    attributesOf(productId),
    priorityWeights(),
    currentIntel(),
  ]);
  return { product, weights, has: { scores: epss !== null, catalogue: kev !== null }, seen };
}

/**
 * Weighs findings of one product before they are written, in batches: one look-up of EPSS and one of KEV a batch, each
 * only where they were ever read. Findings that exist are weighed by `reweigh` after they were written.
 */
export class Appraiser {
  /** Few findings of a report differ in what their priority is made of. */
  readonly #priorities = new Map<string, number>();

  constructor(
    private readonly client: pg.ClientBase | pg.Pool,
    private readonly basis: AppraisalBasis,
  ) {}

  /** One appraisal a finding, in their order. */
  async appraise(reported: readonly Reported[]): Promise<Appraisal[]> {
    const cves = [...new Set(reported.flatMap(cvesOf))];
    const scores = await this.#scores(cves);
    const listed = await this.#listed(cves);
    return reported.map((one) => this.#one(one, scores, listed));
  }

  #one(reported: Reported, scores: ReadonlyMap<string, number>, listed: ReadonlyMap<string, boolean>): Appraisal {
    const cves = cvesOf(reported);
    const known = cves.flatMap((cve) => scores.get(cve) ?? []);
    const facts = {
      ...reported,
      epss: known.length > 0 ? Math.max(...known) : reported.epss,
      knownExploited: this.#exploited(reported, cves, listed),
      firstSeenAt: this.basis.seen.first,
    };
    return {
      epss: facts.epss,
      knownExploited: facts.knownExploited,
      priority: this.#priority(facts),
      ssvc: ssvcRank(facts, this.basis.product),
    };
  }

  #priority(facts: RiskFacts): number {
    const { severity, cvssScore, vulnId, epss, knownExploited, fixAvailable } = facts;
    const key = [severity, cvssScore, isCve(vulnId), epss, knownExploited, fixAvailable].join();
    const before = this.#priorities.get(key);
    if (before !== undefined) return before;
    const { total } = priorityOf(facts, this.basis.product, this.basis.weights, this.basis.seen.now);
    if (this.#priorities.size < PRIORITIES_MAX) this.#priorities.set(key, total);
    return total;
  }

  #exploited({ vulnId, knownExploited }: Reported, cves: readonly string[], listed: ReadonlyMap<string, boolean>) {
    const told = cves.flatMap((cve) => listed.get(cve) ?? []);
    if (told.length > 0) return told.includes(true);
    return knownExploited === null && this.basis.has.catalogue && isCve(vulnId) ? false : knownExploited;
  }

  async #scores(cves: readonly string[]): Promise<ReadonlyMap<string, number>> {
    if (!this.basis.has.scores || cves.length === 0) return new Map();
    const { rows } = await this.client.query<{ cve: string; score: number }>(SCORES, [cves]);
    return new Map(rows.map(({ cve, score }) => [cve, score]));
  }

  async #listed(cves: readonly string[]): Promise<ReadonlyMap<string, boolean>> {
    if (!this.basis.has.catalogue || cves.length === 0) return new Map();
    const { rows } = await this.client.query<{ cve: string; listed: boolean }>(LISTED, [cves]);
    return new Map(rows.map(({ cve, listed }) => [cve, listed]));
  }
}
