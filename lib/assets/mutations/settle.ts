import { AGENT_LISTS, SHALLOW_SCANNERS } from '@/lib/assets/places';

/**
 * An address is a host name's where each names only the other: behind a name with several addresses, and at an address with
 * several names, there may be several machines. Ports follow their host where it has the same.
 */
const JOIN = `
  WITH pair AS (
    SELECT l.address_id, l.host_id, a.key LIKE '%:%' AS six FROM asset_link l JOIN asset_name a ON a.id = l.address_id
    WHERE a.product_id = $1::uuid GROUP BY 1, 2, 3)
  , counted AS (SELECT address_id, host_id, count(*) OVER (PARTITION BY address_id) AS hosts,
    count(*) OVER (PARTITION BY host_id, six) AS addresses FROM pair)
  , sure AS (SELECT address_id, host_id FROM counted WHERE hosts = 1 AND addresses = 1)
  , goal AS (
    SELECT s.address_id AS id, CASE WHEN h.held THEN h.asset_id ELSE h.home_id END AS asset_id
    FROM sure s JOIN asset_name h ON h.id = s.host_id
    UNION ALL
    SELECT e.id, CASE WHEN t.held THEN t.asset_id ELSE t.home_id END FROM sure s
    JOIN asset_name e ON e.within_id = s.address_id AND e.kind = 'endpoint'
    JOIN asset_name t ON t.within_id = s.host_id AND t.kind = 'endpoint'
      AND substring(t.key FROM ':[0-9]+/[a-z]+$') = substring(e.key FROM ':[0-9]+/[a-z]+$'))
  , moved AS MATERIALIZED (
    SELECT n.id, n.asset_id AS before, coalesce(g.asset_id, n.home_id) AS after FROM asset_name n LEFT JOIN goal g ON g.id = n.id
    WHERE n.product_id = $1::uuid AND NOT n.held AND (n.asset_id <> n.home_id OR g.id IS NOT NULL)
      AND n.asset_id <> coalesce(g.asset_id, n.home_id))
  , done AS (UPDATE asset_name n SET asset_id = m.after FROM moved m WHERE n.id = m.id)
  SELECT before AS asset_id FROM moved UNION SELECT after FROM moved`;

/** Names that nobody tells of any more, and that nobody has ever decided about. */
const FORGET_NAMES = `
  DELETE FROM asset_name n WHERE n.asset_id = ANY ($1::uuid[]) AND NOT n.held
    AND NOT EXISTS (SELECT FROM asset_sighting s WHERE s.name_id = n.id)
    AND NOT EXISTS (SELECT FROM asset_step s WHERE s.asset_id = n.home_id) RETURNING n.home_id AS asset_id`;

const FORGET_ASSETS = `
  DELETE FROM asset a WHERE a.id = ANY ($1::uuid[])
    AND NOT EXISTS (SELECT FROM asset_name n WHERE n.asset_id = a.id) AND NOT EXISTS (SELECT FROM asset_name n WHERE n.home_id = a.id)
    AND NOT EXISTS (SELECT FROM asset_step s WHERE s.asset_id = a.id)`;

const MERGED = `
  UPDATE asset a SET merged_into_id = m.into_id FROM (
    SELECT a.id, (SELECT n.asset_id FROM asset_name n WHERE n.home_id = a.id AND n.asset_id <> a.id
      AND NOT EXISTS (SELECT FROM asset_name o WHERE o.asset_id = a.id)) AS into_id
    FROM asset a WHERE a.id = ANY ($1::uuid[])) m
  WHERE a.id = m.id AND a.merged_into_id IS DISTINCT FROM m.into_id`;

/** A source of which no second report is expected vouches for 30 days, an EDR that told of a host for 7. */
const SUMS = `
  WITH told AS (
    SELECT n.asset_id, min(s.first_seen_at) AS first_at, max(s.last_seen_at) AS last_at,
      max(s.last_seen_at) FILTER (WHERE deep) AS scanned_at,
      max(s.last_seen_at + make_interval(hours => CASE WHEN every = 0 THEN 720 ELSE every END)) FILTER (WHERE deep) AS scan_until,
      max(s.last_seen_at) FILTER (WHERE s.edr) AS edr_at, bool_or(NOT s.edr AND listed) AS bare,
      count(t.id) AS watched, count(t.letter) AS graded,
      (array_agg(t.letter ORDER BY t.rank DESC) FILTER (WHERE t.letter IS NOT NULL))[1] AS letter,
      count(b.id) AS saved, bool_or(b.missed > 0) AS backup_missed, bool_or(b.unknown > 0 OR b.met = 0) AS backup_unknown
    FROM asset_name n JOIN asset_sighting s ON s.name_id = n.id
    LEFT JOIN LATERAL (SELECT src.expect_every_hours AS every, NOT (n.kind = 'host' AND src.scanner = ANY ($2::text[])) AS deep,
      src.scanner = ANY ($3::text[]) AS listed
      FROM source src WHERE s.via = 'source' AND src.id = s.via_id AND src.retired_at IS NULL) src ON true
    LEFT JOIN tls_endpoint t ON s.via = 'tls' AND t.id = s.via_id
    LEFT JOIN backup_service b ON s.via = 'backup' AND b.id = s.via_id
    WHERE n.asset_id = ANY ($1::uuid[]) GROUP BY n.asset_id)
  , sum AS (
    SELECT a.id, r.first_at, r.last_at,
      (CASE WHEN r.scanned_at IS NULL THEN 'missed' ELSE 'met' END)::asset_coverage AS scan, r.scanned_at, r.scan_until,
      (CASE WHEN r.edr_at IS NOT NULL THEN 'met' WHEN a.edr = 'none' THEN 'none'
        WHEN r.bare THEN 'missed' ELSE 'unknown' END)::asset_coverage AS edr,
      r.edr_at, r.edr_at + interval '168 hours' AS edr_until,
      (CASE WHEN r.saved = 0 THEN CASE WHEN a.backup = 'none' THEN 'none' ELSE 'unknown' END
        WHEN r.backup_missed THEN 'missed' WHEN r.backup_unknown THEN 'unknown' ELSE 'met' END)::asset_coverage AS backup,
      CASE WHEN a.kind <> 'endpoint' OR r.watched = 0 THEN a.tls_unwatched
        ELSE (CASE WHEN r.graded = 0 THEN 'unknown' ELSE 'met' END)::asset_coverage END AS tls,
      CASE WHEN a.kind = 'endpoint' THEN r.letter END AS letter
    FROM told r JOIN asset a ON a.id = r.asset_id)
  UPDATE asset a SET first_seen_at = s.first_at, last_seen_at = s.last_at, scan = s.scan, scanned_at = s.scanned_at,
    scan_until = s.scan_until, edr = s.edr, edr_at = s.edr_at, edr_until = s.edr_until, backup = s.backup, tls = s.tls,
    tls_letter = s.letter
  FROM sum s WHERE a.id = s.id AND (a.first_seen_at, a.last_seen_at, a.scan, a.scanned_at, a.scan_until, a.edr, a.edr_at,
      a.edr_until, a.backup, a.tls, a.tls_letter)
    IS DISTINCT FROM (s.first_at, s.last_at, s.scan, s.scanned_at, s.scan_until, s.edr, s.edr_at, s.edr_until, s.backup, s.tls, s.letter)`;

/** A transaction's connection, whoever has it. */
export type Runner = {
  query(sql: string, values: readonly unknown[]): Promise<{ readonly rows: readonly { readonly asset_id: string }[] }>;
};

/**
 * Joins names of one thing, parts those that turned out to be several, and sums up what is known of the assets. Its result
 * depends on what was told alone, not on the order in which it came. Call under the product's lock.
 */
export async function settle(client: Runner, productId: string, touched: readonly string[]): Promise<void> {
  const homes = touched.length > 0 ? await client.query(FORGET_NAMES, [touched]) : { rows: [] };
  const moved = await client.query(JOIN, [productId]);
  const more = [...homes.rows, ...moved.rows].map(({ asset_id }) => asset_id);
  const ids = [...new Set([...touched, ...more])].toSorted();
  if (ids.length === 0) return;
  await client.query(MERGED, [ids]);
  await client.query(FORGET_ASSETS, [ids]);
  await client.query(SUMS, [ids, SHALLOW_SCANNERS, AGENT_LISTS]);
}
