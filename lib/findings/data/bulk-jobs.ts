import { z } from 'zod';
import type { Scope } from '@/lib/access/policy';
import { unsafeDb } from '@/lib/core/db';
import { type BulkOrder, bulkOrderSchema, changeGroupSchema } from '@/lib/findings/bulk-schema';
import type { BulkJobView } from '@/lib/findings/types';

const SHOWN = 50;

/** Names of the people whom jobs give findings to. */
async function assignees(orders: readonly BulkOrder[]): Promise<ReadonlyMap<string, string>> {
  const ids = orders.flatMap((order) => (order.verb === 'assign' ? (order.assigneeId ?? []) : []));
  if (ids.length === 0) return new Map();
  const people = await unsafeDb().person.findMany({ where: { id: { in: ids } }, select: { id: true, name: true } });
  return new Map(people.map(({ id, name }) => [id, name]));
}

/** A person's own bulk jobs, newest first. The scope proves that they may decide at all; whose they are says the id. */
export async function ownBulkJobs(_scope: Scope, personId: string): Promise<BulkJobView[]> {
  const rows = await unsafeDb().bulkJob.findMany({
    where: { personId },
    orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
    take: SHOWN,
  });
  const jobs = rows.map((row) => ({ ...row, order: bulkOrderSchema.parse(row.order) }));
  const names = await assignees(jobs.map(({ order }) => order));
  return jobs.map(({ order, outcome, ...row }) => {
    const groups = z.array(changeGroupSchema).parse(outcome);
    const over = row.finishedAt !== null;
    return {
      id: row.id,
      state: row.state,
      stopping: !over && row.cancelAskedAt !== null,
      order,
      assignee: order.verb === 'assign' ? (names.get(order.assigneeId ?? '') ?? null) : null,
      query: row.query,
      total: row.total,
      done: row.done,
      groups,
      stale: row.stale,
      error: row.error,
      createdAt: row.createdAt.toISOString(),
      finishedAt: row.finishedAt?.toISOString() ?? null,
      undoable: over && row.undoneAt === null && groups.some(({ result }) => result === 'changed'),
    };
  });
}
