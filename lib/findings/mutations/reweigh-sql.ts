import type { ProductAttributes } from '@/lib/assets/attributes';
import { utcDay } from '@/lib/core/datetime';
import { missionOf } from '@/lib/findings/ssvc';
import { SSVC_DECISIONS } from '@/lib/findings/ssvc-decisions';
import type { SsvcPoint } from '@/lib/findings/ssvc-points';
import { pointOf, SSVC_TREE } from '@/lib/findings/ssvc-tree';
import type { PriorityWeights } from '@/lib/findings/weights';

const DAY_MS = 86_400_000;

/**
 * Numbers of weights and tree are checked by their schemas and written out, so that the planner sees constants and a
 * million rows cost no lookup. Texts are quoted here.
 */
const quoted = (text: string) => `'${text.replaceAll("'", "''")}'`;
const like = (text: string) => quoted(`%${text.replaceAll(/[\\%_]/g, '\\$&')}%`);

type Steps = PriorityWeights['age']['steps'];

function stepped(steps: Steps, test: (from: number) => string): string {
  if (steps.length === 0) return '0';
  return `CASE ${steps.map(({ from, points }) => `WHEN ${test(from)} THEN ${points}`).join(' ')} ELSE 0 END`;
}

function answered(column: string, { yes, no, unknown }: PriorityWeights['fix']): string {
  return `CASE ${column} WHEN TRUE THEN ${yes} WHEN FALSE THEN ${no} ELSE ${unknown} END`;
}

/** `priorityOf` over columns `severity, cvss_score, is_cve, epss, known_exploited, fix_available, first_seen_at` of `x`. */
export function prioritySql(product: ProductAttributes, weights: PriorityWeights, now: Date): string {
  const { bands, unscored, most } = weights.severity;
  const score = bands
    .map(
      ([least, highest], severity) =>
        `WHEN ${severity} THEN CASE WHEN x.cvss_score IS NULL THEN ${unscored[severity]}::float8
          ELSE least(greatest(x.cvss_score::float8, ${least}::float8), ${highest}::float8) END`,
    )
    .join(' ');
  const seenBefore = (days: number) =>
    `x.first_seen_at < ${quoted(new Date(utcDay(now).getTime() - (days - 1) * DAY_MS).toISOString())}::timestamptz`;
  const terms = [
    `floor((CASE x.severity ${score} END) * ${most} / 10 + 0.5)::int`,
    `CASE WHEN x.epss IS NOT NULL THEN ${stepped(weights.epss.steps, (from) => `x.epss >= ${from}::real`)}
      WHEN x.is_cve THEN ${weights.epss.unknown} ELSE 0 END`,
    `CASE WHEN x.known_exploited IS NULL AND NOT x.is_cve THEN 0
      ELSE ${answered('x.known_exploited', weights.knownExploited)} END`,
    `${weights.exposure[product.exposure ?? 'unknown'] + weights.tier[product.tier ?? 'unknown']}`,
    answered('x.fix_available', weights.fix),
    stepped(weights.age.steps, seenBefore),
  ];
  return `(${terms.map((term) => `(${term})`).join(' + ')})::smallint`;
}

/** A place among the answers of a question, by the column of what a person said, else by the facts, else assumed. */
function placeSql(name: SsvcPoint, facts: string): string {
  const { answers, assumed } = pointOf(name);
  const said = answers.map((answer, place) => `WHEN ${quoted(answer)} THEN ${place}`).join(' ');
  const bySeverity = assumed.map((answer) => answers.indexOf(answer));
  return `coalesce(CASE x.${name} ${said} END, ${facts}, ('{${bySeverity.join(',')}}'::int[])[x.severity + 1])`;
}

const place = (name: SsvcPoint, answer: string) => String(pointOf(name).answers.indexOf(answer));
const has = (metric: string) => `x.vector LIKE '%/${metric}/%'`;
const impact = (metric: string, value: string) => `(${has(`${metric}:${value}`)} OR ${has(`V${metric}:${value}`)})`;

function exploitationSql(): string {
  const { poc } = SSVC_TREE;
  const refs = `x.refs LIKE ANY (ARRAY[${poc.references.map(like).join(', ')}])`;
  return `CASE WHEN x.known_exploited THEN ${place('exploitation', 'active')}
    WHEN x.epss >= ${poc.epss}::real OR ${refs} THEN ${place('exploitation', 'poc')}
    WHEN x.known_exploited IS FALSE THEN ${place('exploitation', 'none')} END`;
}

function automatableSql(): string {
  const yes = ['AV:N', 'AC:L', 'PR:N', 'UI:N'].map(has).join(' AND ');
  return `CASE WHEN x.vector IS NULL THEN NULL WHEN ${yes} AND NOT ${has('AT:P')} THEN ${place('automatable', 'yes')}
    ELSE ${place('automatable', 'no')} END`;
}

function technicalImpactSql(): string {
  const total = SSVC_TREE.totalImpact.any.map(({ privileges, confidentiality, integrity }) =>
    [
      ...(privileges === undefined ? [] : [has(`PR:${privileges}`)]),
      impact('C', confidentiality),
      impact('I', integrity),
    ].join(' AND '),
  );
  return `CASE WHEN x.vector IS NULL THEN NULL WHEN ${total.map((one) => `(${one})`).join(' OR ')}
    THEN ${place('technical_impact', 'total')} ELSE ${place('technical_impact', 'partial')} END`;
}

/**
 * `ssvcOf` over columns `severity, known_exploited, epss, refs` (references, joined, lower case), `vector` and one of the name of
 * each question (what a person said) of `x`.
 */
export function ssvcSql(product: ProductAttributes): string {
  const mission = missionOf(product).answer;
  const facts: Readonly<Record<SsvcPoint, string>> = {
    exploitation: exploitationSql(),
    automatable: automatableSql(),
    technical_impact: technicalImpactSql(),
    mission: mission === null ? 'NULL' : place('mission', mission),
  };
  const row = SSVC_TREE.points.reduce(
    (at, { point, answers }) => `(${at} * ${answers.length} + ${placeSql(point, facts[point])})`,
    '0',
  );
  const ranks = SSVC_TREE.table.map((decision) => SSVC_DECISIONS.indexOf(decision));
  return `('{${ranks.join(',')}}'::smallint[])[${row} + 1]`;
}

/** The vector to read of `finding_detail.cvss` as `cvss`, between slashes: `vectorOf` in SQL. */
export const VECTOR_SQL = `
  (SELECT '/' || (one ->> 'vector') || '/' FROM jsonb_array_elements(d.cvss) WITH ORDINALITY AS v (one, nth)
   WHERE one ->> 'version' >= '3.0' COLLATE "C" AND '/' || (one ->> 'vector') ~ '/AV:[NALP]'
   ORDER BY one ->> 'version' COLLATE "C" DESC, coalesce((one ->> 'score')::float8, -1) DESC, nth LIMIT 1)`;
