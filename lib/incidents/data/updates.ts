import { productFilter, type Scope } from '@/lib/access/policy';
import { unsafeDb } from '@/lib/core/db';
import { DomainError } from '@/lib/core/errors';
import type { UpdatesPage, UpdateView } from '@/lib/incidents/room/types';

/** Updates in one answer. */
const UPDATES_MAX = 200;

/**
 * The status updates of an incident, newest first, and whether this person follows them.
 * @throws DomainError `not_found` where the incident does not exist or lies outside the scope
 */
export async function updatesOf(scope: Scope, number: number, personId: string): Promise<UpdatesPage> {
  const incident = await unsafeDb().incident.findFirst({
    where: { number, productId: productFilter(scope) },
    select: {
      id: true,
      followers: { where: { personId }, select: { since: true } },
      clocks: { where: { kind: 'update', stoppedAt: null }, select: { dueAt: true } },
    },
  });
  if (!incident) throw new DomainError('not_found');
  const rows = await unsafeDb().incidentUpdate.findMany({
    where: { incidentId: incident.id },
    select: {
      ...{ seq: true, executive: true, known: true, impact: true, next: true, nextDueAt: true },
      entry: { select: { at: true, actorName: true } },
    },
    orderBy: { seq: 'desc' },
    take: UPDATES_MAX,
  });
  return {
    updates: rows.map(
      ({ entry, nextDueAt, ...texts }): UpdateView => ({
        ...texts,
        at: entry.at.toISOString(),
        by: entry.actorName,
        nextDueAt: nextDueAt?.toISOString() ?? null,
      }),
    ),
    follows: incident.followers.length > 0,
    dueAt: incident.clocks[0]?.dueAt.toISOString() ?? null,
  };
}
