import { inScope, requirePermission } from '@/lib/access/policy';
import { appendAudit } from '@/lib/core/audit';
import type { Ctx } from '@/lib/core/context';
import { inTransaction, type Tx } from '@/lib/core/db';
import { DomainError } from '@/lib/core/errors';
import { attributesOf, currentIntel, priorityWeights } from '@/lib/findings/data/scales';
import { reweighIn } from '@/lib/findings/mutations/reweigh';
import type { AnswerSsvcInput } from '@/lib/findings/schema';

type Place = { readonly id: number; readonly productId: string; readonly version: number };

/** Two that answer at once wait for one another: the row of the finding is the lock. */
async function lock(tx: Tx, ctx: Ctx, findingId: number): Promise<Place> {
  const scope = requirePermission(ctx, 'finding:triage');
  await tx.$executeRaw`SELECT 1 FROM finding WHERE id = ${findingId}::int FOR UPDATE`;
  const finding = await tx.finding.findUnique({
    where: { id: findingId },
    select: { id: true, productId: true, version: true },
  });
  if (!finding || !inScope(scope, finding.productId)) throw new DomainError('not_found');
  return finding;
}

async function write(tx: Tx, ctx: Ctx, { findingId, point, answer, reason }: AnswerSsvcInput): Promise<void> {
  const key = { findingId_point: { findingId, point } };
  if (answer === null) {
    await tx.ssvcAnswer.delete({ where: key });
    return;
  }
  const { actor, now } = ctx;
  const said = {
    answer,
    reason,
    answeredById: actor.kind === 'person' ? actor.id : null,
    answeredByName: actor.name,
    answeredAt: now,
  };
  await tx.ssvcAnswer.upsert({ where: key, create: { findingId, point, ...said }, update: said });
}

/** It counts at once, before the worker weighs the product again. */
async function weigh(tx: Tx, ctx: Ctx, { id, productId }: Place): Promise<void> {
  const [product, { kev }, weights] = [
    await attributesOf(productId, tx),
    await currentIntel(tx),
    await priorityWeights(),
  ];
  await reweighIn(tx, [id], { product, weights, catalogue: kev !== null, now: ctx.now });
}

/**
 * Answers a question of the SSVC tree instead of what the facts say, or takes such an answer back (`answer` null). The
 * reason stands in the history.
 * @throws DomainError forbidden, not_found, `conflict` where somebody else answered in between
 */
export async function answerSsvc(ctx: Ctx, input: AnswerSsvcInput): Promise<void> {
  requirePermission(ctx, 'finding:triage');
  const { findingId, point, answer, before, reason } = input;
  await inTransaction(ctx, async (tx) => {
    const finding = await lock(tx, ctx, findingId);
    const said = await tx.ssvcAnswer.findUnique({ where: { findingId_point: { findingId, point } } });
    if ((said?.answer ?? null) !== before) throw new DomainError('conflict');
    if (answer === null && before === null) return;
    await write(tx, ctx, input);
    const { actor } = ctx;
    await tx.findingEvent.create({
      data: {
        findingId,
        at: ctx.now,
        kind: 'ssvc',
        changes: { [point]: [before, answer] },
        note: reason,
        actorKind: actor.kind,
        actorId: actor.id,
        actorName: actor.name,
        version: finding.version,
      },
    });
    await weigh(tx, ctx, finding);
    await appendAudit(tx, ctx, {
      action: 'finding.answered',
      target: { kind: 'finding', id: String(findingId) },
      productId: finding.productId,
      data: { point, before, after: answer, reason },
    });
  });
}
