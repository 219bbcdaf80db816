import { z } from 'zod';
import { productFilter, type Scope } from '@/lib/access/policy';
import { micros } from '@/lib/alerts/data/rows';
import type { AlertEvidence } from '@/lib/alerts/types';
import { unsafeDb } from '@/lib/core/db';
import { DomainError } from '@/lib/core/errors';
import { unpackRecords } from '@/lib/events/packs';
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

type Stored = { readonly place: number; readonly records: Uint8Array };

/**
 * The raw record of an event that an alert names, exactly as its sender wrote it.
 * @throws DomainError `not_found`: no such alert or event, outside the scope, or no longer kept
 */
export async function alertRecord(
  scope: Scope,
  number: number,
  ref: { readonly class: string; readonly id: string },
): Promise<string> {
  const products = productFilter(scope)?.in;
  const [stored] = await unsafeDb().$queryRaw<Stored[]>`
    SELECT e.place, p.records FROM alert a JOIN alert_event n ON n.alert_id = a.id
    JOIN event e ON e.at = n.at AND e.id = n.event_id AND e.class = n.class
    JOIN event_pack p ON p.id = e.pack_id AND p.class = e.class
      AND p.at >= date_trunc('week', e.at, 'UTC') AND p.at < date_trunc('week', e.at, 'UTC') + interval '7 days'
    WHERE a.number = ${number} AND n.event_id = ${ref.id}::bigint AND n.class = ${ref.class}::event_class
      ${products ? Prisma.sql`AND a.product_id = ANY (${products}::uuid[])` : Prisma.empty} LIMIT 1`;
  const record = stored && (await unpackRecords(stored.records))[stored.place];
  if (record === undefined) throw new DomainError('not_found');
  return record;
}
