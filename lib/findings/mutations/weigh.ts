import { createHash } from 'node:crypto';
import { z } from 'zod';
import { DATA_CLASSES, EXPOSURES, tierOf } from '@/lib/assets/attributes';
import { pgPool } from '@/lib/core/db';
import { currentIntel, priorityWeights } from '@/lib/findings/data/scales';
import { reweigh, type Scales } from '@/lib/findings/mutations/reweigh';
import { OPEN_STATUSES } from '@/lib/findings/rules';
import { SSVC_TREE } from '@/lib/findings/ssvc-tree';

/** Findings in one statement: few enough that whoever waits for one of them does not wait long. */
const CHUNK = 5_000;
/** An import's findings bear the time of its start. */
const LONGEST_IMPORT_MS = 4 * 3_600_000;
/** One worker weighs at a time. */
const LOCK = `hashtext('lagebild weighs findings')`;

/** What waits for somebody, and what was accepted: a risk that is exploited by now should not rest. */
const WEIGHED = [...OPEN_STATUSES, 'risk_accepted'];

/** By what the findings of a product are weighed, as a text: other text, other weights. Its imports are part of it. */
const STALE = `
  SELECT p.id, p.tier, p.exposure::text, p.data_class::text AS "dataClass", b.basis, w.basis AS before, w.weighed_at AS at
  FROM product p LEFT JOIN product_weighing w ON w.product_id = p.id
  CROSS JOIN LATERAL (SELECT max(last_import_at) AS at FROM source WHERE product_id = p.id) s
  CROSS JOIN LATERAL (SELECT concat_ws('|', $1::text, coalesce(p.tier::text, '-'), coalesce(p.exposure::text, '-'),
    coalesce(p.data_class::text, '-'), coalesce(extract(epoch FROM s.at)::text, '-')) AS basis) b
  WHERE w.basis IS DISTINCT FROM b.basis ORDER BY w.weighed_at NULLS FIRST, p.id`;
const FINDINGS = `SELECT id FROM finding
  WHERE product_id = $1 AND status = ANY($2::finding_status[]) AND ($3::timestamptz IS NULL OR updated_at >= $3)
  ORDER BY id`;
const WEIGHED_BY = `
  INSERT INTO product_weighing (product_id, basis, weighed_at) VALUES ($1, $2, $3)
  ON CONFLICT (product_id) DO UPDATE SET basis = excluded.basis, weighed_at = excluded.weighed_at`;

const staleSchema = z.array(
  z.object({
    id: z.string(),
    tier: z.number().nullable().transform(tierOf),
    exposure: z.enum(EXPOSURES).nullable(),
    dataClass: z.enum(DATA_CLASSES).nullable(),
    basis: z.string(),
    before: z.string().nullable(),
    at: z.date().nullable(),
  }),
);

type Stale = z.infer<typeof staleSchema>[number];

type Common = { readonly basis: string; readonly scales: Omit<Scales, 'product'> };

/** What is the same for all products. Ages move at 00:00 UTC, so the day is part of it. */
async function common(now: Date): Promise<Common> {
  const [weights, { epss, kev }] = [await priorityWeights(), await currentIntel()];
  const model = createHash('sha256')
    .update(JSON.stringify([weights, SSVC_TREE]))
    .digest('hex')
    .slice(0, 16);
  const basis = [model, epss?.id ?? '-', kev?.id ?? '-', now.toISOString().slice(0, 10)].join('|');
  return { basis, scales: { weights, catalogue: kev !== null, now } };
}

const withoutImports = (basis: string) => basis.slice(0, basis.lastIndexOf('|'));

/** Null: all of them. Where only a report came in, those that were touched since, with time for a long import. */
function touchedSince({ basis, before, at }: Stale): Date | null {
  if (before === null || at === null || withoutImports(before) !== withoutImports(basis)) return null;
  return new Date(at.getTime() - LONGEST_IMPORT_MS);
}

async function weighProduct(id: string, since: Date | null, scales: Scales): Promise<number> {
  const { rows } = await pgPool().query<{ id: number }>(FINDINGS, [id, WEIGHED, since]);
  let changed = 0;
  for (let at = 0; at < rows.length; at += CHUNK) {
    const ids = rows.slice(at, at + CHUNK).map((row) => row.id);
    changed += await reweigh(pgPool(), ids, scales);
  }
  return changed;
}

/**
 * Weighs anew the findings of each product whose weights, attributes, intelligence, imports or day changed since it was
 * last weighed. Safe to kill and to repeat: a product counts as weighed when all of it was.
 * @returns how many findings changed
 */
export async function weighFindings(now: Date): Promise<number> {
  const held = await pgPool().connect();
  try {
    const { rows } = await held.query<{ mine: boolean }>(`SELECT pg_try_advisory_lock(${LOCK}) AS mine`);
    if (!rows[0]?.mine) return 0;
    try {
      return await weighStale(now);
    } finally {
      await held.query(`SELECT pg_advisory_unlock(${LOCK})`);
    }
  } finally {
    held.release();
  }
}

async function weighStale(now: Date): Promise<number> {
  const { basis, scales } = await common(now);
  const { rows } = await pgPool().query(STALE, [basis]);
  let changed = 0;
  for (const stale of staleSchema.parse(rows)) {
    const { id, tier, exposure, dataClass } = stale;
    changed += await weighProduct(id, touchedSince(stale), { ...scales, product: { tier, exposure, dataClass } });
    await pgPool().query(WEIGHED_BY, [id, stale.basis, now]);
  }
  return changed;
}
