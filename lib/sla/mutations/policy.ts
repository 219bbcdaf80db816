import { requireCovered } from '@/lib/access/mutations/reach';
import { requirePermission } from '@/lib/access/policy';
import { requireStepUp } from '@/lib/access/step-up';
import { type AuditValue, appendAudit } from '@/lib/core/audit';
import type { Ctx } from '@/lib/core/context';
import { dayIn, isoDay } from '@/lib/core/datetime';
import { inTransaction, type Tx, unsafeDb } from '@/lib/core/db';
import { DomainError } from '@/lib/core/errors';
import { placeOf } from '@/lib/sla/data/policies';
import { askAnew } from '@/lib/sla/mutations/take-effect';
import { columnsOf, placeKey } from '@/lib/sla/place';
import type { PolicyRules, SavePolicy, WithdrawPolicy } from '@/lib/sla/schema';

/**
 * The calendar that the version's day is one of.
 * @throws DomainError `conflict` where the place has got another version since, `not_found` without the place or the
 * calendar, `invalid` (`reason: 'valid-from-past'`) for a day that has passed
 */
export async function checkPolicy(db: Tx, now: Date, { place, known, rules, validFrom }: SavePolicy) {
  const at = columnsOf(place);
  const newest = await db.slaPolicy.findFirst({ where: at, orderBy: { number: 'desc' } });
  if ((newest?.number ?? 0) !== known) throw new DomainError('conflict');
  const there = at.teamId
    ? await db.team.count({ where: { id: at.teamId } })
    : at.productId === null || (await db.product.count({ where: { id: at.productId } }));
  const calendarId = rules?.calendarId ?? newest?.calendarId;
  const calendar = calendarId ? await db.slaCalendar.findUnique({ where: { id: calendarId } }) : null;
  if (!there || !calendar) throw new DomainError('not_found');
  const today = dayIn(now, calendar.timeZone);
  if (validFrom < today) throw new DomainError('invalid', { reason: 'valid-from-past' });
  return { calendarId: calendar.id, timeZone: calendar.timeZone, today };
}

function ruleColumns({ days, shortenings, ...rules }: PolicyRules) {
  return { data: { ...rules, ...days }, shortenings };
}

/** Writes the version, and nothing where another one was faster: the unique index of versions decides. */
export async function insertPolicy(
  tx: Tx,
  ctx: Ctx,
  { place, known, rules, validFrom }: SavePolicy,
  { calendarId, today }: { readonly calendarId: string; readonly today: string },
): Promise<string> {
  const own = rules && ruleColumns(rules);
  const [row] = await tx.slaPolicy.createManyAndReturn({
    data: [
      {
        ...columnsOf(place),
        number: known + 1,
        validFrom: new Date(validFrom),
        inherits: own === null,
        ...own?.data,
        calendarId,
        createdAt: ctx.now,
        createdByName: ctx.actor.name,
        appliedAt: validFrom <= today ? ctx.now : null,
      },
    ],
    skipDuplicates: true,
    select: { id: true },
  });
  if (!row) throw new DomainError('conflict');
  if (own) await tx.slaShortening.createMany({ data: own.shortenings.map((one) => ({ policyId: row.id, ...one })) });
  return row.id;
}

function told({ place, validFrom, rules }: SavePolicy, number: number): { [key: string]: AuditValue } {
  return { place: { ...place }, number, validFrom, rules: rules && { ...rules } };
}

/**
 * Saves a new version of the policy of a place, for its day on. One that is in force from today on has the open findings
 * of the place computed anew by the worker.
 * @throws DomainError `forbidden` outside of the person's reach, `step_up_required`, and whatever `checkPolicy` throws
 */
export async function savePolicy(ctx: Ctx, input: SavePolicy): Promise<void> {
  const { place, known } = input;
  requireCovered(ctx, requirePermission(ctx, 'sla:write'), [columnsOf(place)]);
  await checkPolicy(unsafeDb(), ctx.now, input);
  await requireStepUp(ctx, 'sla:write', placeKey(place));
  await inTransaction(ctx, async (tx) => {
    const found = await checkPolicy(tx, ctx.now, input);
    const id = await insertPolicy(tx, ctx, input, found);
    if (input.validFrom <= found.today) await askAnew(tx, place, 'policy', ctx.now);
    await appendAudit(tx, ctx, {
      action: 'sla-policy.saved',
      target: { kind: 'sla-policy', id },
      productId: columnsOf(place).productId ?? undefined,
      data: told(input, known + 1),
    });
  });
}

/**
 * Takes back a version whose day has not come.
 * @throws DomainError `not_found`, `forbidden`, `step_up_required`, `conflict` where it is in force or was taken back
 */
export async function withdrawPolicy(ctx: Ctx, { id }: WithdrawPolicy): Promise<void> {
  const scope = requirePermission(ctx, 'sla:write');
  const row = await unsafeDb().slaPolicy.findUnique({ where: { id }, include: { calendar: true } });
  if (!row) throw new DomainError('not_found');
  const place = placeOf(row);
  requireCovered(ctx, scope, [columnsOf(place)]);
  const today = dayIn(ctx.now, row.calendar.timeZone);
  if (isoDay(row.validFrom) <= today) throw new DomainError('conflict');
  await requireStepUp(ctx, 'sla:write', placeKey(place));
  await inTransaction(ctx, async (tx) => {
    const where = { id, appliedAt: null, validFrom: { gt: new Date(today) } };
    const { count } = await tx.slaPolicy.deleteMany({ where });
    if (count === 0) throw new DomainError('conflict');
    await appendAudit(tx, ctx, {
      action: 'sla-policy.withdrawn',
      target: { kind: 'sla-policy', id },
      productId: row.productId ?? undefined,
      data: { place: { ...place }, number: row.number, validFrom: isoDay(row.validFrom) },
    });
  });
}
