import { z } from 'zod';
import { requirePermission, type Scope, scopeOf } from '@/lib/access/policy';
import { appendAudit } from '@/lib/core/audit';
import type { Ctx } from '@/lib/core/context';
import { inTransaction, type Tx } from '@/lib/core/db';
import { DomainError } from '@/lib/core/errors';
import { type ChangedField, changeFindings, inProducts, type VerbChange } from '@/lib/findings/mutations/change';
import { outcomeOf } from '@/lib/findings/mutations/target';
import { tellOf } from '@/lib/findings/mutations/tell';
import type { Outcome } from '@/lib/findings/types';
import { Prisma } from '@/prisma/generated/client';

/** What a verb of a person changed: only an acceptance's own verbs give or take an acceptance. */
type Undoable = Exclude<ChangedField, 'acceptanceId'>;

const before = (field: Undoable) => Prisma.sql`(e.changes -> ${field}::text ->> 0)`;
const noted = (field: Undoable, then: Prisma.Sql, otherwise: Prisma.Sql) =>
  Prisma.sql`CASE WHEN e.changes -> ${field}::text IS NULL THEN ${otherwise} ELSE ${then} END`;

/** The value that a field had before the event `e`; a field that the event did not touch keeps its value. */
const RESTORED: Readonly<Record<Undoable, Prisma.Sql>> = {
  status: noted('status', Prisma.sql`${before('status')}::finding_status`, Prisma.sql`f.status`),
  reason: noted('reason', before('reason'), Prisma.sql`f.reason`),
  regressed: noted('regressed', Prisma.sql`${before('regressed')}::boolean`, Prisma.sql`f.regressed`),
  duplicateOfId: noted('duplicateOfId', Prisma.sql`${before('duplicateOfId')}::int`, Prisma.sql`f.duplicate_of_id`),
  assigneeId: noted('assigneeId', Prisma.sql`${before('assigneeId')}::uuid`, Prisma.sql`f.assignee_id`),
  handedById: noted('handedById', Prisma.sql`${before('handedById')}::uuid`, Prisma.sql`f.handed_by_id`),
  tags: noted(
    'tags',
    Prisma.sql`ARRAY(SELECT jsonb_array_elements_text(e.changes -> 'tags' -> 0))`,
    Prisma.sql`f.tags`,
  ),
  snoozedUntil: noted('snoozedUntil', Prisma.sql`${before('snoozedUntil')}::timestamptz`, Prisma.sql`f.snoozed_until`),
  wakeOn: noted('wakeOn', Prisma.sql`NULLIF(e.changes -> 'wakeOn' -> 0, 'null')`, Prisma.sql`f.wake_on`),
  wokenAt: noted('wokenAt', Prisma.sql`${before('wokenAt')}::timestamptz`, Prisma.sql`f.woken_at`),
};

const KINDS = [
  'status',
  'assignee',
  'handover',
  'handover_accepted',
  'handover_declined',
  'tags',
  'snooze',
  'wake',
  'undo',
] as const;
type Kind = (typeof KINDS)[number];
const SLEEP = ['snoozedUntil', 'wakeOn', 'wokenAt'] as const;
const GIVING = ['assigneeId', 'handedById'] as const;
const DECISION = ['status', 'reason', 'regressed', 'duplicateOfId', ...SLEEP] as const;
const FIELDS: Readonly<Record<Kind, readonly Undoable[]>> = {
  status: DECISION,
  assignee: GIVING,
  handover: GIVING,
  handover_accepted: GIVING,
  handover_declined: GIVING,
  tags: ['tags'],
  snooze: SLEEP,
  wake: SLEEP,
  undo: [...DECISION, ...GIVING, 'tags'],
};

const COLUMN: Readonly<Record<Undoable, Prisma.Sql>> = {
  status: Prisma.sql`f.status`,
  reason: Prisma.sql`f.reason`,
  regressed: Prisma.sql`f.regressed`,
  duplicateOfId: Prisma.sql`f.duplicate_of_id`,
  assigneeId: Prisma.sql`f.assignee_id`,
  handedById: Prisma.sql`f.handed_by_id`,
  tags: Prisma.sql`f.tags`,
  snoozedUntil: Prisma.sql`f.snoozed_until`,
  wakeOn: Prisma.sql`f.wake_on`,
  wokenAt: Prisma.sql`f.woken_at`,
};

/** An undo leads neither into an accepted risk nor out of it, whatever the event says. */
const NO_ACCEPTANCE = Prisma.sql`(e.changes -> 'status' IS NULL OR NOT e.changes -> 'status' @> '"risk_accepted"')`;

/** Nobody else touched the finding since the event, and what the event set is still so. */
function untouched(fields: readonly Undoable[]): Prisma.Sql {
  const same = fields.map(
    (field) => Prisma.sql`COALESCE(to_jsonb(${COLUMN[field]}), 'null') = COALESCE(e.changes -> ${field}::text -> 1,
      to_jsonb(${COLUMN[field]}), 'null')`,
  );
  return Prisma.sql`(${Prisma.join(same, ' AND ')} AND NOT EXISTS (
    SELECT 1 FROM finding_event later WHERE later.finding_id = f.id AND later.version > e.version
      AND later.actor_id IS DISTINCT FROM e.actor_id))`;
}

/** @throws DomainError `not_found` where the batch is not the actor's own or lies outside the scope */
async function kindOf(tx: Tx, ctx: Ctx, scope: Scope, batchId: string): Promise<Kind> {
  const found = await tx.$queryRaw`
    SELECT e.kind FROM finding_event e JOIN finding f ON f.id = e.finding_id
    WHERE e.batch_id = ${batchId}::uuid AND e.actor_id = ${ctx.actor.id}::text
      AND e.kind = ANY(${[...KINDS]}::text[]) AND ${inProducts(scope.products)} LIMIT 1`;
  const [first] = z.array(z.object({ kind: z.enum(KINDS) })).parse(found);
  if (!first) throw new DomainError('not_found');
  return first.kind;
}

/**
 * What taking a batch back changes, on every finding that nobody else touched since and where it still holds.
 * @throws DomainError not_found, invalid (`issue: still_running`)
 */
export async function undoChange(
  tx: Tx,
  ctx: Ctx,
  scope: Scope,
  { batchId }: { readonly batchId: string },
): Promise<VerbChange & { readonly fresh: Prisma.Sql }> {
  const running = await tx.bulkJob.count({ where: { id: batchId, state: { in: ['queued', 'running'] } } });
  if (running > 0) throw new DomainError('invalid', { issue: 'still_running' });
  const kind = await kindOf(tx, ctx, scope, batchId);
  const mark = scopeOf(ctx, 'finding:mark-false-positive');
  const mayMark = mark ? inProducts(mark.products) : Prisma.sql`FALSE`;
  return {
    kind: 'undo',
    // Looked up finding by finding, as an expression that no index knows: by the batch's own index, which the planner takes
    // while it has not heard of the batch, each finding would read the whole batch.
    from: Prisma.sql`CROSS JOIN LATERAL (SELECT * FROM finding_event one
      WHERE one.finding_id = f.id AND (one.batch_id = ${batchId}::uuid) IS TRUE OFFSET 0) e`,
    fresh: untouched(FIELDS[kind]),
    applies: Prisma.sql`(${before('status')} IS DISTINCT FROM 'false_positive' OR ${mayMark}) AND ${NO_ACCEPTANCE}`,
    why: Prisma.sql`'no_right'`,
    set: Object.fromEntries(FIELDS[kind].map((field) => [field, RESTORED[field]])),
  };
}

/**
 * Takes back what one verb of the same person did, on every finding that nobody else touched since and where it still
 * holds; the others are counted as conflicted. A restored false positive needs the right to mark one. An undo is a batch too: undoing it does again.
 * @throws DomainError forbidden, not_found, conflict, invalid (`issue: still_running`)
 */
export async function undo(ctx: Ctx, { batchId }: { readonly batchId: string }): Promise<Outcome> {
  const scope = requirePermission(ctx, 'finding:triage');
  return inTransaction(ctx, async (tx) => {
    const { fresh, ...change } = await undoChange(tx, ctx, scope, { batchId });
    const where = Prisma.sql`f.id IN (SELECT finding_id FROM finding_event WHERE batch_id = ${batchId}::uuid)
      AND ${inProducts(scope.products)}`;
    const done = await changeFindings(tx, ctx, { ...change, target: { where, fresh } });
    const outcome = await outcomeOf(tx, scope, null, done);
    if (done.changed > 0) {
      await tx.bulkJob.updateMany({ where: { id: batchId }, data: { undoneAt: ctx.now } });
      await appendAudit(tx, ctx, {
        action: 'finding.undone',
        target: { kind: 'finding-batch', id: batchId },
        productId: done.productId ?? undefined,
        data: { changed: done.changed, batch: done.batchId },
      });
      await tellOf(tx, ctx, done.batchId);
    }
    return outcome;
  });
}
