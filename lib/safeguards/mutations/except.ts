import { requireCovered } from '@/lib/access/mutations/reach';
import { type Permission, requirePermission } from '@/lib/access/policy';
import { requireStepUp } from '@/lib/access/step-up';
import { appendAudit } from '@/lib/core/audit';
import type { Ctx, PersonActor } from '@/lib/core/context';
import { addDays } from '@/lib/core/datetime';
import { inTransaction, type Prisma, type Tx, unsafeDb } from '@/lib/core/db';
import { DomainError } from '@/lib/core/errors';
import { safeguardOf } from '@/lib/safeguards/catalogue';
import { isByProduct } from '@/lib/safeguards/checks/by-product';
import { tellDecided, tellRequested } from '@/lib/safeguards/mutations/tell-exceptions';
import {
  type DecideException,
  type EndException,
  EXCEPTION_DAYS_MAX,
  type RequestException,
} from '@/lib/safeguards/schema';

type Stored = Prisma.SafeguardExceptionGetPayload<object>;
type Place = { readonly teamId: string | null; readonly productId: string | null };

/** A person with the right where the exception is. @throws DomainError `forbidden`, `not_found` outside of the reach */
function requireAt(ctx: Ctx, permission: Permission, { teamId, productId }: Place): PersonActor {
  const scope = requirePermission(ctx, permission, productId ?? undefined);
  if (productId === null) requireCovered(ctx, scope, [{ teamId, productId }]);
  if (ctx.actor.kind !== 'person') throw new DomainError('forbidden', { permission });
  return ctx.actor;
}

async function requirePlace(db: Pick<Tx, 'team' | 'product'>, { teamId, productId }: Place): Promise<void> {
  const there =
    (teamId === null || (await db.team.count({ where: { id: teamId } })) > 0) &&
    (productId === null || (await db.product.count({ where: { id: productId } })) > 0);
  if (!there) throw new DomainError('not_found');
}

/**
 * Asks that a promise need not hold somewhere until a day.
 * @throws DomainError `forbidden`, `not_found`; `invalid` (`issue`: whole_only, expires_at) for a place that the promise does not
 * know, and for an end that has passed or lies more than a year ahead
 */
export async function requestException(ctx: Ctx, input: RequestException): Promise<void> {
  const actor = requireAt(ctx, 'safeguard:except', input);
  const safeguard = safeguardOf(input.safeguard);
  if (!safeguard) throw new DomainError('not_found');
  const whole = input.teamId === null && input.productId === null;
  if (!whole && !isByProduct(safeguard)) throw new DomainError('invalid', { issue: 'whole_only' });
  if (input.expiresAt <= ctx.now || input.expiresAt > addDays(ctx.now, EXCEPTION_DAYS_MAX)) {
    throw new DomainError('invalid', { issue: 'expires_at', days: EXCEPTION_DAYS_MAX });
  }
  await inTransaction(ctx, async (tx) => {
    await requirePlace(tx, input);
    const asked = { requestedAt: ctx.now, requesterId: actor.id, requesterName: actor.name };
    const { id, number } = await tx.safeguardException.create({ data: { ...input, ...asked } });
    await tellRequested(tx, ctx, { ...input, number, requesterId: actor.id });
    await appendAudit(tx, ctx, {
      action: 'safeguard.exception-requested',
      target: { kind: 'safeguard-exception', id },
      productId: input.productId ?? undefined,
      data: { ...input, number, expiresAt: input.expiresAt.toISOString() },
    });
  });
}

/**
 * Approves a request, or rejects it. For somebody else than who asked, with fresh proof of who it is.
 * @throws DomainError `forbidden` (`reason`: own-request), `not_found`, `step_up_required`; `conflict` where it was decided or
 * its end has come; `invalid` (`issue`: note_required) for a rejection without a word
 */
export async function decideException(ctx: Ctx, { id, approve, note }: DecideException): Promise<void> {
  requirePermission(ctx, 'safeguard:approve');
  const asked = await unsafeDb().safeguardException.findUnique({ where: { id } });
  if (!asked) throw new DomainError('not_found');
  const actor = requireAt(ctx, 'safeguard:approve', asked);
  if (asked.requesterId === actor.id) throw new DomainError('forbidden', { reason: 'own-request' });
  if (!approve && note === '') throw new DomainError('invalid', { issue: 'note_required' });
  if (asked.approved !== null || asked.expiresAt <= ctx.now) throw new DomainError('conflict');
  await requireStepUp(ctx, 'safeguard:approve', `${approve ? 'approve' : 'reject'}:${id}`);
  await settleException(ctx, actor, asked, { approve, note });
}

/**
 * What a decision does, once it is proven who decides: for `decideException`, and for the sample organisation, whose people
 * have no session. @throws DomainError `conflict`
 */
export async function settleException(
  ctx: Ctx,
  actor: PersonActor,
  asked: Stored,
  { approve, note }: Omit<DecideException, 'id'>,
): Promise<void> {
  const { id } = asked;
  await inTransaction(ctx, async (tx) => {
    const { count } = await tx.safeguardException.updateMany({
      where: { id, approved: null, endedAt: null, expiresAt: { gt: ctx.now } },
      data: {
        ...{ approved: approve, decidedAt: ctx.now, decisionNote: note },
        ...{ deciderId: actor.id, deciderName: actor.name },
      },
    });
    if (count === 0) throw new DomainError('conflict');
    await tellDecided(tx, ctx, asked, approve);
    await appendAudit(tx, ctx, {
      action: approve ? 'safeguard.exception-approved' : 'safeguard.exception-rejected',
      target: { kind: 'safeguard-exception', id },
      productId: asked.productId ?? undefined,
      data: { safeguard: asked.safeguard, number: asked.number, note },
    });
  });
}

/** Ends an exception before its time, or takes a request back. @throws DomainError `forbidden`, `not_found`, `conflict` */
export async function endException(ctx: Ctx, { id }: EndException): Promise<void> {
  requirePermission(ctx, 'safeguard:except');
  const row = await unsafeDb().safeguardException.findUnique({ where: { id } });
  if (!row) throw new DomainError('not_found');
  const actor = requireAt(ctx, 'safeguard:except', row);
  await inTransaction(ctx, async (tx) => {
    const { count } = await tx.safeguardException.updateMany({
      where: { id, endedAt: null, expiresAt: { gt: ctx.now }, OR: [{ approved: null }, { approved: true }] },
      data: { endedAt: ctx.now, endedBy: actor.name },
    });
    if (count === 0) throw new DomainError('conflict');
    await appendAudit(tx, ctx, {
      action: 'safeguard.exception-ended',
      target: { kind: 'safeguard-exception', id },
      productId: row.productId ?? undefined,
      data: { safeguard: row.safeguard, number: row.number },
    });
  });
}
