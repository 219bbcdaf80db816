import type { Scope } from '@/lib/access/policy';
import { daysOfAge } from '@/lib/findings/age';
import {
  allOf,
  anyOf,
  type Condition,
  everywhere,
  inTally,
  onlyFinding,
  productIs,
  productsOf,
} from '@/lib/findings/data/condition';
import { type ListedProduct, productsNamed, productsOfTeams } from '@/lib/findings/data/products';
import { turnedWithin } from '@/lib/findings/data/where-history';
import { evidenceConditions } from '@/lib/findings/data/where-source';
import { searchConditions } from '@/lib/findings/data/where-text';
import { OPEN_STATUSES } from '@/lib/findings/rules';
import { type Answer, DUE_SOON_DAYS, type FindingFilter, type SlaState } from '@/lib/findings/search-params';
import { SEVERITIES } from '@/lib/findings/severity';
import { SSVC_DECISIONS } from '@/lib/findings/ssvc-decisions';
import { type FacetName, FINDING_STATUSES, type FindingStatus } from '@/lib/findings/types';
import { Prisma } from '@/prisma/generated/client';

/** Who looks and when: "me", "my teams" (the products of one's grants, `own`) and ages are read by it. */
export type Viewer = { readonly personId: string | null; readonly own?: readonly string[]; readonly now: Date };

const listed = (statuses: readonly FindingStatus[]) => Prisma.raw(statuses.map((one) => `'${one}'`).join(', '));
export const OPEN = listed(OPEN_STATUSES);
const CLOSED = listed(FINDING_STATUSES.filter((one) => !OPEN_STATUSES.some((open) => open === one)));

/** True of every finding. Of a product, open and closed findings have an index each, and all of them have none. */
export const OPEN_OR_CLOSED = onlyFinding(null, Prisma.sql`(f.status IN (${OPEN}) OR f.status IN (${CLOSED}))`);

/** As the index has it. */
const DUE = Prisma.sql`COALESCE(f.due_at, 'infinity'::timestamptz)`;

const isSome = (condition: Condition | null): condition is Condition => condition !== null;

/** `f.known_exploited` and its like: yes, no, or not known. */
function answered(column: Prisma.Sql, answers: readonly Answer[]): Prisma.Sql {
  const tests = answers.map((answer) => {
    if (answer === 'unknown') return Prisma.sql`${column} IS NULL`;
    return answer === 'yes' ? Prisma.sql`${column} IS TRUE` : Prisma.sql`${column} IS FALSE`;
  });
  return anyOf(tests);
}

function statusIs({ status }: FindingFilter): Condition | null {
  if (status.length === FINDING_STATUSES.length) return null;
  // Written out, so that the planner may use the partial indexes of open and of closed findings.
  const chosen = FINDING_STATUSES.filter((one) => status.includes(one));
  return everywhere('status', chosen.length > 0 ? Prisma.sql`f.status IN (${listed(chosen)})` : Prisma.sql`FALSE`);
}

function assigneeIs({ assignee }: FindingFilter, viewer: Viewer): Condition | null {
  if (assignee.length === 0) return null;
  const ids = assignee.flatMap((one) => {
    if (one === 'none') return [];
    return one === 'me' ? (viewer.personId ?? []) : one;
  });
  const [only, ...others] = ids;
  if (only && others.length === 0 && !assignee.includes('none')) {
    const sql = Prisma.sql`f.assignee_id = ${only}::uuid`;
    return { ...inTally('assignee', sql), few: true, inOrder: ['severity', 'priority'] };
  }
  const tests = [
    ...(ids.length > 0 ? [Prisma.sql`f.assignee_id = ANY(${ids}::uuid[])`] : []),
    ...(assignee.includes('none') ? [Prisma.sql`f.assignee_id IS NULL`] : []),
  ];
  return { ...inTally('assignee', anyOf(tests)), few: !assignee.includes('none') };
}

type Days = { readonly from: string | null; readonly to: string | null };

/** First seen within whole UTC days; counts keep the day, the finding the instant. */
function firstSeen(facet: FacetName | null, ranges: readonly Days[]): Condition {
  const between = (test: (days: Days) => Prisma.Sql[]) =>
    anyOf(ranges.map((days) => Prisma.sql`(${allOf(test(days))})`));
  return {
    facet,
    finding: between(({ from, to }) => [
      ...(from ? [Prisma.sql`f.first_seen_at >= ${`${from}T00:00:00Z`}::timestamptz`] : []),
      ...(to ? [Prisma.sql`f.first_seen_at < ${`${to}T00:00:00Z`}::timestamptz + interval '24 hours'`] : []),
    ]),
    tally: null,
    day: between(({ from, to }) => [
      ...(from ? [Prisma.sql`f.first_seen_on >= ${from}::date`] : []),
      ...(to ? [Prisma.sql`f.first_seen_on <= ${to}::date`] : []),
    ]),
  };
}

function slaIs(state: SlaState, now: Date): Prisma.Sql {
  const today = Prisma.sql`${now.toISOString()}::timestamptz`;
  const soon = Prisma.sql`${today} + ${DUE_SOON_DAYS} * interval '24 hours'`;
  if (state === 'none') return Prisma.sql`(f.due_at IS NULL AND f.sla_paused_at IS NULL OR f.status NOT IN (${OPEN}))`;
  if (state === 'paused') return Prisma.sql`(f.status IN (${OPEN}) AND f.sla_paused_at IS NOT NULL)`;
  const due = Prisma.sql`f.status IN (${OPEN}) AND f.sla_paused_at IS NULL AND ${DUE}`;
  if (state === 'overdue') return Prisma.sql`(${due} < ${today})`;
  if (state === 'on_track') return Prisma.sql`(${due} >= ${soon} AND f.due_at IS NOT NULL)`;
  return Prisma.sql`(${due} >= ${today} AND ${DUE} < ${soon})`;
}

/** Each SLA state as a value, for counting beside the filter. */
export function slaState(now: Date): Prisma.Sql {
  return Prisma.sql`CASE WHEN ${slaIs('none', now)} THEN 'none' WHEN ${slaIs('paused', now)} THEN 'paused'
    WHEN ${slaIs('overdue', now)} THEN 'overdue'
    WHEN ${slaIs('due_soon', now)} THEN 'due_soon' ELSE 'on_track' END`;
}

const SNOOZED = {
  yes: Prisma.sql`(f.snoozed_until IS NOT NULL AND f.status IN (${OPEN}))`,
  no: Prisma.sql`f.snoozed_until IS NULL`,
  woken: Prisma.sql`f.woken_at IS NOT NULL`,
} as const;

function oneOf(facet: FacetName, column: Prisma.Sql, values: readonly string[]): Condition | null {
  if (values.length === 0) return null;
  return { ...inTally(facet, Prisma.sql`${column} = ANY(${[...values]}::text[])`), blind: true };
}

function severityIs({ severity }: FindingFilter): Condition | null {
  if (severity.length === 0) return null;
  const ranks = severity.map((name) => SEVERITIES.indexOf(name));
  const [least, most] = [Math.min(...ranks), Math.max(...ranks)];
  // Neighbours are a range, which an index by severity reads in order.
  const together = most - least + 1 === new Set(ranks).size;
  return everywhere(
    'severity',
    together
      ? Prisma.sql`f.severity BETWEEN ${least}::smallint AND ${most}::smallint`
      : Prisma.sql`f.severity = ANY(${ranks}::smallint[])`,
  );
}

function ssvcIs({ ssvc }: FindingFilter): Condition | null {
  if (ssvc.length === 0) return null;
  // Written out, so that the planner may use the partial indexes of those that are more than tracked.
  const ranks = Prisma.raw(ssvc.map((one) => SSVC_DECISIONS.indexOf(one)).join(', '));
  const chosen = onlyFinding('ssvc', Prisma.sql`f.ssvc IN (${ranks})`);
  return ssvc.every((one) => one === 'act') ? { ...chosen, few: true, inOrder: ['severity'] } : chosen;
}

/** Given to or by the reader, who is the only one that it is about. */
function handoverIs({ handover }: FindingFilter, { personId }: Viewer): Condition | null {
  if (!handover) return null;
  const own = Prisma.sql`(f.assignee_id = ${personId}::uuid OR f.handed_by_id = ${personId}::uuid)`;
  return { ...onlyFinding(null, Prisma.sql`f.handed_by_id IS NOT NULL AND ${own}`), few: true };
}

function kevIs({ kev }: FindingFilter): Condition | null {
  if (kev.length === 0) return null;
  const few = kev.every((one) => one === 'yes');
  const known = inTally('kev', answered(Prisma.sql`f.known_exploited`, kev));
  return few ? { ...known, few, inOrder: ['severity'] } : { ...known, blind: true };
}

function listConditions(filter: FindingFilter, { now }: Viewer): (Condition | null)[] {
  const { fix, age, from, to, since, changed, sla, tag, snoozed, regressed } = filter;
  return [
    oneOf('kind', Prisma.sql`f.kind`, filter.kind),
    oneOf('scanner', Prisma.sql`f.scanner`, filter.scanner),
    kevIs(filter),
    fix.length > 0 ? { ...inTally('fix', answered(Prisma.sql`f.fix_available`, fix)), blind: true } : null,
    ssvcIs(filter),
    age.length > 0
      ? firstSeen(
          'age',
          age.map((one) => daysOfAge(one, now)),
        )
      : null,
    from || to ? firstSeen(null, [{ from, to }]) : null,
    since ? onlyFinding(null, Prisma.sql`f.status_changed_at >= ${`${since}T00:00:00Z`}::timestamptz`) : null,
    changed ? { ...onlyFinding(null, turnedWithin(changed, OPEN)), few: true } : null,
    snoozed ? onlyFinding(null, SNOOZED[snoozed]) : null,
    regressed ? onlyFinding(null, regressed === 'yes' ? Prisma.sql`f.regressed` : Prisma.sql`NOT f.regressed`) : null,
    sla.length > 0 ? onlyFinding('sla', anyOf(sla.map((state) => slaIs(state, now)))) : null,
    tag.length > 0 ? onlyFinding('tag', Prisma.sql`(f.tags && ${tag}::text[] AND f.tags <> '{}')`) : null,
  ];
}

/** The whole filter within the scope, as conditions that all must hold. The scope is always the first of them. */
export async function conditionsOf(
  scope: Scope,
  products: readonly ListedProduct[],
  filter: FindingFilter,
  viewer: Viewer,
): Promise<Condition[]> {
  const reach = [
    ...(scope.products === 'all' ? [] : [productIs(null, scope.products)]),
    ...(filter.own ? [productIs(null, viewer.own ?? [])] : []),
  ];
  const [typed, said] = await Promise.all([
    searchConditions(filter),
    evidenceConditions(filter, OPEN, productsOf(reach)),
  ]);
  return [
    ...reach,
    filter.product.length > 0 ? productIs('product', productsNamed(products, filter)) : null,
    filter.team.length > 0 ? productIs('team', productsOfTeams(products, filter)) : null,
    statusIs(filter),
    severityIs(filter),
    assigneeIs(filter, viewer),
    handoverIs(filter, viewer),
    ...listConditions(filter, viewer),
    ...said,
    ...typed.map(({ sql, few }) => ({ ...onlyFinding(null, sql), few })),
  ].filter(isSome);
}
