import { z } from 'zod';
import { requireCovered } from '@/lib/access/mutations/reach';
import { requirePermission } from '@/lib/access/policy';
import { requireStepUp } from '@/lib/access/step-up';
import { appendAudit } from '@/lib/core/audit';
import type { Ctx } from '@/lib/core/context';
import { inTransaction, type Tx, unsafeDb } from '@/lib/core/db';
import { DomainError } from '@/lib/core/errors';
import { forgetSetting } from '@/lib/core/settings';
import { type ChangeSetting, SETTINGS } from '@/lib/settings/schema';

const EVERYWHERE = { teamId: null, productId: null };

/**
 * Changes one setting of the organisation. Other processes follow within 30 seconds.
 * @throws DomainError `forbidden` for whoever does not reach the whole organisation; `conflict` when somebody else
 * changed it after the form was shown
 */
export async function changeSetting(ctx: Ctx, input: ChangeSetting): Promise<void> {
  const { key } = input;
  const { permission } = SETTINGS[key];
  requireCovered(ctx, requirePermission(ctx, permission), [EVERYWHERE]);
  await knownRow(unsafeDb(), input);
  await requireStepUp(ctx, permission, key);
  await inTransaction(ctx, async (tx) => {
    const row = await knownRow(tx, input);
    await write(tx, ctx, input);
    await appendAudit(tx, ctx, {
      action: 'setting.changed',
      target: { kind: 'setting', id: key },
      data: { before: row ? z.json().parse(row.value) : null, after: z.json().parse(input.value) },
    });
  });
  forgetSetting(key);
}

/** The row that the form showed; null where it showed the default. */
async function knownRow(db: Pick<Tx, 'setting'>, { key, known }: ChangeSetting) {
  const row = await db.setting.findUnique({ where: { key }, select: { value: true, updatedAt: true } });
  if ((row?.updatedAt.toISOString() ?? null) !== known) throw new DomainError('conflict');
  return row;
}

/** Conditional once more: of two that read the same row at once, the second writes nothing. */
async function write(tx: Tx, ctx: Ctx, { key, known, value }: ChangeSetting): Promise<void> {
  const fresh = { value, updatedAt: ctx.now, updatedById: ctx.actor.kind === 'person' ? ctx.actor.id : null };
  const { count } =
    known === null
      ? await tx.setting.createMany({ data: [{ key, ...fresh }], skipDuplicates: true })
      : await tx.setting.updateMany({ where: { key, updatedAt: new Date(known) }, data: fresh });
  if (count === 0) throw new DomainError('conflict');
}
