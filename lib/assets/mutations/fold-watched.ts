import type pg from 'pg';
import { foldOne, type Told } from '@/lib/assets/mutations/fold-one';
import type { Via } from '@/lib/assets/mutations/keep-names';
import { assetsOfBackup, assetsOfEndpoint } from '@/lib/assets/places';
import { pgPool } from '@/lib/core/db';

/** Endpoints whose state has changed, and those that are gone. */
const TLS_MARK = `concat_ws('|', 1, extract(epoch FROM coalesce(t.last_scan_at, 'epoch')), coalesce(t.target_met::text, '?'), coalesce(t.letter, '?'))`;
const TLS_DUE = `
  SELECT coalesce(t.id, m.via_id) AS id, coalesce(t.product_id, g.product_id) AS product_id
  FROM tls_endpoint t FULL JOIN (SELECT * FROM asset_mark WHERE via = 'tls') m ON m.via_id = t.id
  LEFT JOIN LATERAL (SELECT n.product_id FROM asset_sighting s JOIN asset_name n ON n.id = s.name_id
    WHERE t.id IS NULL AND s.via = 'tls' AND s.via_id = m.via_id LIMIT 1) g ON true
  WHERE (t.id IS NULL OR m.mark IS DISTINCT FROM ${TLS_MARK}) AND coalesce(t.product_id, g.product_id) IS NOT NULL
  ORDER BY 1 LIMIT 500`;
const ENDPOINT = `
  SELECT t.host, t.port, t.address, t.created_at, coalesce(t.last_graded_at, t.last_scan_at, t.created_at) AS last_at,
    ${TLS_MARK} AS mark FROM tls_endpoint t WHERE t.id = $1`;

type EndpointRow = {
  readonly host: string;
  readonly port: number;
  readonly address: string;
  readonly created_at: Date;
  readonly last_at: Date;
  readonly mark: string;
};

async function endpoint(client: pg.ClientBase, id: string): Promise<Told | null> {
  const { rows } = await client.query<EndpointRow>(ENDPOINT, [id]);
  const row = rows[0];
  if (!row) return null;
  const { names, links } = assetsOfEndpoint(row);
  return {
    mark: row.mark,
    links,
    seen: names.map((name) => ({ ...name, firstAt: row.created_at, lastAt: row.last_at })),
  };
}

/** The copies that a service counts on, by the name that their tool gives to what it copies. */
const COPIES = `
  SELECT src.shape, p.asset, min(p.at) AS first_at, max(p.at) AS last_at FROM backup_plan pl
  JOIN backup_source src ON src.id = pl.source_id
  JOIN backup_point p ON p.source_id = pl.source_id AND (pl.asset = '' OR p.asset = pl.asset)
  WHERE pl.service_id = b.id AND p.gone_at IS NULL AND p.clock IS NULL GROUP BY 1, 2`;
const BACKUP_MARK = `(SELECT concat_ws('|', 1, b.met, b.missed, b.unknown,
  md5(coalesce(string_agg(concat_ws('|', c.shape, c.asset, extract(epoch FROM c.last_at)), ';' ORDER BY c.shape, c.asset), '')))
  FROM (${COPIES}) c)`;
const BACKUP_DUE = `
  SELECT coalesce(b.id, m.via_id) AS id, coalesce(b.product_id, g.product_id) AS product_id
  FROM backup_service b FULL JOIN (SELECT * FROM asset_mark WHERE via = 'backup') m ON m.via_id = b.id
  LEFT JOIN LATERAL (SELECT n.product_id FROM asset_sighting s JOIN asset_name n ON n.id = s.name_id
    WHERE b.id IS NULL AND s.via = 'backup' AND s.via_id = m.via_id LIMIT 1) g ON true
  WHERE (b.id IS NULL OR m.mark IS DISTINCT FROM ${BACKUP_MARK}) AND coalesce(b.product_id, g.product_id) IS NOT NULL
  ORDER BY 1 LIMIT 500`;
const BACKUP = `
  SELECT ${BACKUP_MARK} AS mark, coalesce((SELECT json_agg(c) FROM (${COPIES}) c), '[]') AS copies
  FROM backup_service b WHERE b.id = $1`;

type Copy = { readonly shape: string; readonly asset: string; readonly first_at: string; readonly last_at: string };

async function service(client: pg.ClientBase, id: string): Promise<Told | null> {
  const { rows } = await client.query<{ mark: string; copies: readonly Copy[] }>(BACKUP, [id]);
  const row = rows[0];
  if (!row) return null;
  const seen = row.copies.flatMap(({ shape, asset, first_at, last_at }) =>
    assetsOfBackup(shape, asset).map((name) => ({ ...name, firstAt: new Date(first_at), lastAt: new Date(last_at) })),
  );
  return { mark: row.mark, seen, links: [] };
}

type Due = { readonly id: string; readonly product_id: string };

async function foldDue(via: Via, due: string, tell: (client: pg.ClientBase, id: string) => Promise<Told | null>) {
  const { rows } = await pgPool().query<Due>(due);
  let folded = 0;
  for (const { id, product_id: productId } of rows) {
    folded += await foldOne({ productId, via, viaId: id, whole: true }, (client) => tell(client, id));
  }
  return folded;
}

/** Keeps the assets of TLS endpoints that were scanned or removed since. @returns how many were */
export function foldEndpoints(): Promise<number> {
  return foldDue('tls', TLS_DUE, endpoint);
}

/** Keeps the assets of services whose copies or verdicts have changed, or that were removed. @returns how many did */
export function foldBackups(): Promise<number> {
  return foldDue('backup', BACKUP_DUE, service);
}
