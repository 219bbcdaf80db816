import 'server-only';
import { appendAudit } from '@/lib/core/audit';
import type { Ctx } from '@/lib/core/context';
import { inTransaction, type Prisma, unsafeDb } from '@/lib/core/db';
import { Superseded } from '@/lib/imports/apply/superseded';
import type { ImportError } from '@/lib/imports/types';

const SELECT = {
  id: true,
  productId: true,
  fileName: true,
  archiveId: true,
  sha256: true,
  entry: true,
  format: true,
  formatForced: true,
  target: true,
  branch: true,
  image: true,
  environment: true,
  service: true,
  complete: true,
  preview: true,
  scanAt: true,
  createdAt: true,
  createdById: true,
  tokenId: true,
  createdByName: true,
  attempts: true,
} satisfies Prisma.ImportSelect;

/** An import in the hands of one worker. `attempts` is the fence: a later attempt makes this one void. */
export type ClaimedImport = Prisma.ImportGetPayload<{ select: typeof SELECT }>;

/** Takes a queued import, or one whose worker was lost. Null: there is nothing to do (any more). */
export async function claimImport(id: string, now: Date): Promise<ClaimedImport | null> {
  await unsafeDb().import.updateMany({
    where: { id, state: 'running', cancelAskedAt: { not: null } },
    data: { state: 'cancelled', finishedAt: now },
  });
  const [claimed] = await unsafeDb().import.updateManyAndReturn({
    where: { id, state: { in: ['queued', 'running'] } },
    data: { state: 'running', startedAt: now, attempts: { increment: 1 }, progressBytes: 0, progressCount: 0 },
    select: SELECT,
  });
  return claimed ?? null;
}

function mine({ id, attempts }: ClaimedImport): Prisma.ImportWhereInput {
  return { id, attempts, state: 'running' };
}

/**
 * Writes how far the attempt is.
 * @throws Superseded when the import was cancelled or taken by another attempt
 */
export async function recordProgress(claimed: ClaimedImport, bytes: number, records: number): Promise<void> {
  const { count } = await unsafeDb().import.updateMany({
    where: { ...mine(claimed), cancelAskedAt: null },
    data: { progressBytes: bytes, progressCount: records },
  });
  if (count !== 1) throw new Superseded();
}

/** Ends an attempt whose import a person cancelled; does nothing when another attempt has taken over. */
export async function settleCancelled(claimed: ClaimedImport, now: Date): Promise<void> {
  await unsafeDb().import.updateMany({
    where: { ...mine(claimed), cancelAskedAt: { not: null } },
    data: { state: 'cancelled', finishedAt: now },
  });
}

/** Keeps the report in the list with the reason why it changed nothing. */
export async function failImport(ctx: Ctx, claimed: ClaimedImport, error: ImportError): Promise<void> {
  await inTransaction(ctx, async (tx) => {
    const { count } = await tx.import.updateMany({
      where: mine(claimed),
      data: { state: 'failed', finishedAt: ctx.now, error },
    });
    if (count !== 1) return;
    await appendAudit(tx, ctx, {
      action: 'import.failed',
      target: { kind: 'import', id: claimed.id },
      productId: claimed.productId,
      data: { code: error.code },
    });
  });
}
