import { inScope, productFilter, type Scope } from '@/lib/access/policy';
import { type Prisma, unsafeDb } from '@/lib/core/db';
import { DomainError } from '@/lib/core/errors';
import { iso, oneOf } from '@/lib/incidents/data/rows';
import { PLAYBOOKS, stepName, taskWords } from '@/lib/incidents/file/playbooks';
import { type CaseTasks, TASK_PARTS, TASK_STATES, type TaskView } from '@/lib/incidents/file/types';

/** Who looks: in which language, and where they may work on incidents. */
export type FileViewer = { readonly now: Date; readonly locale: string; readonly write: Scope | null };

type Stored = Prisma.IncidentTaskGetPayload<{ include: { assignee: { select: { name: true } } } }>;

function toTask(row: Stored, locale: string): TaskView {
  const { id, number, part, state, assigneeId, assignee, dueAt, endedAt, version } = row;
  return {
    ...{ id, number, ...taskWords(row, locale), assigneeId, version },
    part: oneOf(TASK_PARTS, part) ?? 'respond',
    state: oneOf(TASK_STATES, state) ?? 'open',
    assignee: assignee?.name ?? null,
    dueAt: iso(dueAt),
    endedAt: iso(endedAt),
  };
}

/**
 * The tasks of an incident by part, and the playbooks that it could take more from.
 * @throws DomainError `not_found` where it does not exist or lies outside the scope
 */
export async function tasksOf(scope: Scope, number: number, { now, locale, write }: FileViewer): Promise<CaseTasks> {
  const row = await unsafeDb().incident.findFirst({
    where: { number, productId: productFilter(scope) },
    select: {
      id: true,
      productId: true,
      closedAt: true,
      tasks: { orderBy: { number: 'asc' }, include: { assignee: { select: { name: true } } } },
    },
  });
  if (!row) throw new DomainError('not_found');
  const has = new Set(row.tasks.map(({ step }) => step));
  return {
    id: row.id,
    tasks: row.tasks
      .map((task) => toTask(task, locale))
      .toSorted((a, b) => TASK_PARTS.indexOf(a.part) - TASK_PARTS.indexOf(b.part) || a.number - b.number),
    playbooks: PLAYBOOKS.map(({ id, steps }) => ({
      id,
      steps: steps.length,
      missing: steps.filter((step) => !has.has(stepName(id, step.id))).length,
    })),
    mayWrite: row.closedAt === null && write !== null && inScope(write, row.productId),
    now: now.toISOString(),
  };
}
