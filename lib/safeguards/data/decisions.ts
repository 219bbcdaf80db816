import { inScope, productFilter, type Scope, scopeOf } from '@/lib/access/policy';
import { covers as reaches } from '@/lib/access/rules';
import type { Ctx } from '@/lib/core/context';
import { type Prisma, unsafeDb } from '@/lib/core/db';
import type { OverviewFilter } from '@/lib/overview/types';
import { EXCEPTION_KINDS } from '@/lib/safeguards/schema';
import { ATTESTED } from '@/lib/safeguards/terms';
import type { AttestationRow, ExceptionRow, ExceptionState, LivingException } from '@/lib/safeguards/view-types';

/** Statements on a promise that had been made by a moment, the newest first. They tell nothing of a product. */
export async function readAttestations(id: string, at: Date): Promise<readonly AttestationRow[]> {
  const rows = await unsafeDb().safeguardAttestation.findMany({
    where: { safeguard: id, createdAt: { lte: at } },
    orderBy: { number: 'desc' },
    take: 50,
  });
  return rows.map(({ withdrawnAt, withdrawnBy, createdAt, validUntil, createdByName: by, ...row }) => ({
    ...{ id: row.id, statement: row.statement, document: row.document, by },
    verdict: ATTESTED.find((one) => one === row.verdict) ?? 'missed',
    at: createdAt.toISOString(),
    validUntil: validUntil.toISOString(),
    withdrawn: withdrawnAt && withdrawnAt <= at ? { by: withdrawnBy, at: withdrawnAt.toISOString() } : null,
  }));
}

/** Exceptions of products within the scope, of their teams, and of the whole organisation. */
function visibleTo(scope: Scope): Prisma.SafeguardExceptionWhereInput {
  const within = productFilter(scope);
  if (!within) return {};
  return {
    OR: [{ productId: within }, { team: { products: { some: { id: within } } } }, { productId: null, teamId: null }],
  };
}

const some = (values: readonly string[]) => ({ in: [...values] });

/** Of the chosen teams and products, and of the whole organisation. */
function about({ team, product }: OverviewFilter): Prisma.SafeguardExceptionWhereInput {
  if (team.length + product.length === 0) return {};
  const products: Prisma.ProductWhereInput = {
    ...(team.length > 0 && { team: { slug: some(team) } }),
    ...(product.length > 0 && { slug: some(product) }),
  };
  return {
    OR: [{ product: products }, { team: { products: { some: products } } }, { productId: null, teamId: null }],
  };
}

/** Of every promise the exceptions that were in force at a moment or waited for approval, those that end first at the top. */
export async function livingExceptions(
  scope: Scope,
  filter: OverviewFilter,
  at: Date,
): Promise<readonly LivingException[]> {
  const rows = await unsafeDb().safeguardException.findMany({
    where: { requestedAt: { lte: at }, expiresAt: { gt: at }, AND: [visibleTo(scope), about(filter)] },
    include: { team: true, product: true },
    orderBy: [{ expiresAt: 'asc' }, { number: 'asc' }],
  });
  return rows.flatMap((row) => {
    const state = stateAt(row, at);
    if (state !== 'approved' && state !== 'requested') return [];
    return {
      ...{ number: row.number, safeguard: row.safeguard, state, requester: row.requesterName },
      place: row.team?.name ?? row.product?.name ?? null,
      decider: state === 'approved' ? row.deciderName : null,
      requestedAt: row.requestedAt.toISOString(),
      expiresAt: row.expiresAt.toISOString(),
    };
  });
}

type Stored = Prisma.SafeguardExceptionGetPayload<{ include: { team: true; product: true } }>;

function stateAt({ approved, decidedAt, endedAt, expiresAt }: Stored, at: Date): ExceptionState {
  if (endedAt && endedAt <= at) return 'ended';
  if (approved === false && decidedAt && decidedAt <= at) return 'rejected';
  if (expiresAt <= at) return 'expired';
  return approved && decidedAt && decidedAt <= at ? 'approved' : 'requested';
}

function may(ctx: Ctx, right: 'safeguard:approve' | 'safeguard:except', { teamId, productId }: Stored): boolean {
  const scope = scopeOf(ctx, right);
  if (!scope || ctx.actor.kind !== 'person') return false;
  if (productId !== null) return inScope(scope, productId);
  return scope.products === 'all' || reaches(ctx.actor.grants, { teamId, productId });
}

/** Exceptions from a promise that had been asked for by a moment, the newest first: of products within the scope, of their
 * teams, and of the whole organisation. What was decided later is not told, and on a past day nothing can be decided. */
export async function readExceptionRows(
  ctx: Ctx,
  scope: Scope,
  id: string,
  at: Date,
): Promise<readonly ExceptionRow[]> {
  const rows = await unsafeDb().safeguardException.findMany({
    where: { safeguard: id, requestedAt: { lte: at }, AND: [visibleTo(scope)] },
    include: { team: true, product: true },
    orderBy: { number: 'desc' },
    take: 100,
  });
  return rows.map((row) => {
    const state = stateAt(row, at);
    const decided = row.decidedAt !== null && row.decidedAt <= at;
    const isNow = at >= ctx.now;
    const others = row.requesterId !== ctx.actor.id;
    return {
      ...{ id: row.id, number: row.number, state, reason: row.reason, note: decided ? row.decisionNote : '' },
      place: row.team?.name ?? row.product?.name ?? null,
      kind: EXCEPTION_KINDS.find((one) => one === row.kind) ?? 'accepted',
      requester: row.requesterName,
      requestedAt: row.requestedAt.toISOString(),
      expiresAt: row.expiresAt.toISOString(),
      decider: decided ? row.deciderName : null,
      mayDecide: isNow && state === 'requested' && others && may(ctx, 'safeguard:approve', row),
      mayEnd: isNow && (state === 'requested' || state === 'approved') && may(ctx, 'safeguard:except', row),
    };
  });
}
