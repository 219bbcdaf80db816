import type { ProductAttributes } from '@/lib/assets/attributes';
import { isCve, type RiskFacts } from '@/lib/findings/priority';
import { decisionName, type SsvcDecision } from '@/lib/findings/ssvc-decisions';
import { SSVC_POINTS, type SsvcPoint } from '@/lib/findings/ssvc-points';
import { assumedFor, decide, pointOf, SSVC_TREE } from '@/lib/findings/ssvc-tree';
import type { Cvss } from '@/lib/findings/types';

/** Where an answer comes from, or why there is none. */
export const SSVC_BASES = [
  'known_exploited',
  'reference',
  'epss',
  'not_listed',
  'vector',
  'product',
  'person',
  'no_cve',
  'no_catalogue',
  'no_vector',
  'product_unknown',
] as const;
export type SsvcBasis = (typeof SSVC_BASES)[number];

export type SsvcFacts = Pick<RiskFacts, 'severity' | 'vulnId' | 'epss' | 'knownExploited'> & {
  readonly references: readonly string[];
  readonly cvss: readonly Cvss[];
};

/** `answer` null: not known; the decision then counts `counted`, the tree's assumption for the severity. */
export type SsvcAnswer = {
  readonly point: SsvcPoint;
  readonly answer: string | null;
  readonly counted: string;
  readonly basis: SsvcBasis;
};

export type Ssvc = {
  readonly rank: number;
  readonly decision: SsvcDecision;
  readonly answers: readonly SsvcAnswer[];
};

/** Answers by people, which overrule the facts. */
export type GivenAnswers = Readonly<Partial<Record<SsvcPoint, string>>>;

type Derived = { readonly answer: string | null; readonly basis: SsvcBasis };

function exploitation({ vulnId, epss, knownExploited, references }: SsvcFacts): Derived {
  if (knownExploited) return { answer: 'active', basis: 'known_exploited' };
  const { poc } = SSVC_TREE;
  const text = references.join(' ').toLowerCase();
  if (poc.references.some((part) => text.includes(part))) return { answer: 'poc', basis: 'reference' };
  if (epss !== null && Math.fround(epss) >= Math.fround(poc.epss)) return { answer: 'poc', basis: 'epss' };
  if (knownExploited === false) return { answer: 'none', basis: 'not_listed' };
  return { answer: null, basis: isCve(vulnId) ? 'no_catalogue' : 'no_cve' };
}

/** The vector to read: of the newest version of CVSS 3 or 4 that gives one, the highest score's. */
export function vectorOf(cvss: readonly Cvss[]): string | null {
  const readable = cvss.filter(({ version, vector }) => version >= '3.0' && /(?:^|\/)AV:[NALP]/.test(vector));
  const [best] = readable.toSorted(
    (a, b) => (a.version === b.version ? 0 : a.version < b.version ? 1 : -1) || (b.score ?? -1) - (a.score ?? -1),
  );
  return best ? `/${best.vector}/` : null;
}

const has = (vector: string, metric: string) => vector.includes(`/${metric}/`);

/** Reachable over the network, without skill, rights or a victim's help: steps 1 to 4 of the kill chain by machine. */
function automatable(vector: string | null): Derived {
  if (vector === null) return { answer: null, basis: 'no_vector' };
  const yes = ['AV:N', 'AC:L', 'PR:N', 'UI:N'].every((metric) => has(vector, metric)) && !has(vector, 'AT:P');
  return { answer: yes ? 'yes' : 'no', basis: 'vector' };
}

function technicalImpact(vector: string | null): Derived {
  if (vector === null) return { answer: null, basis: 'no_vector' };
  const impact = (metric: string, value: string) =>
    has(vector, `${metric}:${value}`) || has(vector, `V${metric}:${value}`);
  const total = SSVC_TREE.totalImpact.any.some(
    ({ privileges, confidentiality, integrity }) =>
      (privileges === undefined || has(vector, `PR:${privileges}`)) &&
      impact('C', confidentiality) &&
      impact('I', integrity),
  );
  return { answer: total ? 'total' : 'partial', basis: 'vector' };
}

/** What the organisation and the public lose with the product: the same for all of its findings. */
export function missionOf({ tier, exposure, dataClass }: ProductAttributes): Derived {
  const fits = <T>(value: T | null, wanted: readonly T[] | undefined) =>
    wanted === undefined || (value !== null && wanted.includes(value));
  const rule = SSVC_TREE.mission.find(
    (one) => fits(tier, one.tier) && fits(exposure, one.exposure) && fits(dataClass, one.dataClass),
  );
  return rule ? { answer: rule.answer, basis: 'product' } : { answer: null, basis: 'product_unknown' };
}

function derive(facts: SsvcFacts, product: ProductAttributes): Readonly<Record<SsvcPoint, Derived>> {
  const vector = vectorOf(facts.cvss);
  return {
    exploitation: exploitation(facts),
    automatable: automatable(vector),
    technical_impact: technicalImpact(vector),
    mission: missionOf(product),
  };
}

/** The rank alone, where no person has answered: for writers of many findings. */
export function ssvcRank(facts: SsvcFacts, product: ProductAttributes): number {
  const derived = derive(facts, product);
  const counted = (point: SsvcPoint) => derived[point].answer ?? assumedFor(point, facts.severity);
  return decide({
    exploitation: counted('exploitation'),
    automatable: counted('automatable'),
    technical_impact: counted('technical_impact'),
    mission: counted('mission'),
  });
}

/** The decision and the answers that lead there. `reweigh` says the same in SQL, and a test that the two agree. */
export function ssvcOf(facts: SsvcFacts, product: ProductAttributes, given: GivenAnswers = {}): Ssvc {
  const derived = derive(facts, product);
  const answers = SSVC_POINTS.map((point): SsvcAnswer => {
    const { answers: possible } = pointOf(point);
    const own = given[point];
    const { answer, basis }: Derived =
      own !== undefined && possible.includes(own) ? { answer: own, basis: 'person' } : derived[point];
    return { point, answer, counted: answer ?? assumedFor(point, facts.severity), basis };
  });
  const counted = (point: SsvcPoint) =>
    answers.find((one) => one.point === point)?.counted ?? assumedFor(point, facts.severity);
  const rank = decide({
    exploitation: counted('exploitation'),
    automatable: counted('automatable'),
    technical_impact: counted('technical_impact'),
    mission: counted('mission'),
  });
  return { rank, decision: decisionName(rank) ?? 'track', answers };
}
