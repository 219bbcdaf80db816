import type pg from 'pg';
import { foldOne, type Told } from '@/lib/assets/mutations/fold-one';
import {
  assetsOfFinding,
  assetsOfSource,
  type FindingPlace,
  type HostLink,
  hostOfPlace,
  isEdr,
  type SourcePlace,
  tellsOfAssets,
} from '@/lib/assets/places';
import { NAMES_MOST, type SeenAsset } from '@/lib/assets/seen';
import { pgPool } from '@/lib/core/db';

/** Raised when places are read in another way: everything is folded again. */
const READING = 2;

const MARK = `concat_ws('|', ${READING}, extract(epoch FROM coalesce(s.last_import_at, 'epoch')),
  extract(epoch FROM coalesce(s.last_complete_at, 'epoch')), extract(epoch FROM coalesce(s.retired_at, 'epoch')),
  s.expect_every_hours, s.image_ref)`;

const DUE = `
  SELECT s.id, s.product_id FROM source s LEFT JOIN asset_mark m ON m.via = 'source' AND m.via_id = s.id
  WHERE m.mark IS DISTINCT FROM ${MARK} ORDER BY s.last_import_at, s.id LIMIT 500`;

const SOURCE = `
  SELECT s.scanner, s.target, s.branch, coalesce(nullif(s.image_ref, ''), s.image) AS image,
    coalesce(s.last_complete_at, s.last_scan_at) AS last_at, ${MARK} AS mark,
    (SELECT min(i.scan_at) FROM import i WHERE i.source_id = s.id AND i.state = 'done') AS first_at
  FROM source s WHERE s.id = $1`;

const PLACES = `
  SELECT d.location->>'host' AS host, d.location->>'protocol' AS protocol, d.location->>'url' AS url,
    d.location->>'image' AS image, d.location->>'resource' AS resource, d.location->>'namespace' AS namespace,
    d.location->>'alias' AS alias, d.location->>'cloudId' AS "cloudId",
    CASE WHEN d.location->>'port' ~ '^[0-9]{1,5}$' THEN (d.location->>'port')::int END AS port,
    min(e.first_seen_at) AS first_at, array_agg(e.finding_id) AS findings,
    max(CASE WHEN e.present AND NOT e.unreached THEN greatest(e.last_seen_at, s.last_complete_at) ELSE e.last_seen_at END) AS last_at
  FROM finding_source e JOIN source s ON s.id = e.source_id JOIN finding_detail d ON d.finding_id = e.finding_id
  WHERE e.source_id = $1 GROUP BY 1, 2, 3, 4, 5, 6, 7, 8, 9 ORDER BY 1, 9, 2, 3, 4, 5, 6, 7, 8 LIMIT ${NAMES_MOST}`;

/** When hosts answered the source's scanner, by place, and whether by its newest word none of its agents runs there. */
const REACHED = `
  SELECT place, min(i.scan_at) AS first_at, max(i.scan_at) AS last_at,
    (array_agg(place = ANY (r.bare) ORDER BY i.scan_at DESC, i.id DESC))[1] AS bare FROM import_reach r
  JOIN import i ON i.id = r.import_id AND i.state = 'done', unnest(r.places) AS place
  WHERE r.source_id = $1 GROUP BY 1 ORDER BY 1 LIMIT ${NAMES_MOST}`;

type ReachedRow = { readonly place: string; readonly first_at: Date; readonly last_at: Date; readonly bare: boolean };
type SourceRow = SourcePlace & { readonly last_at: Date | null; readonly first_at: Date | null; readonly mark: string };
type PlaceRow = FindingPlace & {
  readonly first_at: Date;
  readonly last_at: Date;
  readonly findings: readonly number[];
};

function seenAt(source: SourceRow, place: PlaceRow): { seen: SeenAsset[]; links: readonly HostLink[] } {
  const { first_at: firstAt, last_at: lastAt, findings } = place;
  const { names, links } = assetsOfFinding(source, place);
  const edr = isEdr(source);
  const seen = names.map((name) => ({ ...name, firstAt, lastAt, findings, edr: edr && name.kind === 'host' }));
  return { seen, links };
}

/** What a complete report of the source looked at as a whole; its findings lie on that too. */
function wholly(source: SourceRow, places: readonly PlaceRow[]): SeenAsset[] {
  const { first_at: firstAt, last_at: lastAt } = source;
  if (firstAt === null || lastAt === null) return [];
  const findings = places.flatMap((place) => place.findings);
  return assetsOfSource(source).map((name) => ({
    ...name,
    firstAt: new Date(Math.min(firstAt.getTime(), lastAt.getTime())),
    lastAt,
    findings,
  }));
}

/** Hosts that answered, though nothing may have been found on them. */
function reached(source: SourceRow, { place, first_at: firstAt, last_at: lastAt, bare }: ReachedRow): SeenAsset[] {
  const host = hostOfPlace(place);
  return host === null ? [] : [{ ...host, firstAt, lastAt, edr: isEdr(source) && !bare }];
}

async function told(client: pg.ClientBase, id: string): Promise<Told | null> {
  const { rows } = await client.query<SourceRow>(SOURCE, [id]);
  const source = rows[0];
  if (!source) return null;
  const places = tellsOfAssets(source) ? (await client.query<PlaceRow>(PLACES, [id])).rows : [];
  const answered = tellsOfAssets(source) ? (await client.query<ReachedRow>(REACHED, [id])).rows : [];
  const found = places.map((place) => seenAt(source, place));
  return {
    mark: source.mark,
    seen: [
      ...wholly(source, places),
      ...answered.flatMap((row) => reached(source, row)),
      ...found.flatMap(({ seen }) => seen),
    ],
    links: found.flatMap(({ links }) => links),
  };
}

/** Keeps the assets of each source that has reported since. @returns how many were */
export async function foldSources(): Promise<number> {
  const { rows } = await pgPool().query<{ id: string; product_id: string }>(DUE);
  let folded = 0;
  for (const { id, product_id: productId } of rows) {
    folded += await foldOne({ productId, via: 'source', viaId: id, whole: true }, (client) => told(client, id));
  }
  return folded;
}
