import { productFilter, requirePermission } from '@/lib/access/policy';
import type { CreateTokenInput } from '@/lib/access/schema';
import { requireStepUp } from '@/lib/access/step-up';
import { newToken, tokenMac } from '@/lib/access/token-format';
import { givableScopes } from '@/lib/access/token-scopes';
import { appendAudit } from '@/lib/core/audit';
import type { Ctx } from '@/lib/core/context';
import { inTransaction, unsafeDb } from '@/lib/core/db';
import { DomainError } from '@/lib/core/errors';

const DAY_MS = 24 * 3_600_000;

export type NewToken = { readonly id: string; readonly token: string; readonly expiresAt: string };

/**
 * Makes a token for one product. The text is in the answer and nowhere else.
 * @throws DomainError `not_found` for a product outside the person's reach, `forbidden` for a scope that the person may not give
 */
export async function createToken(ctx: Ctx, input: CreateTokenInput): Promise<NewToken> {
  requirePermission(ctx, 'token:create', input.productId);
  const { actor, now } = ctx;
  if (actor.kind !== 'person') throw new DomainError('forbidden');
  const givable = givableScopes(ctx, input.productId);
  const withheld = input.scopes.filter((scope) => !givable.includes(scope));
  if (withheld.length > 0) throw new DomainError('forbidden', { permission: withheld.join(' ') });
  const product = await unsafeDb().product.findUnique({ where: { id: input.productId }, select: { id: true } });
  if (!product) throw new DomainError('not_found');
  await requireStepUp(ctx, 'token:create', input.productId);
  const fresh = newToken();
  const expiresAt = new Date(now.getTime() + input.days * DAY_MS);
  const { name, scopes, productId } = input;
  await inTransaction(ctx, async (tx) => {
    await tx.apiToken.create({
      data: {
        id: fresh.id,
        name,
        scopes,
        productId,
        secretMac: new Uint8Array(tokenMac(fresh)),
        createdById: actor.id,
        createdAt: now,
        expiresAt,
      },
    });
    await appendAudit(tx, ctx, {
      action: 'token.created',
      target: { kind: 'token', id: fresh.id },
      productId,
      data: { name, scopes, expiresAt: expiresAt.toISOString() },
    });
  });
  return { id: fresh.id, token: fresh.text, expiresAt: expiresAt.toISOString() };
}

/**
 * Acts on the token's next request.
 * @throws DomainError `not_found` outside the reach, `conflict` when it is revoked already
 */
export async function revokeToken(ctx: Ctx, id: string): Promise<void> {
  const scope = requirePermission(ctx, 'token:revoke');
  const token = await unsafeDb().apiToken.findFirst({
    where: { id, productId: productFilter(scope) },
    select: { name: true, productId: true, revokedAt: true },
  });
  if (!token) throw new DomainError('not_found');
  if (token.revokedAt) throw new DomainError('conflict');
  await requireStepUp(ctx, 'token:revoke', id);
  await inTransaction(ctx, async (tx) => {
    const revoked = await tx.apiToken.updateMany({
      where: { id, revokedAt: null, productId: productFilter(scope) },
      data: { revokedAt: ctx.now, revokedById: ctx.actor.id },
    });
    if (revoked.count === 0) throw new DomainError('conflict');
    await appendAudit(tx, ctx, {
      action: 'token.revoked',
      target: { kind: 'token', id },
      productId: token.productId,
      data: { name: token.name },
    });
  });
}
