import { knownOf } from '@/lib/backups/data/known';
import { evaluate } from '@/lib/backups/rules';
import { anyPoint, wantsAnyPoint } from '@/lib/backups/rules-any-point';
import type { Verdict } from '@/lib/backups/types';
import { dated, storedVerdicts } from '@/lib/backups/verdicts';
import type { Ctx } from '@/lib/core/context';
import { inTransaction } from '@/lib/core/db';

/**
 * Judges services anew and keeps what lists show of them. What becomes a finding is left to the worker (`report.ts`).
 * Nobody's verb: it follows from what was taken or changed.
 */
export async function settleServices(ctx: Ctx, ids: readonly string[]): Promise<void> {
  for (const id of ids) {
    await inTransaction(ctx, async (tx) => {
      await tx.$queryRaw`SELECT FROM backup_service WHERE id = ${id}::uuid FOR UPDATE`;
      const row = await tx.backupService.findUnique({
        where: { id },
        select: { verdicts: true, plans: { select: { source: { select: { shape: true } } } } },
      });
      const known = row && (await knownOf(id, ctx.now, tx));
      if (!known) return;
      const judged = evaluate(known, ctx.now);
      const verdicts = dated(judged.verdicts, storedVerdicts(row.verdicts), ctx.now);
      const shapes = row.plans.map(({ source }) => source.shape);
      const count = (state: Verdict['state']) => verdicts.filter((one) => one.state === state).length;
      await tx.backupService.update({
        where: { id },
        data: {
          verdicts: verdicts.map((one) => ({
            ...one,
            reasons: one.reasons.map((reason) => ({ ...reason, params: { ...reason.params } })),
          })),
          anyPoint: wantsAnyPoint(known.plans, shapes) ? anyPoint(judged.parts, known.objectives, ctx.now) : null,
          evaluatedAt: ctx.now,
          missed: count('missed'),
          unknown: count('unknown'),
          met: count('met'),
        },
      });
    });
  }
}

/** What holds of a service that cannot be judged: nobody knows, whatever was known before. */
export async function markUnjudged(ctx: Ctx, id: string): Promise<void> {
  await inTransaction(ctx, async (tx) => {
    const row = await tx.backupService.findUnique({ where: { id }, select: { verdicts: true } });
    const before = storedVerdicts(row?.verdicts);
    const unknown = before.map((one) => ({
      ...one,
      state: 'unknown' as const,
      reasons: [{ code: 'not_judged' as const, params: {} }],
    }));
    const verdicts = dated(unknown, before, ctx.now).map((one) => ({ ...one, reasons: [...one.reasons] }));
    const counts = { met: 0, missed: 0, unknown: Math.max(1, verdicts.length) };
    await tx.backupService.updateMany({ where: { id }, data: { verdicts, ...counts, anyPoint: null } });
  });
}
