import { cover, voidWorse } from '@/lib/acceptances/mutations/cover';
import { holdApproved } from '@/lib/acceptances/mutations/find';
import { tell } from '@/lib/acceptances/mutations/tell';
import { VOID_REASONS } from '@/lib/acceptances/types';
import { appendAudit } from '@/lib/core/audit';
import type { Ctx } from '@/lib/core/context';
import { inTransaction, unsafeDb } from '@/lib/core/db';

export type Applied = { readonly covered: number; readonly voided: number };

/** Row locks follow the order of ids within a statement only, hence a transaction for each of them. */
async function voidOne(ctx: Ctx, id: string): Promise<number> {
  let voided = 0;
  for (const reason of VOID_REASONS) {
    voided += await inTransaction(ctx, async (tx) => {
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
  return voided;
}

async function coverOne(ctx: Ctx, id: string): Promise<number> {
  return inTransaction(ctx, async (tx) => {
    const held = await holdApproved(tx, ctx, id);
    const covered = held ? await cover(tx, ctx, held) : 0;
    if (held && covered > 0) {
      await appendAudit(tx, ctx, {
        action: 'acceptance.applied',
        target: { kind: 'acceptance', id },
        productId: held.productId,
        data: { number: held.number, covered },
      });
    }
    return covered;
  });
}

/**
 * Brings the findings of a product in line with its valid acceptances: what became worse than what was accepted is
 * opened again, what came or came back within their terms is accepted. For after an import's commit and for the worker;
 * changes nothing where nothing is to do. Safe to repeat and to run beside imports.
 */
export async function applyAcceptances(ctx: Ctx, productId: string): Promise<Applied> {
  const valid = await unsafeDb().acceptance.findMany({
    where: { productId, state: 'approved', expiresAt: { gt: ctx.now } },
    select: { id: true },
    orderBy: { number: 'asc' },
  });
  const sum = { covered: 0, voided: 0 };
  for (const { id } of valid) sum.voided += await voidOne(ctx, id);
  for (const { id } of valid) sum.covered += await coverOne(ctx, id);
  return sum;
}

/** The same for every product that has one. */
export async function applyAllAcceptances(ctx: Ctx): Promise<Applied> {
  const products = await unsafeDb().acceptance.findMany({
    where: { state: 'approved', expiresAt: { gt: ctx.now } },
    distinct: ['productId'],
    select: { productId: true },
  });
  const sum = { covered: 0, voided: 0 };
  for (const { productId } of products) {
    const { covered, voided } = await applyAcceptances(ctx, productId);
    sum.covered += covered;
    sum.voided += voided;
  }
  return sum;
}
