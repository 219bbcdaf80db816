import { z } from 'zod';
import { ASSET_KINDS, type AssetKind } from '@/lib/assets/kinds';
import { unsafeDb } from '@/lib/core/db';

/** A name that sources of a product know an asset by, and who told of it. Instants are ISO 8601 in UTC. */
export type KnownName = {
  readonly nameId: number;
  readonly assetId: string;
  readonly kind: AssetKind;
  readonly key: string;
  readonly name: string;
  readonly firstSeenAt: string;
  readonly lastSeenAt: string;
  /** Tag or digest of an image as each of its tellers saw it last, without empty ones. */
  readonly details: readonly string[];
};

const instant = z.date().transform((at) => at.toISOString());
const namesSchema = z.array(
  z.object({
    nameId: z.number(),
    assetId: z.string(),
    kind: z.enum(ASSET_KINDS),
    key: z.string(),
    name: z.string(),
    firstSeenAt: instant,
    lastSeenAt: instant,
    details: z.array(z.string()),
  }),
);

type Asked = {
  readonly productId: string;
  readonly kinds: readonly AssetKind[];
  /** Only names that somebody has told of since. */
  readonly since?: Date;
  /** Only these keys (lib/assets/identity.ts makes them). */
  readonly keys?: readonly string[];
};

/**
 * What sources of a product know by these kinds, by kind and key: for whoever compares it with a list. The caller has
 * authorised. Two names of one asset are two rows with one `assetId`.
 */
export async function knownNames({ productId, kinds, since, keys }: Asked): Promise<readonly KnownName[]> {
  const rows = await unsafeDb().$queryRaw`
    SELECT n.id AS "nameId", n.asset_id::text AS "assetId", n.kind::text AS kind, n.key, a.name,
      min(s.first_seen_at) AS "firstSeenAt", max(s.last_seen_at) AS "lastSeenAt",
      coalesce(array_agg(DISTINCT s.detail) FILTER (WHERE s.detail <> ''), '{}') AS details
    FROM asset_name n JOIN asset a ON a.id = n.asset_id JOIN asset_sighting s ON s.name_id = n.id
    WHERE n.product_id = ${productId}::uuid AND n.kind = ANY(${[...kinds]}::asset_kind[])
      AND (${keys ? [...keys] : null}::text[] IS NULL OR n.key = ANY(${keys ? [...keys] : null}::text[]))
    GROUP BY n.id, a.name HAVING max(s.last_seen_at) >= coalesce(${since ?? null}::timestamptz, '-infinity')
    ORDER BY n.kind, n.key`;
  return namesSchema.parse(rows);
}
