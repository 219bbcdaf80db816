import { requirePermission } from '@/lib/access/policy';
import type { Ctx } from '@/lib/core/context';
import { unsafeDb } from '@/lib/core/db';
import { incidentRef } from '@/lib/incidents/data/detail';
import { requirePerson } from '@/lib/incidents/mutations/find';
import { ABSENT_MS, type Here } from '@/lib/incidents/room/schema';

type At = Here & { readonly incidentId: string; readonly personId: string };

/** Says or renews that a person looks. No scope: of the stream, which has proven it. A tab of somebody else is left alone. */
export async function unsafeComeIn({ incidentId, personId, tab, place }: At, now: Date): Promise<void> {
  await unsafeDb().$executeRaw`
    INSERT INTO incident_presence AS p (incident_id, tab, person_id, place, seen_at)
    VALUES (${incidentId}::uuid, ${tab}::uuid, ${personId}::uuid, ${place}, ${now})
    ON CONFLICT (incident_id, tab) DO UPDATE SET place = excluded.place, seen_at = excluded.seen_at
    WHERE p.person_id = excluded.person_id`;
}

/** Renews it where it is, wherever the person went in the meantime. */
export async function unsafeStay({ incidentId, personId, tab, place }: At, now: Date): Promise<void> {
  const { count } = await unsafeDb().incidentPresence.updateMany({
    where: { incidentId, tab, personId },
    data: { seenAt: now },
  });
  if (count === 0) await unsafeComeIn({ incidentId, personId, tab, place }, now);
}

export async function unsafeLeave({ incidentId, personId, tab }: Omit<At, 'place'>): Promise<void> {
  await unsafeDb().incidentPresence.deleteMany({ where: { incidentId, tab, personId } });
}

/** Somebody went to another page of an incident, or looks without a stream. @throws DomainError forbidden, not_found */
export async function beHere(ctx: Ctx, number: number, here: Here): Promise<void> {
  const { id } = await incidentRef(requirePermission(ctx, 'incident:read'), number);
  await unsafeComeIn({ ...here, incidentId: id, personId: requirePerson(ctx).id }, ctx.now);
}

/** The worker's: those whose browser ended without a word. */
export async function forgetAbsent(ctx: Ctx): Promise<void> {
  const since = new Date(ctx.now.getTime() - ABSENT_MS);
  await unsafeDb().incidentPresence.deleteMany({ where: { seenAt: { lt: since } } });
}
