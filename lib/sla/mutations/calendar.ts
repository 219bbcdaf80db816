import { requireCovered } from '@/lib/access/mutations/reach';
import { requirePermission } from '@/lib/access/policy';
import { requireStepUp } from '@/lib/access/step-up';
import { appendAudit } from '@/lib/core/audit';
import type { Ctx } from '@/lib/core/context';
import { inTransaction, type Tx, unsafeDb } from '@/lib/core/db';
import { DomainError } from '@/lib/core/errors';
import { publicHolidays } from '@/lib/sla/public-holidays';
import type { SaveCalendar } from '@/lib/sla/schema';
import type { Holiday } from '@/lib/sla/types';

const EVERYWHERE = { teamId: null, productId: null };

/** The calendar as the form showed it. */
async function requireKnown(db: Tx, { id, known, name }: SaveCalendar): Promise<void> {
  const row = id === null ? null : await db.slaCalendar.findUnique({ where: { id }, select: { updatedAt: true } });
  if (id !== null && !row) throw new DomainError('not_found');
  if ((row?.updatedAt.toISOString() ?? null) !== known) throw new DomainError('conflict');
  const named = await db.slaCalendar.findUnique({ where: { name }, select: { id: true } });
  if (named && named.id !== id) throw new DomainError('invalid', { reason: 'name-taken' });
}

async function regionalDays(region: string | null): Promise<readonly Holiday[]> {
  const days = region === null ? [] : await publicHolidays(region);
  if (!days) throw new DomainError('invalid', { reason: 'region-unknown' });
  return days;
}

/** Conditional once more: of two who read the same row at once, the second writes nothing. */
async function write(
  tx: Tx,
  ctx: Ctx,
  { id, known, name, timeZone, workingDays, region }: SaveCalendar,
): Promise<string> {
  const data = { name, timeZone, region, workingDays: [...workingDays].sort(), updatedAt: ctx.now };
  if (id !== null && known !== null) {
    const { count } = await tx.slaCalendar.updateMany({ where: { id, updatedAt: new Date(known) }, data });
    if (count === 0) throw new DomainError('conflict');
    return id;
  }
  const [row] = await tx.slaCalendar.createManyAndReturn({ data: [data], skipDuplicates: true, select: { id: true } });
  if (!row) throw new DomainError('conflict');
  return row.id;
}

/**
 * Saves a calendar with its own holidays and those of its region, and has the findings of the policies that count by it computed anew.
 * @returns its id
 * @throws DomainError `forbidden` for whoever does not reach the whole organisation, `step_up_required`, `not_found`,
 * `conflict`, `invalid` (`reason: 'name-taken'`, `'region-unknown'`)
 */
export async function saveCalendar(ctx: Ctx, input: SaveCalendar): Promise<string> {
  requireCovered(ctx, requirePermission(ctx, 'sla:write'), [EVERYWHERE]);
  await requireKnown(unsafeDb(), input);
  await requireStepUp(ctx, 'sla:write', `calendar:${input.id ?? 'new'}`);
  const regional = await regionalDays(input.region);
  return inTransaction(ctx, async (tx) => {
    await requireKnown(tx, input);
    const id = await write(tx, ctx, input);
    await tx.slaHoliday.deleteMany({ where: { calendarId: id } });
    const rows = (holidays: readonly Holiday[], regional: boolean) =>
      holidays.map(({ day, name }) => ({ calendarId: id, day: new Date(day), name, regional }));
    await tx.slaHoliday.createMany({ data: rows(input.holidays, false) });
    // What is entered by hand keeps its name.
    await tx.slaHoliday.createMany({ data: rows(regional, true), skipDuplicates: true });
    await tx.$executeRaw`SELECT sla_build_days(${id}::uuid)`;
    await tx.$executeRaw`
      INSERT INTO sla_sweep (product_id, cause, asked_at)
      SELECT product_id, 'calendar', ${ctx.now.toISOString()}::timestamptz
      FROM sla_in_force(${ctx.now.toISOString()}::timestamptz) WHERE calendar_id = ${id}::uuid`;
    const { known: _, id: __, ...data } = input;
    await appendAudit(tx, ctx, { action: 'sla-calendar.saved', target: { kind: 'sla-calendar', id }, data });
    return id;
  });
}
