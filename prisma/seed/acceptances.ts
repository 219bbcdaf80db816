import { settleDecision } from '@/lib/acceptances/mutations/decide';
import { acceptanceWithin } from '@/lib/acceptances/mutations/find';
import { requestAcceptance } from '@/lib/acceptances/mutations/request';
import type { RequestScope } from '@/lib/acceptances/schema';
import { requirePermission } from '@/lib/access/policy';
import type { Ctx } from '@/lib/core/context';
import { addDays } from '@/lib/core/datetime';
import { inTransaction, type Tx } from '@/lib/core/db';
import { actorNamed } from '@/prisma/seed/actor';

/** Names of people and products, as samples/organisation.json and identity/people.ts have them. */
const ASKS = { person: 'Emil Novak', product: 'Web shop' } as const;
const ACCEPTS = { person: 'Anna Sommer', approver: 'Rafael Ortiz', product: 'Build tools' } as const;

/** The mildest open findings of code: what somebody would really live with for a while. */
function mildest(tx: Tx, product: string, take: number) {
  return tx.finding.findMany({
    where: { product: { name: product }, status: 'open', severity: { in: [1, 2] }, kind: 'code' },
    orderBy: [{ severity: 'asc' }, { id: 'asc' }],
    select: { id: true, version: true, severity: true, ruleId: true, productId: true },
    take,
  });
}

async function ask(
  ctx: Ctx,
  scope: RequestScope,
  justification: string,
  measures: string,
): Promise<string | undefined> {
  const expiresAt = addDays(ctx.now, 60);
  const [id] = await requestAcceptance(ctx, {
    scope,
    reason: measures ? 'mitigated' : 'fix_planned',
    justification,
    measures,
    expiresAt,
  });
  return id;
}

/** One request that waits for its decision. */
async function waiting(tx: Tx, ctx: Ctx): Promise<void> {
  const actor = await actorNamed(tx, ASKS.person);
  const findings = await mildest(tx, ASKS.product, 2);
  if (!actor || findings.length === 0) return;
  const named = findings.map(({ id, version }) => ({ id, version }));
  const scope = { kind: 'findings', selection: { kind: 'some', findings: named } } as const;
  await ask(
    { ...ctx, actor, db: tx },
    scope,
    'The module is rewritten in the next release, which is due in six weeks.',
    '',
  );
}

/** One acceptance of a rule that is approved already. */
async function approved(tx: Tx, ctx: Ctx): Promise<void> {
  const [actor, approver] = [await actorNamed(tx, ACCEPTS.person), await actorNamed(tx, ACCEPTS.approver)];
  const [finding] = await mildest(tx, ACCEPTS.product, 1);
  if (!actor || !approver || !finding) return;
  const { ruleId, productId, severity } = finding;
  const scope = { kind: 'rule', ruleId, productId, ceiling: severity, exploited: false } as const;
  const id = await ask(
    { ...ctx, actor, db: tx },
    scope,
    'These scripts run on build agents only, which nobody reaches from outside.',
    'Agents are thrown away after each build and have no route to the internet.',
  );
  if (!id) return;
  const asked = await acceptanceWithin(tx, requirePermission({ actor: approver }, 'risk:approve'), id);
  const decision = {
    id,
    version: asked.version,
    decision: 'approve',
    note: 'Until the agents move to the new image.',
  } as const;
  await settleDecision({ ...ctx, actor: approver, db: tx }, asked, decision);
}

/** A register to look at: one request and one acceptance. Only where the sample's people are, and once. */
export function loadAcceptances(ctx: Ctx): Promise<void> {
  return inTransaction(ctx, async (tx) => {
    if ((await tx.acceptance.count()) > 0) return;
    await waiting(tx, ctx);
    await approved(tx, ctx);
  });
}
