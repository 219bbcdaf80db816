import { stateAt } from '@/lib/acceptances/rules';
import { ACCEPTANCE_REASONS, ACCEPTANCE_SCOPES, type AcceptanceRow } from '@/lib/acceptances/types';
import { type Prisma, unsafeDb } from '@/lib/core/db';

const person = { select: { id: true, name: true } } as const;

export const ROW_SELECT = {
  id: true,
  number: true,
  version: true,
  productId: true,
  scope: true,
  packageName: true,
  ruleId: true,
  ceiling: true,
  exploited: true,
  reason: true,
  justification: true,
  measures: true,
  requester: person,
  requestedAt: true,
  expiresAt: true,
  state: true,
  decider: person,
  decidedAt: true,
  decisionNote: true,
  ender: person,
  endedAt: true,
  endNote: true,
  warnedAt: true,
  product: { select: { id: true, slug: true, name: true } },
} as const satisfies Prisma.AcceptanceSelect;

type Stored = Prisma.AcceptanceGetPayload<{ select: typeof ROW_SELECT }>;

/** Findings that each of these holds accepted now. */
async function heldBy(ids: readonly string[]): Promise<ReadonlyMap<string, number>> {
  const groups = await unsafeDb().finding.groupBy({
    by: ['acceptanceId'],
    where: { acceptanceId: { in: [...ids] }, status: 'risk_accepted' },
    _count: true,
  });
  return new Map(groups.map(({ acceptanceId, _count }) => [acceptanceId ?? '', _count]));
}

function toRow(stored: Stored, held: number, now: Date): AcceptanceRow {
  const { productId: _, requestedAt, expiresAt, decidedAt, endedAt, warnedAt, ...row } = stored;
  const state = stateAt(stored, now);
  return {
    ...row,
    scope: ACCEPTANCE_SCOPES.find((one) => one === row.scope) ?? 'findings',
    reason: ACCEPTANCE_REASONS.find((one) => one === row.reason) ?? 'low_impact',
    state,
    requestedAt: requestedAt.toISOString(),
    expiresAt: expiresAt.toISOString(),
    decidedAt: decidedAt?.toISOString() ?? null,
    // The worker writes the same a moment later.
    endedAt: (state === 'expired' ? expiresAt : endedAt)?.toISOString() ?? null,
    warnedAt: warnedAt?.toISOString() ?? null,
    held: state === 'approved' ? held : 0,
  };
}

/** Rows as they are at `now`. */
export async function toRows(stored: readonly Stored[], now: Date): Promise<AcceptanceRow[]> {
  const held = stored.length > 0 ? await heldBy(stored.map(({ id }) => id)) : new Map<string, number>();
  return stored.map((one) => toRow(one, held.get(one.id) ?? 0, now));
}
