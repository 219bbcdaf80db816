import { holdersOf } from '@/lib/access/data/holders';
import { inScope } from '@/lib/access/policy';
import type { PersonActor } from '@/lib/core/context';
import { unsafeDb } from '@/lib/core/db';
import { readToken } from '@/lib/escalation/token';

const incident = {
  ...{ id: true, number: true, title: true, priority: true, productId: true, receivedAt: true },
  ...{ acknowledgedAt: true, closedAt: true, product: { select: { name: true } } },
  roles: { where: { role: 'commander', until: null }, select: { person: { select: { name: true } } } },
} as const;

/** Runs that ended for these reasons no longer let anybody in: the incident was closed since, or its chain was. */
const REVOKED = ['closed', 'raised', 'reopened'];

/**
 * What a link opens, for the person that it names: its signature and age hold, the incident is open and was not closed since,
 * and the person is not disabled and may work on it now. Null otherwise, whyever: who tries links learns nothing.
 */
export async function openLink(token: string, now: Date) {
  const claim = readToken(token, now);
  if (!claim) return null;
  const run = await unsafeDb().escalationRun.findUnique({
    where: { id: claim.runId },
    select: { id: true, stopReason: true, incident: { select: incident } },
  });
  if (!run || run.incident.closedAt !== null || REVOKED.includes(run.stopReason ?? '')) return null;
  const [holder] = await holdersOf('incident:write', claim.personId);
  if (!holder || !inScope(holder.reach, run.incident.productId)) return null;
  const actor: PersonActor = { ...holder.actor, sessionId: `link:${run.id}` };
  return { runId: run.id, incident: run.incident, actor };
}
