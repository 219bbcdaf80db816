import { requirePermission } from '@/lib/access/policy';
import type { Ctx } from '@/lib/core/context';
import { inTransaction, type Prisma, type Tx } from '@/lib/core/db';
import { DomainError } from '@/lib/core/errors';
import { mayWriteIncident } from '@/lib/incidents/data/people';
import type { AddTask, EditTask, StepTask } from '@/lib/incidents/file/schema';
import { isPending, mayStep, TASK_AFTER, TASK_STEP, taskNeedsReason } from '@/lib/incidents/file/task-rules';
import { TASK_STATES } from '@/lib/incidents/file/types';
import { type HeldIncident, holdIncident, requireOpen, requirePerson } from '@/lib/incidents/mutations/find';
import { keepEntry } from '@/lib/incidents/mutations/keep';
import { incidentName } from '@/lib/incidents/priority';
import type { EntryData } from '@/lib/incidents/types';
import { notify } from '@/lib/notices/mutations';

type Task = Prisma.IncidentTaskGetPayload<{ include: { assignee: { select: { name: true } } } }>;

async function taskOf(tx: Tx, row: HeldIncident, taskId: string, version: number): Promise<Task> {
  const task = await tx.incidentTask.findFirst({
    where: { id: taskId, incidentId: row.id },
    include: { assignee: { select: { name: true } } },
  });
  if (!task) throw new DomainError('not_found');
  if (task.version !== version) throw new DomainError('conflict');
  return task;
}

async function requireAssignable(tx: Tx, row: HeldIncident, personId: string | null): Promise<void> {
  if (personId !== null && !(await mayWriteIncident(tx, personId, row.productId)))
    throw new DomainError('invalid', { issue: 'person' });
}

type Assigned = { readonly number: number; readonly title: string; readonly assigneeId: string | null };

/** Whoever takes a task for themselves knows it. */
async function tell(tx: Tx, ctx: Ctx, row: HeldIncident, { number, title, assigneeId }: Assigned): Promise<void> {
  if (assigneeId === null || assigneeId === ctx.actor.id) return;
  const params = { name: incidentName(row.number), title: row.title, task: title };
  const href = `/incidents/${row.number}/file#task-${number}`;
  await notify(tx, ctx, [{ personId: assigneeId, kind: 'incident_task', params, href, productId: row.productId }]);
}

const keepTask = (tx: Tx, ctx: Ctx, row: HeldIncident, data: EntryData, note = '') =>
  keepEntry(tx, ctx, row, { kind: 'task', note, data });

/**
 * Adds a task of one's own.
 * @returns its number
 * @throws DomainError forbidden, not_found, invalid (`issue`: closed, person)
 */
export async function addTask(ctx: Ctx, { id, ...input }: AddTask): Promise<number> {
  const scope = requirePermission(ctx, 'incident:write');
  requirePerson(ctx);
  return inTransaction(ctx, async (tx) => {
    const row = requireOpen(await holdIncident(tx, scope, id));
    await requireAssignable(tx, row, input.assigneeId);
    const last = await tx.incidentTask.aggregate({ where: { incidentId: id }, _max: { number: true } });
    const number = (last._max.number ?? 0) + 1;
    const { assignee } = await tx.incidentTask.create({
      data: { ...input, incidentId: id, number, createdAt: ctx.now },
      select: { assignee: { select: { name: true } } },
    });
    const { title, part, assigneeId, dueAt } = input;
    await keepTask(tx, ctx, row, {
      ...{ verb: 'added', task: number, title, part },
      ...{ person: assignee?.name ?? null, dueAt: dueAt?.toISOString() ?? null },
    });
    await tell(tx, ctx, row, { number, title, assigneeId });
    return number;
  });
}

/** One line for each thing that became another. */
async function keepChanges(tx: Tx, ctx: Ctx, row: HeldIncident, before: Task, after: Task): Promise<void> {
  const about = { task: after.number, title: after.title };
  if (before.title !== after.title || before.detail !== after.detail || before.part !== after.part)
    await keepTask(tx, ctx, row, { verb: 'edited', ...about, titleBefore: before.title, part: after.part });
  if (before.assigneeId !== after.assigneeId) {
    const people = { person: after.assignee?.name ?? null, personBefore: before.assignee?.name ?? null };
    await keepTask(tx, ctx, row, { verb: 'assigned', ...about, ...people });
    await tell(tx, ctx, row, after);
  }
  if (before.dueAt?.getTime() !== after.dueAt?.getTime()) {
    const dates = { dueAt: after.dueAt?.toISOString() ?? null, dueBefore: before.dueAt?.toISOString() ?? null };
    await keepTask(tx, ctx, row, { verb: 'due', ...about, ...dates });
  }
}

/**
 * Changes words, assignee or due time of a task; what is left out stays.
 * @throws DomainError forbidden, not_found, conflict, invalid (`issue`: closed, person)
 */
export async function editTask(ctx: Ctx, { id, taskId, version, ...change }: EditTask): Promise<void> {
  const scope = requirePermission(ctx, 'incident:write');
  requirePerson(ctx);
  await inTransaction(ctx, async (tx) => {
    const row = requireOpen(await holdIncident(tx, scope, id));
    const before = await taskOf(tx, row, taskId, version);
    const { assigneeId = before.assigneeId } = change;
    if (assigneeId !== before.assigneeId) await requireAssignable(tx, row, assigneeId);
    const after = await tx.incidentTask.update({
      where: { id: taskId },
      data: { ...change, version: { increment: 1 } },
      include: { assignee: { select: { name: true } } },
    });
    await keepChanges(tx, ctx, row, before, after);
  });
}

/**
 * Begins, ends, drops or reopens a task. Whoever begins one that nobody has, has it.
 * @throws DomainError forbidden, not_found, conflict, invalid (`issue`: closed, wrong_state, note_required)
 */
export async function stepTask(ctx: Ctx, { id, taskId, version, verb, note }: StepTask): Promise<void> {
  const scope = requirePermission(ctx, 'incident:write');
  const actor = requirePerson(ctx);
  if (taskNeedsReason(verb) && note === '') throw new DomainError('invalid', { issue: 'note_required' });
  await inTransaction(ctx, async (tx) => {
    const row = requireOpen(await holdIncident(tx, scope, id));
    const { number, title, state, assigneeId } = await taskOf(tx, row, taskId, version);
    const from = TASK_STATES.find((one) => one === state);
    if (!from || !mayStep(verb, from)) throw new DomainError('invalid', { issue: 'wrong_state' });
    const to = TASK_AFTER[verb];
    const endedAt = isPending(to) ? null : ctx.now;
    const taken = verb === 'begin' && assigneeId === null ? { assigneeId: actor.id } : {};
    await tx.incidentTask.update({
      where: { id: taskId },
      data: { state: to, endedAt, ...taken, version: { increment: 1 } },
    });
    await keepTask(tx, ctx, row, { verb: TASK_STEP[verb], task: number, title }, note);
  });
}
