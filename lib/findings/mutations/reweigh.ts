import type pg from 'pg';
import { z } from 'zod';
import type { ProductAttributes } from '@/lib/assets/attributes';
import type { Tx } from '@/lib/core/db';
import { prioritySql, ssvcSql, VECTOR_SQL } from '@/lib/findings/mutations/reweigh-sql';
import { SSVC_POINTS } from '@/lib/findings/ssvc-points';
import { SSVC_TREE } from '@/lib/findings/ssvc-tree';
import type { PriorityWeights } from '@/lib/findings/weights';

/** By what the findings of one product are weighed. */
export type Scales = {
  readonly product: ProductAttributes;
  readonly weights: PriorityWeights;
  /** A catalogue of known exploited vulnerabilities was read: what it does not list is not known to be exploited. */
  readonly catalogue: boolean;
  readonly now: Date;
};

/** EPSS moves a little every day: the history tells when it passes one of these. */
const EPSS_TOLD = [0.1, 0.5] as const;

const band = (column: string, limits: readonly number[]) =>
  `(${limits.map((limit) => `(coalesce(${column}, 0) >= ${limit}::real)::int`).join(' + ')})`;
const shown = (column: string) => `floor(${column} * 1000 + 0.5)`;

/** A list shows tenths of a percent: a finding is not rewritten for less, unless it passes a limit that counts. */
function stays(weights: PriorityWeights): string {
  const limits = [...EPSS_TOLD, SSVC_TREE.poc.epss, ...weights.epss.steps.map(({ from }) => from)];
  return `${shown('e.score')} = ${shown('f.epss')} AND ${band('e.score', limits)} = ${band('f.epss', limits)}`;
}

/** What is known of its CVEs beats what a scanner said once; where we know nothing, the scanner's word stays. */
const known = (weights: PriorityWeights) => `
  SELECT f.id, f.version, f.severity, f.cvss_score, f.fix_available, f.first_seen_at, f.priority, f.ssvc,
    f.epss AS epss_before, f.known_exploited AS exploited_before, coalesce(f.vuln_id LIKE 'CVE-%', FALSE) AS is_cve,
    CASE WHEN e.score IS NULL OR (${stays(weights)}) THEN f.epss ELSE e.score END AS epss,
    CASE WHEN k.listed THEN TRUE WHEN k.listed IS FALSE THEN FALSE
      WHEN f.known_exploited IS NULL AND $2::boolean AND f.vuln_id LIKE 'CVE-%' THEN FALSE ELSE f.known_exploited END
      AS known_exploited,
    lower(array_to_string(d."references", ' ')) AS refs,
    CASE WHEN d.cvss <> '[]' THEN ${VECTOR_SQL} END AS vector,
    ${SSVC_POINTS.map((point) => `a.${point}`).join(', ')}
  FROM finding f
  LEFT JOIN finding_detail d ON d.finding_id = f.id
  CROSS JOIN LATERAL (SELECT max(score) AS score FROM epss WHERE cve = ANY(f.ids || f.vuln_id)) e
  CROSS JOIN LATERAL (
    SELECT bool_or(withdrawn_at IS NULL) AS listed FROM kev WHERE cve = ANY(f.ids || f.vuln_id)) k
  LEFT JOIN (
    SELECT finding_id, ${SSVC_POINTS.map((point) => `max(answer) FILTER (WHERE point = '${point}') AS ${point}`).join(', ')}
    FROM ssvc_answer WHERE finding_id = ANY($1::int[]) GROUP BY finding_id) a ON a.finding_id = f.id
  WHERE f.id = ANY($1::int[])`;

function statement({ product, weights, now }: Scales): string {
  return `
    WITH x AS MATERIALIZED (${known(weights)}),
    weighed AS (
      SELECT x.id, x.epss, x.known_exploited, x.epss_before, x.exploited_before,
        ${prioritySql(product, weights, now)} AS priority, ${ssvcSql(product)} AS ssvc FROM x
    ), wanted AS (
      SELECT w.*, w.exploited_before IS DISTINCT FROM w.known_exploited
          AND coalesce(w.known_exploited OR w.exploited_before, FALSE) AS exploit_told,
        ${band('w.epss', EPSS_TOLD)} <> ${band('w.epss_before', EPSS_TOLD)} AS epss_told
      FROM weighed w JOIN finding f USING (id)
      WHERE (f.priority, f.ssvc, f.epss, f.known_exploited)
        IS DISTINCT FROM (w.priority, w.ssvc, w.epss, w.known_exploited)
      ORDER BY f.id FOR UPDATE OF f
    ), changed AS (
      UPDATE finding f SET priority = w.priority, ssvc = w.ssvc, epss = w.epss, known_exploited = w.known_exploited,
        version = f.version + (w.exploit_told OR w.epss_told)::int,
        updated_at = CASE WHEN w.exploit_told OR w.epss_told THEN $3::timestamptz ELSE f.updated_at END
      FROM wanted w WHERE f.id = w.id
      RETURNING f.id, f.version, w.exploit_told, w.epss_told, w.epss_before, w.epss, w.exploited_before, w.known_exploited
    ), told AS (
      INSERT INTO finding_event (finding_id, at, kind, changes, actor_kind, actor_name, version)
      SELECT id, $3::timestamptz, 'intel',
        CASE WHEN exploit_told THEN jsonb_build_object('knownExploited', jsonb_build_array(exploited_before, known_exploited))
          ELSE '{}' END
        || CASE WHEN epss_told THEN jsonb_build_object('epss', jsonb_build_array(epss_before, epss)) ELSE '{}' END,
        'system', CASE WHEN exploit_told THEN 'CISA KEV' ELSE 'FIRST EPSS' END, version
      FROM changed WHERE exploit_told OR epss_told ORDER BY id
    )
    SELECT count(*)::int AS changed FROM changed`;
}

const changedSchema = z.tuple([z.object({ changed: z.number() })]);

/**
 * Weighs findings of one product anew, in one statement: EPSS and known exploitation as we know them, priority, SSVC
 * decision. Rows that come out as they were are not written; locks are taken in the order of ids.
 * @returns how many changed
 */
export async function reweigh(
  client: pg.ClientBase | pg.Pool,
  ids: readonly number[],
  scales: Scales,
): Promise<number> {
  const { rows } = await client.query(statement(scales), [ids, scales.catalogue, scales.now]);
  return changedSchema.parse(rows)[0].changed;
}

/** The same inside a verb's transaction. */
export async function reweighIn(tx: Tx, ids: readonly number[], scales: Scales): Promise<number> {
  const rows = await tx.$queryRawUnsafe(statement(scales), [...ids], scales.catalogue, scales.now);
  return changedSchema.parse(rows)[0].changed;
}
