import type pg from 'pg';
import { expectedOf } from '@/lib/assets/expected';
import type { HostLink } from '@/lib/assets/places';
import { joinSeen, type SeenAsset } from '@/lib/assets/seen';

/** Who tells: a source of reports, a sender of events, an endpoint that is watched, a service that is backed up. */
export type Via = 'source' | 'sender' | 'tls' | 'backup';

export type Teller = {
  readonly productId: string;
  readonly via: Via;
  readonly viaId: string;
  /** It tells everything that it knows: what it names no more it never named (an import that was undone). */
  readonly whole: boolean;
};

const GIVEN = `given AS (SELECT * FROM json_to_recordset($1) AS g (kind asset_kind, key text, name text, within_kind asset_kind,
  within_key text, detail text, first_at timestamptz, last_at timestamptz, edr bool, findings int[],
  base_edr asset_coverage, base_backup asset_coverage, base_tls asset_coverage))
  , known AS (SELECT g.*, n.id, n.asset_id, n.home_id, n.within_id FROM given g
    JOIN asset_name n ON n.product_id = $2 AND n.kind = g.kind AND n.key = g.key)`;

const NEW = `
  WITH given AS (SELECT * FROM json_to_recordset($1) AS g (kind asset_kind, key text, name text, first_at timestamptz,
    last_at timestamptz, base_edr asset_coverage, base_backup asset_coverage, base_tls asset_coverage))
  , fresh AS MATERIALIZED (SELECT gen_random_uuid() AS id, g.* FROM given g WHERE NOT EXISTS (
    SELECT FROM asset_name n WHERE n.product_id = $2 AND n.kind = g.kind AND n.key = g.key))
  , made AS (INSERT INTO asset (id, product_id, kind, key, name, first_seen_at, last_seen_at, scan, edr, backup, tls, tls_unwatched)
    SELECT id, $2, kind, key, name, first_at, last_at, 'missed', base_edr, base_backup, base_tls, base_tls FROM fresh)
  INSERT INTO asset_name (product_id, kind, key, asset_id, home_id) SELECT $2, kind, key, id, id FROM fresh`;

const WITHIN = `
  WITH ${GIVEN}
  UPDATE asset_name n SET within_id = w.id FROM known k
  JOIN asset_name w ON w.product_id = $2 AND w.kind = k.within_kind AND w.key = k.within_key
  WHERE n.id = k.id AND n.within_id IS DISTINCT FROM w.id`;

/** What is expected may change with a release. */
const EXPECTED = `
  WITH ${GIVEN}
  UPDATE asset a SET tls_unwatched = k.base_tls,
    edr = CASE WHEN k.base_edr = 'none' OR a.edr = 'none' THEN k.base_edr ELSE a.edr END,
    backup = CASE WHEN a.backup IN ('none', 'unknown') THEN k.base_backup ELSE a.backup END
  FROM known k WHERE a.id = k.home_id AND (a.tls_unwatched <> k.base_tls OR (a.edr = 'none') <> (k.base_edr = 'none')
    OR (a.backup IN ('none', 'unknown') AND a.backup <> k.base_backup))`;

/** Of what was given the planner knows no number and would compare each with each: NOT IN is looked up by hash. */
const FORGET = `
  WITH ${GIVEN}
  , gone AS (DELETE FROM asset_sighting s WHERE s.via = $3 AND s.via_id = $4
    AND s.name_id NOT IN (SELECT id FROM known) RETURNING s.name_id)
  SELECT n.asset_id FROM gone JOIN asset_name n ON n.id = gone.name_id`;

const SEE = `
  WITH ${GIVEN}
  INSERT INTO asset_sighting AS s (name_id, via, via_id, first_seen_at, last_seen_at, detail, edr)
  SELECT id, $3, $4, first_at, last_at, detail, edr FROM known
  ON CONFLICT (name_id, via, via_id) DO UPDATE SET
    first_seen_at = CASE WHEN $5 THEN excluded.first_seen_at ELSE least(s.first_seen_at, excluded.first_seen_at) END,
    last_seen_at = CASE WHEN $5 THEN excluded.last_seen_at ELSE greatest(s.last_seen_at, excluded.last_seen_at) END,
    edr = excluded.edr OR (s.edr AND NOT $5),
    detail = CASE WHEN $5 OR excluded.last_seen_at > s.last_seen_at THEN excluded.detail
      WHEN excluded.last_seen_at = s.last_seen_at THEN greatest(excluded.detail, s.detail) ELSE s.detail END`;

const FINDINGS = `
  WITH ${GIVEN}
  , pair AS MATERIALIZED (SELECT DISTINCT k.id, f.finding_id FROM known k, unnest(k.findings) AS f (finding_id))
  , gone AS (DELETE FROM asset_finding f WHERE f.source_id = $3
    AND (f.name_id, f.finding_id) NOT IN (SELECT id, finding_id FROM pair))
  INSERT INTO asset_finding (name_id, source_id, finding_id) SELECT id, $3, finding_id FROM pair ON CONFLICT DO NOTHING`;

const LINKS = `
  WITH given AS (SELECT * FROM json_to_recordset($1) AS g (address text, host text))
  , pair AS MATERIALIZED (SELECT DISTINCT a.id AS address_id, h.id AS host_id FROM given g
    JOIN asset_name a ON a.product_id = $2 AND a.kind = 'host' AND a.key = g.address
    JOIN asset_name h ON h.product_id = $2 AND h.kind = 'host' AND h.key = g.host)
  , gone AS (DELETE FROM asset_link l WHERE $5 AND l.via = $3 AND l.via_id = $4
    AND (l.address_id, l.host_id) NOT IN (SELECT address_id, host_id FROM pair))
  INSERT INTO asset_link (address_id, host_id, via, via_id) SELECT address_id, host_id, $3, $4 FROM pair ON CONFLICT DO NOTHING`;

const TOUCHED = `WITH ${GIVEN} SELECT asset_id FROM known`;

function rowOf(seen: SeenAsset) {
  const { edr, backup, tls } = expectedOf(seen);
  return {
    kind: seen.kind,
    key: seen.key,
    name: seen.name,
    within_kind: seen.within?.kind ?? null,
    within_key: seen.within?.key ?? null,
    detail: seen.detail ?? '',
    first_at: seen.firstAt,
    last_at: seen.lastAt,
    edr: seen.edr ?? false,
    findings: seen.findings ?? [],
    base_edr: edr,
    base_backup: backup,
    base_tls: tls,
  };
}

type Touched = { readonly asset_id: string };

/** Both ends of a link are names of a host, seen when either was. */
function withAliases(seen: readonly SeenAsset[], links: readonly HostLink[]): readonly SeenAsset[] {
  const all = joinSeen(seen);
  const hosts = new Map(all.flatMap((one) => (one.kind === 'host' ? [[one.key, one] as const] : [])));
  const also = (known: string, other: string) => {
    const at = hosts.get(known);
    return at ? [{ ...at, key: other, name: other, findings: [] }] : [];
  };
  const aliases = links.flatMap(({ address, host }) => [...also(host, address), ...also(address, host)]);
  return aliases.length === 0 ? all : joinSeen([...all, ...aliases]);
}

/**
 * Keeps what a teller saw: names that are new become assets of its product. Call under the product's lock
 * (lib/assets/mutations/hold.ts), and settle what it returns.
 * @returns ids of the assets whose sums may have changed
 */
export async function keepNames(
  client: pg.ClientBase,
  { productId, via, viaId, whole }: Teller,
  seen: readonly SeenAsset[],
  links: readonly HostLink[] = [],
): Promise<readonly string[]> {
  const all = withAliases(seen, links);
  const given = JSON.stringify(all.map(rowOf));
  const gone = whole ? await client.query<Touched>(FORGET, [given, productId, via, viaId]) : { rows: [] };
  if (all.length > 0) {
    for (const sql of [NEW, WITHIN, EXPECTED]) await client.query(sql, [given, productId]);
    await client.query(SEE, [given, productId, via, viaId, whole]);
  }
  if (via === 'source') await client.query(FINDINGS, [given, productId, viaId]);
  await client.query(LINKS, [JSON.stringify(links), productId, via, viaId, whole]);
  const { rows } = await client.query<Touched>(TOUCHED, [given, productId]);
  return [...new Set([...gone.rows, ...rows].map(({ asset_id }) => asset_id))];
}
