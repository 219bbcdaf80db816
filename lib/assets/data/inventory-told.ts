import { z } from 'zod';
import type { NameView, SightingView } from '@/lib/assets/inventory-types';
import { unsafeDb } from '@/lib/core/db';
import { sourceLabel } from '@/lib/imports/source-name';

/** Names of one asset that are shown; each with the first who told of it. */
const NAMES = 50;
const TELLERS = 20;

const instant = z.date().transform((at) => at.toISOString());
const namesSchema = z.array(
  z.object({ id: z.number(), key: z.string(), held: z.boolean(), own: z.boolean(), product: z.string() }),
);
const tellersSchema = z.array(
  z.object({
    name_id: z.number(),
    via: z.enum(['source', 'sender', 'tls', 'backup']),
    via_id: z.string(),
    first_seen_at: instant,
    last_seen_at: instant,
    detail: z.string(),
    scanner: z.string().nullable(),
    target: z.string().nullable(),
    branch: z.string().nullable(),
    image: z.string().nullable(),
    environment: z.string().nullable(),
    service: z.string().nullable(),
    sender: z.string().nullable(),
    endpoint: z.string().nullable(),
    backup: z.string().nullable(),
    product: z.string(),
  }),
);
type Teller = z.infer<typeof tellersSchema>[number];

function labelOf(row: Teller): string {
  const { scanner, target, branch, image, environment, service } = row;
  if (row.via !== 'source' || scanner === null) return row.sender ?? row.endpoint ?? row.backup ?? '–';
  return sourceLabel({
    scanner,
    target: target ?? '',
    branch: branch ?? '',
    image: image ?? '',
    environment: environment ?? '',
    service: service ?? '',
  });
}

function hrefOf({ via, via_id: id, product }: Teller): string {
  if (via === 'tls') return `/tls/${id}`;
  if (via === 'backup') return `/backups/${id}`;
  return via === 'sender' ? `/events?product=${product}` : `/findings?status=any&source=${id}`;
}

function toSighting(row: Teller): SightingView {
  const { via, detail, first_seen_at: firstSeenAt, last_seen_at: lastSeenAt } = row;
  return { via, label: labelOf(row), href: hrefOf(row), firstSeenAt, lastSeenAt, detail };
}

/** The names of an asset and who told of each, the newest word first. The caller has authorised. */
export async function namesOf(assetId: string): Promise<readonly NameView[]> {
  const names = namesSchema.parse(
    await unsafeDb().$queryRaw`
      SELECT n.id, n.key, n.held, n.home_id = n.asset_id AS own, p.name AS product FROM asset_name n
      JOIN product p ON p.id = n.product_id WHERE n.asset_id = ${assetId}::uuid
      ORDER BY n.home_id <> n.asset_id, n.key, n.id LIMIT ${NAMES}`,
  );
  const tellers = tellersSchema.parse(
    await unsafeDb().$queryRaw`
      SELECT s.* FROM unnest(${names.map(({ id }) => id)}::int[]) AS n (id) CROSS JOIN LATERAL (
        SELECT s.name_id, s.via, s.via_id::text, s.first_seen_at, s.last_seen_at, s.detail, src.scanner, src.target, src.branch,
          src.image, src.environment, src.service, e.name AS sender, t.host || ':' || t.port AS endpoint, b.name AS backup,
          p.slug AS product
        FROM asset_sighting s JOIN asset_name m ON m.id = s.name_id JOIN product p ON p.id = m.product_id
        LEFT JOIN source src ON s.via = 'source' AND src.id = s.via_id
        LEFT JOIN event_sender e ON s.via = 'sender' AND e.id = s.via_id
        LEFT JOIN tls_endpoint t ON s.via = 'tls' AND t.id = s.via_id
        LEFT JOIN backup_service b ON s.via = 'backup' AND b.id = s.via_id
        WHERE s.name_id = n.id ORDER BY s.last_seen_at DESC, s.via, s.via_id LIMIT ${TELLERS}) s`,
  );
  return names.map((name) => ({
    ...name,
    sightings: tellers.filter(({ name_id }) => name_id === name.id).map(toSighting),
  }));
}
