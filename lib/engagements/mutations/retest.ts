import { randomUUID } from 'node:crypto';
import { requirePermission } from '@/lib/access/policy';
import type { Ctx } from '@/lib/core/context';
import { inTransaction, type Tx } from '@/lib/core/db';
import { DomainError } from '@/lib/core/errors';
import { engagementSource } from '@/lib/engagements/data/findings';
import { holdSeen, requirePerson, type StoredEngagement } from '@/lib/engagements/mutations/find';
import { keepEvent } from '@/lib/engagements/mutations/keep';
import { settleFindings } from '@/lib/engagements/mutations/settle';
import { mayRetest, refuseDue, refuseRetest } from '@/lib/engagements/rules';
import type { RecordRetest } from '@/lib/engagements/schema';
import { OUTCOMES, type RetestOutcome } from '@/lib/engagements/types';

/** @throws DomainError invalid (`not_found_findings`) where one of them is none of the test's */
async function requireOwn(tx: Tx, row: StoredEngagement, ids: readonly number[]): Promise<void> {
  const sourceId = await engagementSource(tx, row);
  const own =
    sourceId === null ? 0 : await tx.findingSource.count({ where: { sourceId, findingId: { in: [...ids] } } });
  if (own !== ids.length) throw new DomainError('invalid', { issue: 'not_found_findings' });
}

function refuse(row: StoredEngagement, input: RecordRetest, now: Date): void {
  const { testedOn, outcomes, nextDueOn } = input;
  const looked = outcomes.some(({ outcome }) => outcome !== 'not_retested');
  const issue = mayRetest(row.state)
    ? (refuseRetest({ testedOn, looked, startsOn: row.startsOn }, now) ??
      (nextDueOn === null ? null : refuseDue(nextDueOn, now)))
    : 'wrong_state';
  if (issue) throw new DomainError('invalid', { issue });
}

async function write(tx: Tx, ctx: Ctx, row: StoredEngagement, input: RecordRetest, recorderId: string): Promise<void> {
  const { testedOn, testers, note, outcomes, nextDueOn } = input;
  const retestId = randomUUID();
  await tx.engagementRetest.create({
    data: {
      id: retestId,
      engagementId: row.id,
      testedOn: new Date(testedOn),
      testers: [...testers],
      note,
      recorderId,
      recordedAt: ctx.now,
    },
  });
  await tx.engagementOutcome.createMany({ data: outcomes.map((one) => ({ ...one, retestId })) });
  await settleFindings(tx, ctx, { number: row.number, batchId: retestId, outcomes });
  await tx.engagement.update({
    where: { id: row.id },
    data: {
      state: nextDueOn === null ? 'reported' : 'retest_due',
      retestDueOn: nextDueOn === null ? null : new Date(nextDueOn),
      retestToldAt: null,
      version: { increment: 1 },
    },
  });
}

function countsOf(outcomes: RecordRetest['outcomes']): Record<RetestOutcome, number> {
  const count = (outcome: RetestOutcome) => outcomes.filter((one) => one.outcome === outcome).length;
  return {
    fixed: count('fixed'),
    partly: count('partly'),
    not_fixed: count('not_fixed'),
    not_retested: count('not_retested'),
  };
}

/**
 * Records that the testers looked again: what is fixed is closed as verified, what is not is open again, and each finding
 * keeps it in its history.
 * @throws DomainError forbidden, not_found, conflict, invalid (`issue`)
 */
export async function recordRetest(ctx: Ctx, input: RecordRetest): Promise<void> {
  const scope = requirePermission(ctx, 'finding:triage');
  const recorder = requirePerson(ctx);
  const { testedOn, note, nextDueOn, outcomes } = input;
  await inTransaction(ctx, async (tx) => {
    const row = await holdSeen(tx, scope, input);
    refuse(row, input, ctx.now);
    await requireOwn(
      tx,
      row,
      outcomes.map(({ findingId }) => findingId),
    );
    await write(tx, ctx, row, input, recorder.id);
    const findings = Object.fromEntries(
      OUTCOMES.map((outcome) => [
        outcome,
        outcomes.filter((one) => one.outcome === outcome).map(({ findingId }) => findingId),
      ]),
    );
    const data = { testedOn, ...countsOf(outcomes) };
    await keepEvent(tx, ctx, row, { kind: 'retested', data, note, audit: { findings, nextDueOn } });
  });
}
