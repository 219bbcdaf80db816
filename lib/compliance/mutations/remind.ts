import { holdersOf } from '@/lib/access/data/holders';
import type { Ctx } from '@/lib/core/context';
import { addDays, utcDay } from '@/lib/core/datetime';
import { inTransaction, type Tx } from '@/lib/core/db';
import { notify } from '@/lib/notices/mutations';
import type { NewNotice } from '@/lib/notices/types';

/** How long before its day an owner is told. */
export const NOTICE_DAYS = 14;
/** How often again once the day is over. */
const AGAIN_DAYS = 7;
const NOON_MS = 12 * 3_600_000;
/** Noon, so that it is the same day nearly everywhere. */
const noonOf = (day: Date) => new Date(day.getTime() + NOON_MS).toISOString();

type Reminder = Omit<NewNotice, 'personId'> & { readonly ownerId: string };

/** Of each reminder who is told: its owner, or where they may not read it any more, everybody who keeps the programme. */
async function addressed(tx: Tx, reminders: readonly Reminder[]): Promise<readonly NewNotice[]> {
  const [readers, keepers] = await Promise.all([
    holdersOf('compliance:read', undefined, tx),
    holdersOf('audit-programme:write', undefined, tx),
  ]);
  const present = new Set(readers.map(({ id }) => id));
  return reminders.flatMap(({ ownerId, ...notice }) => {
    const people = present.has(ownerId) ? [ownerId] : keepers.map(({ id }) => id);
    return people.map((personId) => ({ personId, ...notice }));
  });
}

/**
 * Tells owners that an audit, a finding of one, or a document's review is due within two weeks, and each week again once its
 * day is over. Safe to repeat and to run in several workers.
 * @returns how many reminders were written
 */
export async function remindOwners(ctx: Ctx): Promise<number> {
  const today = utcDay(ctx.now);
  const soon = { lte: addDays(today, NOTICE_DAYS) };
  const over = { lt: today };
  const longAgo = { lte: addDays(ctx.now, -AGAIN_DAYS) };
  const told = { toldAt: ctx.now };
  const dueOn = {
    OR: [
      { toldAt: null, dueOn: soon },
      { toldAt: longAgo, dueOn: over },
    ],
  };
  return inTransaction(ctx, async (tx) => {
    const audits = await tx.complianceAudit.updateManyAndReturn({ where: { state: 'planned', ...dueOn }, data: told });
    const findings = await tx.auditFinding.updateManyAndReturn({
      where: { state: { in: ['open', 'doing'] }, ...dueOn },
      data: told,
      include: { audit: { select: { number: true } } },
    });
    const documents = await tx.complianceDocument.updateManyAndReturn({
      where: {
        archivedAt: null,
        OR: [
          { toldAt: null, OR: [{ reviewDueOn: soon }, { validUntil: soon }] },
          { toldAt: longAgo, OR: [{ reviewDueOn: over }, { validUntil: over }] },
        ],
      },
      data: told,
    });
    const notices = await addressed(tx, [
      ...audits.map(({ ownerId, number, title, dueOn: day }) => ({
        ...{ ownerId, kind: 'audit_due' as const, href: `/compliance/audits/${number}` },
        params: { number, title, dueAt: noonOf(day) },
      })),
      ...findings.map(({ ownerId, title, dueOn: day, audit: { number } }) => ({
        ...{ ownerId, kind: 'audit_finding_due' as const, href: `/compliance/audits/${number}` },
        params: { number, title, dueAt: noonOf(day) },
      })),
      ...documents.map(({ ownerId, number, title, reviewDueOn, validUntil }) => {
        const first = validUntil !== null && validUntil < reviewDueOn ? validUntil : reviewDueOn;
        return {
          ...{ ownerId, kind: 'document_due' as const, href: '/compliance/documents' },
          params: { number, title, dueAt: noonOf(first) },
        };
      }),
    ]);
    await notify(tx, ctx, notices);
    return notices.length;
  });
}
