import type { Ctx } from '@/lib/core/context';
import type { Tx } from '@/lib/core/db';
import { engagementName } from '@/lib/engagements/rules';
import type { RecordRetest } from '@/lib/engagements/schema';
import type { RetestOutcome } from '@/lib/engagements/types';
import { changeFindings, type VerbChange } from '@/lib/findings/mutations/change';
import { tellOf } from '@/lib/findings/mutations/tell';
import { CLAIMED, CLOSES_WHEN_GONE } from '@/lib/findings/rules';
import { Prisma } from '@/prisma/generated/client';

type Looked = Exclude<RetestOutcome, 'not_retested'>;

const AWAKE = {
  snoozedUntil: Prisma.sql`NULL::timestamptz`,
  wakeOn: Prisma.sql`NULL::jsonb`,
  wokenAt: Prisma.sql`NULL::timestamptz`,
};

/** A retest speaks as a scan does: it verifies a fix, and refutes one. */
const FIXED: Pick<VerbChange, 'applies' | 'set'> = {
  applies: Prisma.sql`f.status = ANY(${[...CLOSES_WHEN_GONE]}::finding_status[])
    OR (f.status = 'fixed' AND f.reason = ${CLAIMED})`,
  set: {
    status: Prisma.sql`'fixed'::finding_status`,
    reason: Prisma.sql`NULL::text`,
    regressed: Prisma.sql`FALSE`,
    ...AWAKE,
  },
};
const STILL_THERE: Pick<VerbChange, 'applies' | 'set'> = {
  applies: Prisma.sql`f.status = 'fixed'`,
  set: {
    status: Prisma.sql`'open'::finding_status`,
    reason: Prisma.sql`NULL::text`,
    regressed: Prisma.sql`TRUE`,
    ...AWAKE,
  },
};
const CHANGES: Readonly<Record<Looked, Pick<VerbChange, 'applies' | 'set'>>> = {
  fixed: FIXED,
  partly: STILL_THERE,
  not_fixed: STILL_THERE,
};

type Group = { readonly outcome: Looked; readonly note: string; readonly ids: readonly number[] };

/** Findings of one outcome and one note are changed together. */
function groupsOf(outcomes: RecordRetest['outcomes']): Group[] {
  const groups = new Map<string, { outcome: Looked; note: string; ids: number[] }>();
  for (const { findingId, outcome, note } of outcomes) {
    if (outcome === 'not_retested') continue;
    const key = `${outcome} ${note}`;
    const group = groups.get(key) ?? { outcome, note, ids: [] };
    group.ids.push(findingId);
    groups.set(key, group);
  }
  return [...groups.values()];
}

/** What the retest did not move has it in its history all the same. */
async function noteOthers(tx: Tx, ctx: Ctx, { outcome, ids }: Group, note: string, batchId: string): Promise<void> {
  await tx.$executeRaw`
    INSERT INTO finding_event
      (finding_id, at, kind, changes, reason, note, actor_kind, actor_id, actor_name, batch_id, version)
    SELECT f.id, ${ctx.now.toISOString()}::timestamptz, 'retested', '{}', ${outcome}::text, ${note}::text,
      ${ctx.actor.kind}::text, ${ctx.actor.id}::text, ${ctx.actor.name}::text, ${batchId}::uuid, f.version
    FROM finding f WHERE f.id = ANY(${[...ids]}::int[]) AND NOT EXISTS (
      SELECT FROM finding_event e WHERE e.finding_id = f.id AND e.batch_id = ${batchId}::uuid)`;
}

type Settled = {
  readonly number: number;
  readonly batchId: string;
  readonly outcomes: RecordRetest['outcomes'];
};

/**
 * Gives the outcomes of a retest to the findings, whose ids the caller has proven: status and history, and a notice to
 * who follows them. The evidence stays as it is: the testers did report it, and a table that is entered once more does
 * not make it come back.
 */
export async function settleFindings(tx: Tx, ctx: Ctx, { number, batchId, outcomes }: Settled): Promise<void> {
  for (const group of groupsOf(outcomes)) {
    const note = [engagementName(number), group.note].filter(Boolean).join(': ');
    await changeFindings(tx, ctx, {
      kind: 'retested',
      target: { where: Prisma.sql`f.id = ANY(${[...group.ids]}::int[])`, fresh: Prisma.sql`TRUE` },
      ...CHANGES[group.outcome],
      reason: group.outcome,
      note,
      batchId,
    });
    await noteOthers(tx, ctx, group, note, batchId);
  }
  await tellOf(tx, ctx, batchId);
}
