import { hasToCover, type Worsened, worsened } from '@/lib/acceptances/data/work';
import { cover, voidWorse } from '@/lib/acceptances/mutations/cover';
import { holdApproved, type StoredAcceptance, validOnes } from '@/lib/acceptances/mutations/find';
import { tell } from '@/lib/acceptances/mutations/tell';
import { appendAudit } from '@/lib/core/audit';
import type { Ctx } from '@/lib/core/context';
import { inTransaction } from '@/lib/core/db';

export type Applied = { readonly covered: number; readonly voided: number };

async function voidOne(ctx: Ctx, { id, reason }: Worsened): Promise<number> {
  return inTransaction(ctx, async (tx) => {
    const held = await holdApproved(tx, ctx, id);
    const count = held ? await voidWorse(tx, ctx, id, reason) : 0;
    if (!held || count === 0) return 0;
    await appendAudit(tx, ctx, {
      action: 'acceptance.voided',
      target: { kind: 'acceptance', id },
      productId: held.productId,
      data: { number: held.number, reason, reopened: count },
    });
    await tell(tx, ctx, 'acceptance_void', held, [held.requesterId, held.deciderId], { count, reason });
    return count;
  });
}

async function coverOne(ctx: Ctx, valid: StoredAcceptance): Promise<number> {
  if (!(await hasToCover(valid))) return 0;
  return inTransaction(ctx, async (tx) => {
    const held = await holdApproved(tx, ctx, valid.id);
    const covered = held ? await cover(tx, ctx, held) : 0;
    if (held && covered > 0) {
      await appendAudit(tx, ctx, {
        action: 'acceptance.applied',
        target: { kind: 'acceptance', id: held.id },
        productId: held.productId,
        data: { number: held.number, covered },
      });
    }
    return covered;
  });
}

/** Row locks follow the order of ids within a statement only: each acceptance has a transaction of its own. */
async function apply(ctx: Ctx, valid: readonly StoredAcceptance[]): Promise<Applied> {
  const sum = { covered: 0, voided: 0 };
  const products = [...new Set(valid.map(({ productId }) => productId))];
  for (const one of products.length > 0 ? await worsened(products) : []) sum.voided += await voidOne(ctx, one);
  for (const one of valid) sum.covered += await coverOne(ctx, one);
  return sum;
}

/**
 * Brings the findings of a product in line with its valid acceptances: what became worse than what was accepted is
 * opened again, what came or came back within their terms is accepted. For after an import's commit; safe to repeat and
 * to run beside imports. Changes nothing where nothing is to do.
 */
export async function applyAcceptances(ctx: Ctx, productId: string): Promise<Applied> {
  return apply(ctx, await validOnes(ctx.now, productId));
}

/** The same for every product, for the worker. */
export async function applyAllAcceptances(ctx: Ctx): Promise<Applied> {
  return apply(ctx, await validOnes(ctx.now));
}
