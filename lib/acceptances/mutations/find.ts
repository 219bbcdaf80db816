import { stateAt } from '@/lib/acceptances/rules';
import {
  ACCEPTANCE_REASONS,
  ACCEPTANCE_SCOPES,
  type AcceptanceReason,
  type AcceptanceScope,
} from '@/lib/acceptances/types';
import { productFilter, type Scope } from '@/lib/access/policy';
import type { Ctx, PersonActor } from '@/lib/core/context';
import { type Prisma, type Tx, unsafeDb } from '@/lib/core/db';
import { DomainError } from '@/lib/core/errors';

const select = {
  id: true,
  number: true,
  productId: true,
  scope: true,
  packageName: true,
  ruleId: true,
  ceiling: true,
  exploited: true,
  reason: true,
  requesterId: true,
  deciderId: true,
  renewsId: true,
  state: true,
  requestedAt: true,
  expiresAt: true,
  version: true,
} as const satisfies Prisma.AcceptanceSelect;

export type StoredAcceptance = Omit<Prisma.AcceptanceGetPayload<{ select: typeof select }>, 'scope' | 'reason'> & {
  readonly scope: AcceptanceScope;
  readonly reason: AcceptanceReason;
};

/** Requests, approvals and the rest are a person's: no machine answers for a risk. */
export function requirePerson({ actor }: Ctx): PersonActor {
  if (actor.kind !== 'person') throw new DomainError('forbidden');
  return actor;
}

function typed(row: Prisma.AcceptanceGetPayload<{ select: typeof select }>): StoredAcceptance {
  const scope = ACCEPTANCE_SCOPES.find((one) => one === row.scope);
  const reason = ACCEPTANCE_REASONS.find((one) => one === row.reason);
  if (!scope || !reason) throw new Error(`acceptance ${row.id} is about nothing that is known`);
  return { ...row, scope, reason };
}

/** @throws DomainError `not_found` where it does not exist or lies outside the scope: the two look alike */
export async function acceptanceWithin(
  db: Pick<Tx, 'acceptance'>,
  scope: Scope,
  id: string,
): Promise<StoredAcceptance> {
  const row = await db.acceptance.findFirst({ where: { id, productId: productFilter(scope) }, select });
  if (!row) throw new DomainError('not_found');
  return typed(row);
}

/** As `acceptanceWithin`, and as the person saw it. @throws DomainError also `conflict` where it has moved on */
export async function acceptanceSeen(
  ctx: Ctx,
  scope: Scope,
  { id, version }: { readonly id: string; readonly version: number },
  state: 'requested' | 'approved',
): Promise<StoredAcceptance> {
  const row = await acceptanceWithin(ctx.db ?? unsafeDb(), scope, id);
  if (stateAt(row, ctx.now) !== state || row.version !== version) throw new DomainError('conflict');
  return row;
}

/** The row, held until the transaction ends: nobody ends it meanwhile. Null where it does not count any more. */
export async function holdApproved(tx: Tx, ctx: Ctx, id: string): Promise<StoredAcceptance | null> {
  await tx.$queryRaw`SELECT FROM acceptance WHERE id = ${id}::uuid FOR UPDATE`;
  const row = await tx.acceptance.findFirst({ where: { id, state: 'approved', expiresAt: { gt: ctx.now } }, select });
  return row && typed(row);
}

/** The acceptances that count at `now`, of one product or of all, oldest first. */
export async function validOnes(now: Date, productId?: string): Promise<StoredAcceptance[]> {
  const rows = await unsafeDb().acceptance.findMany({
    where: { state: 'approved', expiresAt: { gt: now }, ...(productId !== undefined && { productId }) },
    orderBy: { number: 'asc' },
    select,
  });
  return rows.map(typed);
}
