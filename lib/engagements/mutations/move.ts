import { requirePermission } from '@/lib/access/policy';
import type { Ctx } from '@/lib/core/context';
import { inTransaction, type Prisma } from '@/lib/core/db';
import { DomainError } from '@/lib/core/errors';
import { isArriving, openFindings } from '@/lib/engagements/data/findings';
import { holdSeen, requirePerson } from '@/lib/engagements/mutations/find';
import { keepEvent } from '@/lib/engagements/mutations/keep';
import { type EngagementVerb, refuseVerb, stateAfter } from '@/lib/engagements/rules';
import type { MoveEngagement } from '@/lib/engagements/schema';
import type { EngagementEventKind } from '@/lib/engagements/types';

const EVENTS: Readonly<Record<EngagementVerb, EngagementEventKind>> = {
  start: 'started',
  report: 'reported',
  plan_retest: 'retest_planned',
  close: 'closed',
  reopen: 'reopened',
};

function changes(ctx: Ctx, { verb, dueOn }: MoveEngagement, reportedAt: Date | null): Prisma.EngagementUpdateInput {
  return {
    state: stateAfter(verb, { reported: reportedAt !== null }),
    retestDueOn: verb === 'plan_retest' && dueOn !== null ? new Date(dueOn) : null,
    retestToldAt: null,
    reportedAt: verb === 'report' ? ctx.now : reportedAt,
    closedAt: verb === 'close' ? ctx.now : null,
    version: { increment: 1 },
  };
}

/**
 * Moves a test on: it begins, its report is there, a retest is planned, it is closed or opened again.
 * @throws DomainError forbidden, not_found, conflict, invalid (`issue`)
 */
export async function moveEngagement(ctx: Ctx, input: MoveEngagement): Promise<void> {
  const scope = requirePermission(ctx, 'finding:triage');
  requirePerson(ctx);
  await inTransaction(ctx, async (tx) => {
    const row = await holdSeen(tx, scope, input);
    const { id, state, startsOn, reportedAt } = row;
    const files = await tx.engagementFile.count({ where: { engagementId: id } });
    const [open, arriving] = [await openFindings(tx, row), await isArriving(tx, row)];
    const standing = { state, startsOn, reported: reportedAt !== null, files, open, arriving };
    const issue = refuseVerb(input, standing, ctx.now);
    if (issue) throw new DomainError('invalid', { issue });
    await tx.engagement.update({ where: { id }, data: changes(ctx, input, reportedAt) });
    const { verb, note, dueOn } = input;
    const data = {
      ...(verb === 'plan_retest' && dueOn !== null ? { dueOn } : {}),
      ...(verb === 'close' ? { open } : {}),
    };
    await keepEvent(tx, ctx, row, { kind: EVENTS[verb], data, note });
  });
}
