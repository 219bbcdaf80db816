import { memberOf, OPEN, type Terms, WORSE, withinTerms } from '@/lib/acceptances/data/terms';
import type { AcceptanceReason, VoidReason } from '@/lib/acceptances/types';
import type { Ctx } from '@/lib/core/context';
import type { Tx } from '@/lib/core/db';
import { changeFindings } from '@/lib/findings/mutations/change';
import { tellOf } from '@/lib/findings/mutations/tell';
import { Prisma } from '@/prisma/generated/client';

export type Covering = Terms & { readonly reason: AcceptanceReason };

const ALWAYS = Prisma.sql`TRUE`;
const held = (id: string) => Prisma.sql`f.acceptance_id = ${id}::uuid AND f.status = 'risk_accepted'`;

/** Notes of each finding of a batch that it is covered, and where it goes back to. `before` reads the event `e`. */
async function note(tx: Tx, ctx: Ctx, terms: Terms, batchId: string, before: Prisma.Sql): Promise<void> {
  await tx.$executeRaw`
    INSERT INTO acceptance_finding (acceptance_id, finding_id, severity, exploited, accepted_at, before)
    SELECT ${terms.id}::uuid, e.finding_id, ${terms.ceiling}::smallint, ${terms.exploited}::boolean,
      ${ctx.now.toISOString()}::timestamptz, ${before}
    FROM finding_event e WHERE e.batch_id = ${batchId}::uuid
    ON CONFLICT (acceptance_id, finding_id) DO UPDATE SET accepted_at = excluded.accepted_at, before = excluded.before`;
}

/**
 * Accepts every open finding that an approved acceptance is about, in one statement with its history. The caller holds
 * the acceptance's row, so that it cannot end meanwhile.
 * @returns how many
 */
export async function cover(tx: Tx, ctx: Ctx, terms: Covering): Promise<number> {
  const { batchId, changed } = await changeFindings(tx, ctx, {
    kind: 'accepted',
    from: memberOf(terms),
    target: { where: Prisma.sql`f.status IN ${OPEN} AND ${withinTerms(terms)}`, fresh: ALWAYS },
    applies: ALWAYS,
    set: {
      status: Prisma.sql`'risk_accepted'::finding_status`,
      reason: Prisma.sql`NULL::text`,
      acceptanceId: Prisma.sql`${terms.id}::uuid`,
      snoozedUntil: Prisma.sql`NULL::timestamptz`,
      wakeOn: Prisma.sql`NULL::jsonb`,
      wokenAt: Prisma.sql`NULL::timestamptz`,
    },
    reason: terms.reason,
  });
  if (batchId) await note(tx, ctx, terms, batchId, Prisma.sql`(e.changes -> 'status' ->> 0)::finding_status`);
  await tellOf(tx, ctx, batchId);
  return changed;
}

/** Hands what `from` holds and the new terms allow over to their acceptance: it stays accepted all the while. */
export async function takeOver(tx: Tx, ctx: Ctx, terms: Covering, from: string): Promise<number> {
  const { batchId, changed } = await changeFindings(tx, ctx, {
    kind: 'accepted',
    from: memberOf(terms),
    target: { where: Prisma.sql`${held(from)} AND ${withinTerms(terms)}`, fresh: ALWAYS },
    applies: ALWAYS,
    set: { acceptanceId: Prisma.sql`${terms.id}::uuid` },
    reason: terms.reason,
  });
  const before = Prisma.sql`(SELECT o.before FROM acceptance_finding o
    WHERE o.acceptance_id = ${from}::uuid AND o.finding_id = e.finding_id)`;
  if (batchId) await note(tx, ctx, terms, batchId, before);
  return changed;
}

type Reopening = {
  /** Of the history: what ended the acceptance, or `acceptance_void`. */
  readonly kind: 'acceptance_expired' | 'acceptance_revoked' | 'acceptance_replaced' | 'acceptance_void';
  readonly reason?: string | null;
  readonly note?: string | null;
  /** Of what is held, over `f` and its member row `m`; all of it unless said. */
  readonly only?: Prisma.Sql;
};

/** Puts what an acceptance holds back to the status that it had before. @returns the batch and how many */
export async function reopen(tx: Tx, ctx: Ctx, id: string, how: Reopening) {
  const { batchId, changed } = await changeFindings(tx, ctx, {
    kind: how.kind,
    from: memberOf({ id, scope: 'product' }),
    target: { where: Prisma.sql`${held(id)} AND ${how.only ?? ALWAYS}`, fresh: ALWAYS },
    applies: ALWAYS,
    set: {
      status: Prisma.sql`COALESCE(m.before, 'open')`,
      acceptanceId: Prisma.sql`NULL::uuid`,
    },
    reason: how.reason ?? null,
    note: how.note ?? null,
  });
  await tellOf(tx, ctx, batchId);
  return { batchId, changed };
}

/** Opens again what became worse than what was accepted, for good: this acceptance does not cover it a second time. */
export async function voidWorse(tx: Tx, ctx: Ctx, id: string, reason: VoidReason): Promise<number> {
  const { batchId, changed } = await reopen(tx, ctx, id, { kind: 'acceptance_void', reason, only: WORSE[reason] });
  if (batchId) {
    await tx.$executeRaw`
      UPDATE acceptance_finding m SET voided_at = ${ctx.now.toISOString()}::timestamptz, void_reason = ${reason}
      FROM finding_event e WHERE e.batch_id = ${batchId}::uuid AND m.acceptance_id = ${id}::uuid AND m.finding_id = e.finding_id`;
  }
  return changed;
}
