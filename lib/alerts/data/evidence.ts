import { z } from 'zod';
import { micros } from '@/lib/alerts/data/rows';
import type { AlertEvidence } from '@/lib/alerts/types';
import { unsafeDb } from '@/lib/core/db';
import { EVENT_CLASSES, EVENT_PLACES } from '@/lib/events/types';
import { Prisma } from '@/prisma/generated/client';

/** Events on the page of an alert; it may name more, and counts more than it names. */
const SHOWN = 200;

const evidenceSchema = z.array(
  z.object({
    id: z.string(),
    class: z.enum(EVENT_CLASSES),
    at: z.string(),
    name: z.string().nullable(),
    message: z.string().nullable(),
    severity: z.number().nullable(),
    outcome: z.string().nullable(),
    places: z.record(z.string(), z.string()),
  }),
);

/** The places of `event e` by their names here. */
const PLACES = Prisma.raw(
  EVENT_PLACES.map((place) => `'${place}', e.${place.replaceAll(/[A-Z]/g, (big) => `_${big.toLowerCase()}`)}`).join(),
);

function toEvidence({
  id,
  class: kind,
  at,
  name,
  message,
  severity,
  outcome,
  places,
}: z.infer<typeof evidenceSchema>[number]) {
  const said = EVENT_PLACES.flatMap((place) => (places[place] ? [[place, places[place]] as const] : []));
  const kept =
    name === null
      ? null
      : {
          name,
          message: message ?? '',
          severity: severity ?? 0,
          outcome: outcome ?? '',
          places: Object.fromEntries(said),
        };
  return { id, class: kind, at, kept };
}

/** The newest events that an alert names; those whose week was dropped are named, and no more. */
export async function evidenceOf(alertId: string): Promise<readonly AlertEvidence[]> {
  const found = await unsafeDb().$queryRaw`
    SELECT n.event_id::text AS id, n.class::text AS class, ${micros('n.at')} AS at, e.name, e.message, e.severity,
      e.outcome::text AS outcome, CASE WHEN e.id IS NULL THEN '{}' ELSE json_strip_nulls(json_build_object(${PLACES})) END AS places
    FROM (SELECT * FROM alert_event WHERE alert_id = ${alertId}::uuid ORDER BY at DESC, event_id LIMIT ${SHOWN}) n
    LEFT JOIN event e ON e.at = n.at AND e.id = n.event_id AND e.class = n.class
    ORDER BY n.at DESC, n.event_id`;
  return evidenceSchema.parse(found).map(toEvidence);
}
