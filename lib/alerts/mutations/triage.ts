import { requirePermission } from '@/lib/access/policy';
import { type HeldAlert, holdAlert, holdAlerts, requirePerson, requireSeen } from '@/lib/alerts/mutations/find';
import { keepStep } from '@/lib/alerts/mutations/keep';
import { type AlertRefusal, refuseVerb, STATE_AFTER, STEP_OF, type StateVerb } from '@/lib/alerts/rules';
import type { Triage, TriageMany } from '@/lib/alerts/schema';
import type { Verdict } from '@/lib/alerts/types';
import type { Ctx } from '@/lib/core/context';
import { inTransaction, type Prisma, type Tx } from '@/lib/core/db';
import { DomainError } from '@/lib/core/errors';

type Said = { readonly verb: StateVerb; readonly note: string; readonly verdict: Verdict | null };

function changes(ctx: Ctx, { verb, verdict }: Said): Prisma.AlertUncheckedUpdateManyInput {
  const handledById = verb === 'acknowledge' || verb === 'close' ? requirePerson(ctx).id : null;
  return {
    state: STATE_AFTER[verb],
    verdict: verb === 'close' ? verdict : null,
    handledById,
    closedAt: verb === 'close' ? ctx.now : null,
    ...(verb === 'acknowledge' ? { acknowledgedAt: ctx.now } : {}),
    ...(verb === 'release' || verb === 'reopen' ? { acknowledgedAt: null } : {}),
    updatedAt: ctx.now,
    version: { increment: 1 },
  };
}

async function change(tx: Tx, ctx: Ctx, { id, version, state }: HeldAlert, said: Said): Promise<void> {
  const { count } = await tx.alert.updateMany({ where: { id, version, state }, data: changes(ctx, said) });
  if (count === 0) throw new DomainError('conflict');
}

/** What was merged into it ends with it, each with its own line in its history. */
async function closeMerged(tx: Tx, ctx: Ctx, into: HeldAlert, said: Said): Promise<void> {
  const parts = await tx.alert.findMany({
    where: { mergedIntoId: into.id, state: { not: 'closed' } },
    select: { id: true, number: true, productId: true },
  });
  for (const part of parts) {
    // One that was separated in the meantime stands for itself.
    const { count } = await tx.alert.updateMany({
      where: { id: part.id, mergedIntoId: into.id },
      data: changes(ctx, said),
    });
    if (count === 0) continue;
    const data = { verdict: said.verdict ?? '', with: into.number };
    await keepStep(tx, ctx, part, { verb: 'closed', note: said.note, data });
  }
}

/** Only one of a group can be open: what was noticed since has an alert of its own. */
async function newerOpen(tx: Tx, { productId, groupKey }: HeldAlert): Promise<number> {
  return tx.alert.count({ where: { productId, groupKey, state: { not: 'closed' } } });
}

async function refusal(tx: Tx, row: HeldAlert, said: Said): Promise<AlertRefusal | null> {
  const found = refuseVerb(said, row);
  if (found) return found;
  return said.verb === 'reopen' && (await newerOpen(tx, row)) > 0 ? 'newer_open' : null;
}

/** Closes one that is held, for a verb that closes more than it. */
export async function closeAlert(
  tx: Tx,
  ctx: Ctx,
  row: HeldAlert,
  { verdict, note }: { readonly verdict: Verdict; readonly note: string },
): Promise<void> {
  await give(tx, ctx, row, { verb: 'close', verdict, note });
}

async function give(tx: Tx, ctx: Ctx, row: HeldAlert, said: Said): Promise<void> {
  await change(tx, ctx, row, said);
  const { verb, note, verdict } = said;
  const data: Record<string, string> = verb === 'close' && verdict !== null ? { verdict } : {};
  await keepStep(tx, ctx, row, { verb: STEP_OF[verb], note, data, audit: { from: row.state } });
  if (verb === 'close') await closeMerged(tx, ctx, row, said);
}

/** Another alert of the group was raised between the look and the write. */
function isGroupTaken(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'P2002';
}

/**
 * Takes an alert, gives it back, closes it with a verdict, or opens it again.
 * @throws DomainError forbidden, not_found, conflict, invalid (`issue`)
 */
export async function triageAlert(ctx: Ctx, { id, version, ...said }: Triage): Promise<void> {
  const scope = requirePermission(ctx, 'alert:triage');
  requirePerson(ctx);
  await inTransaction(ctx, async (tx) => {
    const row = requireSeen(await holdAlert(tx, scope, id), version);
    const issue = await refusal(tx, row, said);
    if (issue) throw new DomainError('invalid', { issue });
    await give(tx, ctx, row, said);
  }).catch((error: unknown) => {
    if (isGroupTaken(error)) throw new DomainError('invalid', { issue: 'newer_open' });
    throw error;
  });
}

/** What became of a selection: `left` were changed by somebody else, stand otherwise, or are not the reader's. */
export type TriagedMany = { readonly done: number; readonly left: number };

/**
 * Acknowledges or closes a selection in one transaction. What does not fit any more is left as it is and counted.
 * @throws DomainError forbidden, invalid (`issue`) where the verdict or the note is missing
 */
export async function triageAlerts(ctx: Ctx, { alerts, ...said }: TriageMany): Promise<TriagedMany> {
  const scope = requirePermission(ctx, 'alert:triage');
  requirePerson(ctx);
  const missing = refuseVerb(said, { state: 'open', merged: false });
  if (missing) throw new DomainError('invalid', { issue: missing });
  const versions = new Map(alerts.map(({ id, version }) => [id, version]));
  return inTransaction(ctx, async (tx) => {
    const rows = await holdAlerts(tx, scope, [...versions.keys()]);
    const fit = rows.filter((row) => row.version === versions.get(row.id) && refuseVerb(said, row) === null);
    for (const row of fit) await give(tx, ctx, row, said);
    return { done: fit.length, left: versions.size - fit.length };
  });
}
