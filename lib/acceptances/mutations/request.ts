import { z } from 'zod';
import { memberOf, OPEN } from '@/lib/acceptances/data/terms';
import { awaitDecision } from '@/lib/acceptances/mutations/clocks';
import { acceptanceWithin, requirePerson } from '@/lib/acceptances/mutations/find';
import { approversOf, tell } from '@/lib/acceptances/mutations/tell';
import { refuseRequest, stateAt } from '@/lib/acceptances/rules';
import { PRODUCTS_MAX, type RequestAcceptance, type RequestScope } from '@/lib/acceptances/schema';
import { acceptancePolicy } from '@/lib/acceptances/settings';
import type { AcceptanceScope } from '@/lib/acceptances/types';
import { requirePermission, type Scope } from '@/lib/access/policy';
import { appendAudit } from '@/lib/core/audit';
import type { Ctx } from '@/lib/core/context';
import { inTransaction, type Tx } from '@/lib/core/db';
import { DomainError } from '@/lib/core/errors';
import { targetOf } from '@/lib/findings/mutations/target';
import { Prisma } from '@/prisma/generated/client';

/** One row of the register to be: what it is about, and the findings that it names, over `f`. */
type Asked = {
  readonly productId: string;
  readonly scope: AcceptanceScope;
  readonly packageName: string | null;
  readonly ruleId: string | null;
  readonly ceiling: number;
  readonly exploited: boolean;
  readonly renewsId: string | null;
  readonly named: { readonly join: Prisma.Sql; readonly where: Prisma.Sql } | null;
};

const NOTHING = { packageName: null, ruleId: null, renewsId: null, named: null } as const;

const groupsSchema = z.array(z.object({ productId: z.string(), ceiling: z.number(), exploited: z.boolean() }));

/** Named findings by product, with the worst of each. @throws DomainError invalid (`nothing_open`, `too_many_products`) */
async function byProduct(tx: Tx, named: NonNullable<Asked['named']>): Promise<z.infer<typeof groupsSchema>> {
  const found = await tx.$queryRaw`
    SELECT f.product_id::text AS "productId", max(f.severity)::int AS ceiling, bool_or(f.known_exploited IS TRUE) AS exploited
    FROM finding f ${named.join} WHERE ${named.where} GROUP BY f.product_id ORDER BY f.product_id LIMIT ${PRODUCTS_MAX + 1}`;
  const groups = groupsSchema.parse(found);
  if (groups.length === 0) throw new DomainError('invalid', { issue: 'nothing_open' });
  if (groups.length > PRODUCTS_MAX) throw new DomainError('invalid', { issue: 'too_many_products', max: PRODUCTS_MAX });
  return groups;
}

async function ofFindings(tx: Tx, named: NonNullable<Asked['named']>, renewsId: string | null): Promise<Asked[]> {
  const groups = await byProduct(tx, named);
  return groups.map((group) => ({ ...NOTHING, ...group, scope: 'findings', renewsId, named }));
}

/** The same again: what the old one holds or, where it has ended, what of it is open. */
async function ofRenewal(tx: Tx, ctx: Ctx, scope: Scope, id: string): Promise<Asked[]> {
  const old = await acceptanceWithin(tx, scope, id);
  const state = stateAt(old, ctx.now);
  if (state !== 'approved' && state !== 'expired') throw new DomainError('conflict');
  const waiting = await tx.acceptance.count({
    where: { renewsId: id, state: { in: ['requested', 'approved'] }, expiresAt: { gt: ctx.now } },
  });
  if (waiting > 0) throw new DomainError('invalid', { issue: 'renewed_already' });
  if (old.scope !== 'findings') return [{ ...old, renewsId: id, named: null }];
  const where = Prisma.sql`m.voided_at IS NULL AND (f.status IN ${OPEN}
    OR (f.status = 'risk_accepted' AND f.acceptance_id = ${id}::uuid))`;
  return ofFindings(tx, { join: memberOf(old), where }, id);
}

async function askedOf(tx: Tx, ctx: Ctx, scope: Scope, wanted: RequestScope): Promise<Asked[]> {
  if (wanted.kind === 'renewal') return ofRenewal(tx, ctx, scope, wanted.acceptanceId);
  if (wanted.kind === 'findings') {
    const { where } = await targetOf(tx, ctx, scope, wanted.selection);
    const named = { join: Prisma.empty, where: Prisma.sql`${where} AND f.status IN ${OPEN}` };
    return ofFindings(tx, named, null);
  }
  const { kind, ...limits } = wanted;
  requirePermission(ctx, 'risk:request', limits.productId);
  if ((await tx.product.count({ where: { id: limits.productId } })) === 0) throw new DomainError('not_found');
  return [{ ...NOTHING, ...limits, scope: kind }];
}

/** The findings that the request names, each as bad as it is now: that much is accepted of it and no more. */
async function name(tx: Tx, id: string, { named, productId, ceiling, exploited }: Asked): Promise<number> {
  if (!named) return 0;
  return tx.$executeRaw`
    INSERT INTO acceptance_finding (acceptance_id, finding_id, severity, exploited)
    SELECT ${id}::uuid, f.id, f.severity, f.known_exploited IS TRUE FROM finding f ${named.join}
    WHERE ${named.where} AND f.product_id = ${productId}::uuid AND f.severity <= ${ceiling}::smallint
      AND (${exploited}::boolean OR f.known_exploited IS NOT TRUE)`;
}

async function create(tx: Tx, ctx: Ctx, asked: Asked, input: RequestAcceptance): Promise<string> {
  const { named: _named, ...about } = asked;
  const { reason, justification, measures, expiresAt } = input;
  const { productId, scope, packageName, ruleId, ceiling, exploited, renewsId } = about;
  const made = await tx.acceptance.create({
    data: {
      productId,
      scope,
      packageName,
      ruleId,
      ceiling,
      exploited,
      renewsId,
      reason,
      justification,
      measures,
      expiresAt,
      requesterId: requirePerson(ctx).id,
      requestedAt: ctx.now,
    },
    select: { id: true, number: true },
  });
  const findings = await name(tx, made.id, asked);
  if (scope === 'findings') await awaitDecision(tx, ctx, made.id, true);
  await appendAudit(tx, ctx, {
    action: 'acceptance.requested',
    target: { kind: 'acceptance', id: made.id },
    productId,
    data: {
      number: made.number,
      scope,
      package: packageName,
      rule: ruleId,
      findings,
      ceiling,
      exploited,
      reason,
      expiresAt: expiresAt.toISOString(),
      renews: renewsId,
    },
  });
  await tell(tx, ctx, 'acceptance_requested', { ...made, productId }, await approversOf(tx, productId));
  return made.id;
}

/**
 * Asks to accept a risk until a date within the policy. Named findings of several products become one request each;
 * those that are not open are left out. Nothing changes until somebody else approves.
 * @returns the requests' ids
 * @throws DomainError forbidden, not_found, conflict, invalid (`issue`)
 */
export async function requestAcceptance(ctx: Ctx, input: RequestAcceptance): Promise<readonly string[]> {
  const scope = requirePermission(ctx, 'risk:request');
  requirePerson(ctx);
  const policy = await acceptancePolicy();
  return inTransaction(ctx, async (tx) => {
    const all = await askedOf(tx, ctx, scope, input.scope);
    const ids: string[] = [];
    for (const asked of all) {
      const issue = refuseRequest(input, asked, policy, ctx.now);
      if (issue) throw new DomainError('invalid', { issue });
      ids.push(await create(tx, ctx, asked, input));
    }
    return ids;
  });
}
