import { utcDay } from '@/lib/core/datetime';
import { unsafeDb } from '@/lib/core/db';
import { attributesOf, currentIntel, priorityWeights } from '@/lib/findings/data/scales';
import { priorityOf, type RiskFacts } from '@/lib/findings/priority';
import type { FindingRisk, GivenAnswer } from '@/lib/findings/risk-types';
import { ssvcOf } from '@/lib/findings/ssvc';
import { SSVC_POINTS } from '@/lib/findings/ssvc-points';
import { SSVC_TREE } from '@/lib/findings/ssvc-tree';
import type { Cvss } from '@/lib/findings/types';
import { SAMPLE_VERSION } from '@/lib/intel/types';

const DAY_MS = 86_400_000;

type Weighed = RiskFacts & {
  readonly id: number;
  readonly productId: string;
  readonly ids: readonly string[];
  readonly cvss: readonly Cvss[];
  readonly references: readonly string[];
};

async function givenAnswers(findingId: number): Promise<GivenAnswer[]> {
  const rows = await unsafeDb().ssvcAnswer.findMany({ where: { findingId } });
  return SSVC_POINTS.flatMap((point) =>
    rows
      .filter((row) => row.point === point)
      .map(({ answer, reason, answeredByName, answeredAt }) => ({
        point,
        answer,
        reason,
        by: answeredByName,
        at: answeredAt.toISOString(),
      })),
  );
}

async function listedSince({ ids, vulnId }: Weighed): Promise<FindingRisk['listed']> {
  const listed = await unsafeDb().kev.findMany({
    where: { cve: { in: [...ids, vulnId ?? ''] }, withdrawnAt: null },
    select: { addedOn: true, ransomware: true },
    orderBy: { addedOn: 'asc' },
  });
  const [first] = listed;
  if (!first) return null;
  return { addedOn: first.addedOn.toISOString(), ransomware: listed.some(({ ransomware }) => ransomware === true) };
}

/** Why a finding is as urgent as it is, at `now`. For callers that have proven that it is within their scope. */
export async function riskOf(finding: Weighed, now: Date): Promise<FindingRisk> {
  const [product, weights, intel, given, listed] = await Promise.all([
    attributesOf(finding.productId),
    priorityWeights(),
    currentIntel(),
    givenAnswers(finding.id),
    listedSince(finding),
  ]);
  const { name, version, source } = SSVC_TREE;
  const answers = Object.fromEntries(given.map(({ point, answer }) => [point, answer]));
  return {
    priority: { ...priorityOf(finding, product, weights, now), weights: weights.version },
    ssvc: { ...ssvcOf(finding, product, answers), tree: { name, version, source } },
    given,
    product,
    days: (utcDay(now).getTime() - utcDay(finding.firstSeenAt).getTime()) / DAY_MS,
    asOf: {
      epss: intel.epss?.publishedAt?.toISOString() ?? null,
      kev: intel.kev?.publishedAt?.toISOString() ?? null,
    },
    sample: { epss: intel.epss?.version === SAMPLE_VERSION, kev: intel.kev?.version === SAMPLE_VERSION },
    listed,
  };
}
