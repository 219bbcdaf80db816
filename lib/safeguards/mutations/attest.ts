import { requireCovered } from '@/lib/access/mutations/reach';
import { requirePermission } from '@/lib/access/policy';
import { appendAudit } from '@/lib/core/audit';
import type { Ctx } from '@/lib/core/context';
import { addDays } from '@/lib/core/datetime';
import { inTransaction } from '@/lib/core/db';
import { DomainError } from '@/lib/core/errors';
import { safeguardOf } from '@/lib/safeguards/catalogue';
import { readDecided } from '@/lib/safeguards/data/decided';
import type { Attest, Withdraw } from '@/lib/safeguards/schema';
import { termsOf } from '@/lib/safeguards/terms';

const WHOLE = [{ teamId: null, productId: null }];

/** Statements are about the whole organisation: somebody who reaches a part of it cannot make one. */
function requireStater(ctx: Ctx) {
  requireCovered(ctx, requirePermission(ctx, 'safeguard:attest'), WHOLE);
  if (ctx.actor.kind !== 'person') throw new DomainError('forbidden', { permission: 'safeguard:attest' });
  return ctx.actor;
}

/**
 * States that a promise holds, in part or not, by a document and for a while.
 * @throws DomainError `forbidden`; `invalid` (`issue`: automatic, valid_until) for what proves itself, and for a day that has
 * passed or lies further ahead than the promise's days; `conflict` where somebody else was faster
 */
export async function attest(ctx: Ctx, input: Attest): Promise<void> {
  const actor = requireStater(ctx);
  const { safeguard: id, known, validUntil, ...said } = input;
  const safeguard = safeguardOf(id);
  if (!safeguard) throw new DomainError('not_found');
  if (safeguard.proof.kind !== 'attestation') throw new DomainError('invalid', { issue: 'automatic' });
  const { days } = termsOf(safeguard, (await readDecided(ctx.now)).get(id));
  if (validUntil <= ctx.now || validUntil > addDays(ctx.now, days + 1)) {
    throw new DomainError('invalid', { issue: 'valid_until', days });
  }
  await inTransaction(ctx, async (tx) => {
    const newest = await tx.safeguardAttestation.aggregate({ where: { safeguard: id }, _max: { number: true } });
    if ((newest._max.number ?? 0) !== known) throw new DomainError('conflict');
    const { count } = await tx.safeguardAttestation.createMany({
      data: [
        {
          ...said,
          ...{ safeguard: id, number: known + 1, validUntil },
          ...{ createdAt: ctx.now, createdById: actor.id, createdByName: actor.name },
        },
      ],
      skipDuplicates: true,
    });
    if (count === 0) throw new DomainError('conflict');
    await appendAudit(tx, ctx, {
      action: 'safeguard.attested',
      target: { kind: 'safeguard', id },
      data: { number: known + 1, validUntil: validUntil.toISOString(), ...said },
    });
  });
}

/** Takes a statement back; the one before it counts again. @throws DomainError `forbidden`, `not_found`, `conflict` */
export async function withdrawAttestation(ctx: Ctx, { id }: Withdraw): Promise<void> {
  const actor = requireStater(ctx);
  await inTransaction(ctx, async (tx) => {
    const row = await tx.safeguardAttestation.findUnique({ where: { id } });
    if (!row) throw new DomainError('not_found');
    const { count } = await tx.safeguardAttestation.updateMany({
      where: { id, withdrawnAt: null },
      data: { withdrawnAt: ctx.now, withdrawnBy: actor.name },
    });
    if (count === 0) throw new DomainError('conflict');
    await appendAudit(tx, ctx, {
      action: 'safeguard.attestation-withdrawn',
      target: { kind: 'safeguard', id: row.safeguard },
      data: { number: row.number },
    });
  });
}
