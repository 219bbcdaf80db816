import type { Ctx } from '@/lib/core/context';
import { addDays, utcDay } from '@/lib/core/datetime';
import { inTransaction } from '@/lib/core/db';
import { notify } from '@/lib/notices/mutations';

/** How long before its day an owner is told. */
export const NOTICE_DAYS = 14;
const NOON_MS = 12 * 3_600_000;
/** Noon, so that it is the same day nearly everywhere. */
const noonOf = (day: Date) => new Date(day.getTime() + NOON_MS).toISOString();

/**
 * Tells owners, once for each day that was set, that an audit, a finding of one, or a document's review is due within two
 * weeks. Safe to repeat and to run in several workers.
 * @returns how many were told
 */
export async function remindOwners(ctx: Ctx): Promise<number> {
  const soon = { lte: addDays(utcDay(ctx.now), NOTICE_DAYS) };
  const told = { toldAt: ctx.now };
  return inTransaction(ctx, async (tx) => {
    const audits = await tx.complianceAudit.updateManyAndReturn({
      where: { state: 'planned', toldAt: null, dueOn: soon },
      data: told,
    });
    const findings = await tx.auditFinding.updateManyAndReturn({
      where: { state: { in: ['open', 'doing'] }, toldAt: null, dueOn: soon },
      data: told,
      include: { audit: { select: { number: true } } },
    });
    const documents = await tx.complianceDocument.updateManyAndReturn({
      where: { archivedAt: null, toldAt: null, OR: [{ reviewDueOn: soon }, { validUntil: soon }] },
      data: told,
    });
    const notices = [
      ...audits.map(({ ownerId, number, title, dueOn }) => ({
        ...{ personId: ownerId, kind: 'audit_due' as const, href: `/compliance/audits/${number}` },
        params: { number, title, dueAt: noonOf(dueOn) },
      })),
      ...findings.map(({ ownerId, title, dueOn, audit: { number } }) => ({
        ...{ personId: ownerId, kind: 'audit_finding_due' as const, href: `/compliance/audits/${number}` },
        params: { number, title, dueAt: noonOf(dueOn) },
      })),
      ...documents.map(({ ownerId, number, title, reviewDueOn, validUntil }) => {
        const first = validUntil !== null && validUntil < reviewDueOn ? validUntil : reviewDueOn;
        return {
          ...{ personId: ownerId, kind: 'document_due' as const, href: '/compliance/documents' },
          params: { number, title, dueAt: noonOf(first) },
        };
      }),
    ];
    await notify(tx, ctx, notices);
    return notices.length;
  });
}
