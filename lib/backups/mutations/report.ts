import { documentOf } from '@/lib/backups/finding-entry';
import { entriesOf } from '@/lib/backups/findings';
import { markUnjudged, settleServices } from '@/lib/backups/mutations/settle';
import { storedVerdicts } from '@/lib/backups/verdicts';
import type { Ctx } from '@/lib/core/context';
import { unsafeDb } from '@/lib/core/db';
import { eachForItself } from '@/lib/core/each';
import { BACKUP_FORMAT } from '@/lib/imports/backup-source';
import { hasFailed } from '@/lib/imports/data/own-report';
import { takeReport } from '@/lib/imports/mutations/receive';

/** Services that one round judges: the rest has its turn in the next. */
const ROUND = 100;
/** Time alone makes a copy too old: each service is judged so often though nothing came. */
const AGAIN_MS = 5 * 60_000;
/** What findings say of it is written anew so often at the least, though the same objectives are missed. */
const REPORT_AGAIN_MS = 24 * 3_600_000;
/** What did not come to be is said again, so often at the most. */
const FAILED_AGAIN_MS = 3_600_000;

type Row = {
  readonly id: string;
  readonly productId: string;
  readonly name: string;
  readonly verdicts: unknown;
  readonly reported: readonly string[];
  readonly reportedAt: Date | null;
};

/** Findings of a service, where they have changed: through the same import as every other source's. */
async function reportService(ctx: Ctx, { id, productId, name, verdicts, reported, reportedAt }: Row): Promise<void> {
  const entries = entriesOf(storedVerdicts(verdicts));
  const missed = entries.map(({ rule }) => rule);
  const same = missed.join() === reported.join();
  const age = reportedAt === null ? 0 : ctx.now.getTime() - reportedAt.getTime();
  const own = { productId, format: BACKUP_FORMAT, target: name };
  // One that never missed anything has nothing to close.
  const again = (age > REPORT_AGAIN_MS && missed.length > 0) || (age >= FAILED_AGAIN_MS && (await hasFailed(own)));
  if (same && !again) return;
  await takeReport(ctx, {
    productId,
    fileName: 'recovery-objectives.json',
    body: documentOf({ id, name }, entries),
    options: () => ({ target: name, format: BACKUP_FORMAT, complete: true, scan_at: ctx.now }),
    also: async (tx) => {
      await tx.backupService.update({ where: { id }, data: { reported: missed, reportedAt: ctx.now } });
    },
  });
}

/**
 * Judges services whose turn it is, and reports what has changed as findings. Safe to repeat and to run in several workers:
 * the same verdicts come to the same findings.
 * @returns how many were judged
 */
export async function evaluateDue(ctx: Ctx): Promise<number> {
  const due = await unsafeDb().backupService.findMany({
    where: { OR: [{ dueAt: null }, { dueAt: { lte: ctx.now } }] },
    select: { id: true, dueAt: true },
    orderBy: { dueAt: { sort: 'asc', nulls: 'first' } },
    take: ROUND,
  });
  let judged = 0;
  await eachForItself(due, 'judging a service', async ({ id, dueAt }) => {
    // Taken by one worker; what comes in meanwhile makes it due again.
    const next = new Date(ctx.now.getTime() + AGAIN_MS);
    const { count } = await unsafeDb().backupService.updateMany({ where: { id, dueAt }, data: { dueAt: next } });
    if (count !== 1) return;
    await settleServices(ctx, [id]).catch(async (error: unknown) => {
      await markUnjudged(ctx, id);
      throw error;
    });
    const row = await unsafeDb().backupService.findUnique({
      where: { id },
      select: { id: true, productId: true, name: true, verdicts: true, reported: true, reportedAt: true },
    });
    if (row) await reportService(ctx, row);
    judged += 1;
  });
  return judged;
}
