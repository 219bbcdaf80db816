import { holdersOf } from '@/lib/access/data/holders';
import { inScope } from '@/lib/access/policy';
import type { Tx } from '@/lib/core/db';
import { readSchedules } from '@/lib/escalation/data/schedules';
import { onCallAt } from '@/lib/escalation/schedule-rules';
import type { Target } from '@/lib/escalation/stored';
import type { Present } from '@/lib/escalation/types';

type About = { readonly id: string; readonly productId: string };

/** Who is to be called: people who may take the incident. `name`: of a schedule or person, for the log. */
export type Called = { readonly people: readonly string[]; readonly name: string };

/** All responders who reach the product: whom to turn to when nobody is on call. */
export async function fallbackOf(tx: Tx, productId: string): Promise<readonly string[]> {
  const holders = await holdersOf('incident:close-p1', undefined, tx);
  return holders.filter(({ reach }) => inScope(reach, productId)).map(({ id }) => id);
}

async function onCall(tx: Tx, scheduleId: string, present: Present, now: Date): Promise<Called> {
  const [schedule] = await readSchedules(now, tx, scheduleId);
  if (!schedule) return { people: [], name: '' };
  const { personId } = onCallAt(schedule, now, present);
  return { people: personId === null ? [] : [personId], name: schedule.name };
}

async function inRole(tx: Tx, incidentId: string, role: string): Promise<readonly string[]> {
  const rows = await tx.incidentRole.findMany({
    where: { incidentId, role, until: null },
    select: { personId: true },
    orderBy: { since: 'asc' },
  });
  return rows.map(({ personId }) => personId);
}

/** The people whom a step calls at a moment: those who are not disabled and may work on the incident. */
export async function calledBy(tx: Tx, target: Target, { id, productId }: About, now: Date): Promise<Called> {
  const holders = (await holdersOf('incident:write', undefined, tx)).filter(({ reach }) => inScope(reach, productId));
  const present: Present = new Map(holders.map((holder) => [holder.id, holder.timeZone]));
  const among = (people: readonly string[]) => people.filter((one) => present.has(one));
  switch (target.kind) {
    case 'schedule':
      return onCall(tx, target.scheduleId, present, now);
    case 'role':
      return { people: among(await inRole(tx, id, target.role)), name: '' };
    case 'team':
      return { people: holders.filter(({ reach }) => reach.products !== 'all').map((one) => one.id), name: '' };
    case 'person':
      return { people: among([target.personId]), name: holders.find((one) => one.id === target.personId)?.name ?? '' };
    case 'fallback':
      return { people: await fallbackOf(tx, productId), name: '' };
  }
}
