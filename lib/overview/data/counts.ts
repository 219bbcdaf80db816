import { z } from 'zod';
import type { Scope } from '@/lib/access/policy';
import { unsafeDb } from '@/lib/core/db';
import { type Condition, countsWhere } from '@/lib/findings/data/condition';
import { ageOf } from '@/lib/findings/data/counted';
import { countFindings } from '@/lib/findings/data/facets';
import { tallyFor } from '@/lib/findings/data/levels';
import { type ListedProduct, listedProducts } from '@/lib/findings/data/products';
import { conditionsOf, OPEN, type Viewer } from '@/lib/findings/data/where';
import { AGE_NAMES, type Age, type FindingFilter, loadFilter } from '@/lib/findings/search-params';
import { SEVERITIES, type SeverityName, severityName } from '@/lib/findings/severity';
import { FINDING_STATUSES } from '@/lib/findings/types';
import { bySeverity, type Flow, sumSeverities, trendDays, trendOf, weekAgo } from '@/lib/overview/rules';
import type { Counts, Figure, OverviewFilter, ProductBar } from '@/lib/overview/types';
import { Prisma } from '@/prisma/generated/client';

const dayCountsSchema = z.array(
  z.object({
    severity: z.number(),
    age: z.enum(AGE_NAMES),
    isNew: z.boolean(),
    isOpen: z.boolean(),
    n: z.number(),
  }),
);
type DayCount = z.infer<typeof dayCountsSchema>[number];

const productCountsSchema = z.array(z.object({ productId: z.string(), severity: z.number(), n: z.number() }));
type ProductCount = z.infer<typeof productCountsSchema>[number];
type SeverityCount = Pick<DayCount, 'severity' | 'n'>;

const flowSchema = z.array(z.object({ day: z.string(), severity: z.number(), entered: z.number(), left: z.number() }));

/** The address of a figure, whole, as the list reads it. */
export function filterOf(address: Partial<FindingFilter>): FindingFilter {
  return { ...loadFilter({}), ...address };
}

/** By whole days first: they are few, and what their ages are called is asked of each once. */
async function readDays(where: Prisma.Sql, now: Date): Promise<DayCount[]> {
  const rows = await unsafeDb().$queryRaw`
    SELECT f.severity, ${ageOf(Prisma.sql`f.first_seen_on`, now)} AS age,
      f.first_seen_on >= ${weekAgo(now)}::date AS "isNew", f.is_open AS "isOpen", sum(f.n)::float8 AS n
    FROM (SELECT f.first_seen_on, f.severity, f.status IN (${OPEN}) AS is_open, sum(f.n) AS n
      FROM finding_day f WHERE ${where} GROUP BY 1, 2, 3) AS f
    GROUP BY 1, 2, 3, 4 HAVING sum(f.n) <> 0`;
  return dayCountsSchema.parse(rows);
}

/** What is open by product. */
async function readProducts(conditions: readonly Condition[]): Promise<ProductCount[]> {
  const rows = await unsafeDb().$queryRaw`
    SELECT f.product_id::text AS "productId", f.severity, sum(f.n)::float8 AS n
    FROM (SELECT f.product_id, f.severity, f.n FROM ${tallyFor(conditions, 'product')} AS f
      WHERE f.status IN (${OPEN}) AND ${countsWhere(conditions, 'tally') ?? Prisma.sql`FALSE`}) AS f
    GROUP BY f.product_id, f.severity HAVING sum(f.n) <> 0`;
  return productCountsSchema.parse(rows);
}

/** The flow by day; everything before the first day of the trend is summed into that day. */
async function readFlow(where: Prisma.Sql, firstDay: string): Promise<Flow[]> {
  const rows = await unsafeDb().$queryRaw`
    SELECT to_char(GREATEST(f."on", ${firstDay}::date), 'YYYY-MM-DD') AS day, f.severity,
      COALESCE(sum(f.n) FILTER (WHERE f.change IN ('new', 'reopened', 'severity-in')), 0)::float8 AS entered,
      COALESCE(sum(f.n) FILTER (WHERE f.change IN ('fixed', 'dismissed', 'severity-out')), 0)::float8 AS left
    FROM finding_flow f WHERE ${where} GROUP BY 1, 2`;
  return flowSchema.parse(rows);
}

const sum = (rows: readonly SeverityCount[]) => rows.reduce((total, { n }) => total + n, 0);

function figure(rows: readonly SeverityCount[], filter: Partial<FindingFilter>): Figure {
  return { n: sum(rows), exact: true, filter };
}

function severityFigures(rows: readonly SeverityCount[], scope: Partial<FindingFilter>) {
  return bySeverity((name) => {
    const own = rows.filter(({ severity }) => severityName(severity) === name);
    return figure(own, { ...scope, severity: [name] });
  });
}

/** Most urgent first: by critical, then by high, and so on. */
function urgency(a: ProductBar, b: ProductBar): number {
  const names: SeverityName[] = [...SEVERITIES].reverse();
  const decisive = names.find((name) => a.severities[name].n !== b.severities[name].n);
  return decisive ? b.severities[decisive].n - a.severities[decisive].n : a.name.localeCompare(b.name);
}

function productBars(open: readonly ProductCount[], products: readonly ListedProduct[]): ProductBar[] {
  const byProduct = Map.groupBy(open, ({ productId }) => productId);
  return products
    .flatMap(({ id, slug, name }) => {
      const own = byProduct.get(id) ?? [];
      const scope = { product: [slug] };
      return sum(own) === 0 ? [] : [{ slug, name, open: figure(own, scope), severities: severityFigures(own, scope) }];
    })
    .sort(urgency);
}

function ageFigures(open: readonly DayCount[], scope: Partial<FindingFilter>): Counts['ages'] {
  const of = (age: Age) =>
    severityFigures(
      open.filter((row) => row.age === age),
      { ...scope, age: [age] },
    );
  return { week: of('week'), month: of('month'), quarter: of('quarter'), year: of('year'), older: of('older') };
}

/** Every figure of the overview within the scope, from the maintained counts; each carries the list that it counts. */
export async function readCounts(scope: Scope, chosen: OverviewFilter, viewer: Viewer): Promise<Counts> {
  const { now } = viewer;
  const narrowed = { team: [...chosen.team], product: [...chosen.product] };
  const products = await listedProducts(scope);
  const all = await conditionsOf(scope, products, filterOf({ ...narrowed, status: [...FINDING_STATUSES] }), viewer);
  const where = countsWhere(all, 'day') ?? Prisma.sql`FALSE`;
  const weeks = trendDays(now);
  const fixedFilter: Partial<FindingFilter> = { ...narrowed, status: ['fixed'], since: weekAgo(now) };
  const [days, byProduct, flow, fixed] = await Promise.all([
    readDays(where, now),
    readProducts(all),
    readFlow(where, weeks[0] ?? weekAgo(now)),
    countFindings(scope, filterOf(fixedFilter), viewer),
  ]);
  const open = days.filter(({ isOpen }) => isOpen);
  const trend = trendOf(flow, weeks);
  const before = trend.find(({ day }) => day === weekAgo(now));
  return {
    open: figure(open, narrowed),
    severities: severityFigures(open, narrowed),
    products: productBars(byProduct, products),
    ages: ageFigures(open, narrowed),
    openBefore: before ? sumSeverities(before.open) : 0,
    trend,
    added: figure(
      days.filter(({ isNew }) => isNew),
      { ...narrowed, status: [...FINDING_STATUSES], from: weekAgo(now) },
    ),
    fixed: { ...fixed, filter: fixedFilter },
  };
}
