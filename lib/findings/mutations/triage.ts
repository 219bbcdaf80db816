import { z } from 'zod';
import { requirePermission, type Scope, scopeOf } from '@/lib/access/policy';
import { appendAudit } from '@/lib/core/audit';
import type { Ctx } from '@/lib/core/context';
import { inTransaction, type Tx } from '@/lib/core/db';
import { DomainError } from '@/lib/core/errors';
import type { OrderOf } from '@/lib/findings/bulk-schema';
import { auditOf } from '@/lib/findings/mutations/audit';
import { changeFindings, inProducts, type VerbChange } from '@/lib/findings/mutations/change';
import { outcomeOf, targetOf } from '@/lib/findings/mutations/target';
import { tellOf } from '@/lib/findings/mutations/tell';
import { isOpen, originsOf, refuseDecision, storedReason } from '@/lib/findings/rules';
import type { TriageInput } from '@/lib/findings/schema';
import { FINDING_STATUSES, type FindingStatus, type Outcome } from '@/lib/findings/types';
import { Prisma } from '@/prisma/generated/client';

/**
 * Where the machine and the person's rights allow the move, over `f`.
 * @throws DomainError `forbidden` where the person holds none of the rights that lead there
 */
function mayMove(ctx: Ctx, to: FindingStatus): Prisma.Sql {
  const origins = originsOf(to);
  const tests = [...new Set(origins.map(({ permission }) => permission))].flatMap((permission) => {
    const reach = scopeOf(ctx, permission);
    if (!reach) return [];
    const from = origins.filter((one) => one.permission === permission).map((one) => one.from);
    return [Prisma.sql`(f.status = ANY(${from}::finding_status[]) AND ${inProducts(reach.products)})`];
  });
  if (tests.length === 0) throw new DomainError('forbidden', { permission: origins[0]?.permission ?? '' });
  return Prisma.sql`(${Prisma.join(tests, ' OR ')})`;
}

/** Why a finding stays where it is, over `f`. */
function whyNot(to: FindingStatus, mayGo: Prisma.Sql): Prisma.Sql {
  const from = originsOf(to).map((one) => one.from);
  return Prisma.sql`CASE WHEN f.status = ${to}::finding_status THEN 'already'
    WHEN f.status <> ALL(${from}::finding_status[]) THEN 'from_' || f.status
    WHEN ${mayGo} THEN 'not_as_duplicate' ELSE 'no_right' END`;
}

const originalSchema = z.array(z.object({ productId: z.string(), status: z.enum(FINDING_STATUSES) }));

/** Duplicates point at an original of the same product that is no duplicate itself: there are no chains. */
async function mayDuplicate(tx: Tx, scope: Scope, original: number): Promise<Prisma.Sql> {
  const found = await tx.$queryRaw`
    SELECT f.product_id::text AS "productId", f.status::text AS status FROM finding f
    WHERE f.id = ${original}::int AND ${inProducts(scope.products)} FOR SHARE`;
  const [first] = originalSchema.parse(found);
  if (!first) throw new DomainError('not_found');
  if (first.status === 'duplicate') throw new DomainError('invalid', { issue: 'original_is_duplicate' });
  return Prisma.sql`f.product_id = ${first.productId}::uuid AND f.id <> ${original}::int
    AND NOT EXISTS (SELECT 1 FROM finding d WHERE d.duplicate_of_id = f.id)`;
}

/**
 * What a decision changes, whichever findings it is about.
 * @throws DomainError forbidden, not_found, invalid (`issue`)
 */
export async function triageChange(
  tx: Tx,
  ctx: Ctx,
  scope: Scope,
  order: Omit<OrderOf<'triage'>, 'verb'>,
): Promise<VerbChange> {
  const issue = refuseDecision(order);
  if (issue) throw new DomainError('invalid', { issue });
  const { to, duplicateOf } = order;
  const mayGo = mayMove(ctx, to);
  const original = duplicateOf === undefined ? null : await mayDuplicate(tx, scope, duplicateOf);
  const reason = storedReason(order);
  return {
    kind: 'status',
    applies: original ? Prisma.sql`${mayGo} AND ${original}` : mayGo,
    why: whyNot(to, mayGo),
    set: {
      status: Prisma.sql`${to}::finding_status`,
      reason: Prisma.sql`${reason}::text`,
      regressed: isOpen(to) ? Prisma.sql`f.regressed` : Prisma.sql`FALSE`,
      duplicateOfId: Prisma.sql`${duplicateOf ?? null}::int`,
      // Whoever decides has looked: it sleeps no longer, and its waking is dealt with.
      snoozedUntil: Prisma.sql`NULL::timestamptz`,
      wakeOn: Prisma.sql`NULL::jsonb`,
      wokenAt: Prisma.sql`NULL::timestamptz`,
    },
    reason,
    note: order.note || null,
  };
}

/**
 * Decides on findings: moves them to a status, with a reason where it is a promise. Findings that the machine or the
 * person's rights do not let there stay as they are and are counted.
 * @throws DomainError forbidden, not_found, invalid (`issue`), conflict
 */
export async function triage(ctx: Ctx, input: TriageInput): Promise<Outcome> {
  const scope = requirePermission(ctx, 'finding:triage');
  const { to, selection, duplicateOf } = input;
  return inTransaction(ctx, async (tx) => {
    const change = await triageChange(tx, ctx, scope, input);
    const done = await changeFindings(tx, ctx, { ...change, target: await targetOf(tx, ctx, scope, selection) });
    const outcome = await outcomeOf(tx, scope, selection, done);
    const data = { to, reason: storedReason(input), ...(duplicateOf === undefined ? {} : { duplicateOf }) };
    if (done.changed > 0) await appendAudit(tx, ctx, auditOf('finding.triaged', selection, done, data));
    await tellOf(tx, ctx, done.batchId);
    return outcome;
  });
}
