import { z } from 'zod';
import { unsafeDb } from '@/lib/core/db';
import { daysBefore } from '@/lib/findings/age';
import { type Condition, type CountTable, countsWhere } from '@/lib/findings/data/condition';
import { type Grouped, tallyFor } from '@/lib/findings/data/levels';
import { AGES } from '@/lib/findings/search-params';
import type { FacetName } from '@/lib/findings/types';
import { Prisma } from '@/prisma/generated/client';

/** `facet` is a facet's name or `total`. */
export const countedSchema = z.array(z.object({ facet: z.string(), value: z.string(), n: z.number() }));
export type Counted = z.infer<typeof countedSchema>;

/** What a row `f` is called in the address of a facet. */
type Named = { readonly facet: FacetName; readonly name: Prisma.Sql };
/** A column of few values, by which all rows are put together before anything is counted. */
type Cell = Named & { readonly column: Prisma.Sql };

const answer = (column: Prisma.Sql) =>
  Prisma.sql`CASE ${column} WHEN TRUE THEN 'yes' WHEN FALSE THEN 'no' ELSE 'unknown' END`;
const cell = (facet: FacetName, column: Prisma.Sql, name = column): Cell => ({ facet, column, name });

const STATUS = cell('status', Prisma.sql`f.status`, Prisma.sql`f.status::text`);
const SEVERITY = cell(
  'severity',
  Prisma.sql`f.severity`,
  Prisma.sql`(ARRAY['info', 'low', 'medium', 'high', 'critical'])[f.severity + 1]`,
);
const KIND = cell('kind', Prisma.sql`f.kind`);
const SCANNER = cell('scanner', Prisma.sql`f.scanner`);
const KEV = cell('kev', Prisma.sql`f.known_exploited`, answer(Prisma.sql`f.known_exploited`));
const FIX = cell('fix', Prisma.sql`f.fix_available`, answer(Prisma.sql`f.fix_available`));

const SSVC: Named = {
  facet: 'ssvc',
  name: Prisma.sql`COALESCE((ARRAY['track', 'track_star', 'attend', 'act'])[f.ssvc + 1], 'unknown')`,
};
const PRODUCT: Named = { facet: 'product', name: Prisma.sql`f.product_id::text` };
const ASSIGNEE: Named = { facet: 'assignee', name: Prisma.sql`COALESCE(f.assignee_id::text, 'none')` };

/** The age of a day of first sight, by its name in the address. */
export function ageOf(day: Prisma.Sql, now: Date): Prisma.Sql {
  const after = (days: number) => Prisma.sql`${day} >= ${daysBefore(now, days)}::date`;
  return Prisma.sql`CASE WHEN ${after(AGES.week[1])} THEN 'week' WHEN ${after(AGES.month[1])} THEN 'month'
    WHEN ${after(AGES.quarter[1])} THEN 'quarter' WHEN ${after(AGES.year[1])} THEN 'year' ELSE 'older' END`;
}

/** Facets whose values have names of their own in a row of `finding f`: for counting rows instead of counts. */
export const NAMED_IN_ROWS: readonly Named[] = [STATUS, SEVERITY, KIND, SCANNER, KEV, FIX, SSVC, ASSIGNEE, PRODUCT];

/** A dimension of many values: `key` groups rows `f` of the table, `name` reads the groups `f`. */
type Wide = Named & { readonly key: Prisma.Sql; readonly grouped: Grouped };
type Table = {
  /** To select from as `f` under the conditions. */
  readonly from: (conditions: readonly Condition[], grouped: Grouped) => Prisma.Sql;
  readonly cells: readonly Cell[];
  readonly wide: (now: Date) => readonly Wide[];
};

const BY_PRODUCT: Wide = { ...PRODUCT, key: Prisma.sql`f.product_id`, grouped: 'product' };
/** `team` counts products too, under other conditions. */
const BY_TEAM: Wide = { ...BY_PRODUCT, facet: 'team' };
const BY_ASSIGNEE: Wide = { ...ASSIGNEE, key: Prisma.sql`f.assignee_id`, grouped: 'assignee' };

const TABLES: Readonly<Record<CountTable, Table>> = {
  tally: {
    from: tallyFor,
    cells: [STATUS, SEVERITY, KIND, SCANNER, KEV, FIX],
    wide: () => [BY_PRODUCT, BY_TEAM, BY_ASSIGNEE],
  },
  day: {
    from: () => Prisma.sql`finding_day`,
    cells: [STATUS, SEVERITY],
    wide: (now) => [
      BY_PRODUCT,
      BY_TEAM,
      {
        facet: 'age',
        key: Prisma.sql`f.first_seen_on`,
        name: ageOf(Prisma.sql`f.first_seen_on`, now),
        grouped: null,
      },
    ],
  },
};

/** The facets that the table can count under these conditions: none where it does not know one of them. */
export function facetsOf(table: CountTable, conditions: readonly Condition[], now: Date): FacetName[] {
  if (!countsWhere(conditions, table)) return [];
  return [...TABLES[table].cells, ...TABLES[table].wide(now)].map(({ facet }) => facet);
}

function whereOrNothing(conditions: readonly Condition[], table: CountTable): Prisma.Sql {
  return countsWhere(conditions, table) ?? Prisma.sql`FALSE`;
}

/**
 * How many each person has, and nobody: few are given to somebody, so the others are counted as what is left of all,
 * at a level that has no assignees.
 */
function byAssignee({ facet, name }: Named, conditions: readonly Condition[]): Prisma.Sql {
  const where = whereOrNothing(conditions, 'tally');
  return Prisma.sql`
    WITH given AS MATERIALIZED (
      SELECT f.assignee_id, sum(f.n) AS n FROM finding_tally AS f
      WHERE f.assignee_id IS NOT NULL AND ${where} GROUP BY f.assignee_id)
    ${countOf(facet, name, Prisma.sql`given AS f`)}
    UNION ALL SELECT ${facet}::text, 'none',
      (COALESCE((SELECT sum(f.n) FROM ${tallyFor(conditions, null)} AS f WHERE ${where}), 0)
        - COALESCE((SELECT sum(given.n) FROM given), 0))::float8`;
}

/**
 * Counts from one table: each facet under all conditions but its own, `total` under all. The table is put together into
 * its few cells once; what has many values is summed from the table itself, at the same time.
 */
export async function countedIn(
  table: CountTable,
  wanted: readonly (FacetName | 'total')[],
  conditions: readonly Condition[],
  now: Date,
): Promise<Counted> {
  const { from, cells, wide } = TABLES[table];
  const isCell = ({ facet }: Condition) => cells.some((one) => one.facet === facet);
  const inner = conditions.filter(isCell);
  const outer = conditions.filter((one) => !isCell(one));
  const without = (all: readonly Condition[], own: FacetName) => all.filter(({ facet }) => facet !== own);
  const inCells = [
    ...(wanted.includes('total')
      ? [countOf('total', Prisma.sql`''`, Prisma.sql`cells AS f WHERE ${whereOrNothing(inner, table)}`)]
      : []),
    ...cells
      .filter(({ facet }) => wanted.includes(facet))
      .map(({ facet, name }) =>
        countOf(facet, name, Prisma.sql`cells AS f WHERE ${whereOrNothing(without(inner, facet), table)}`),
      ),
  ];
  const ofMany = wide(now)
    .filter(({ facet }) => wanted.includes(facet))
    .map((one) => {
      const others = without(conditions, one.facet);
      if (one.grouped === 'assignee') return byAssignee(one, others);
      return countOf(
        one.facet,
        one.name,
        Prisma.sql`(SELECT ${one.key}, sum(f.n) AS n FROM ${from(others, one.grouped)} AS f
          WHERE ${whereOrNothing(others, table)} GROUP BY ${one.key}) AS f`,
      );
    });
  const columns = Prisma.join(cells.map(({ column }) => column));
  const together = () => Prisma.sql`
    WITH cells AS MATERIALIZED (
      SELECT ${columns}, sum(f.n) AS n FROM ${from(outer, null)} AS f WHERE ${whereOrNothing(outer, table)}
      GROUP BY ${columns})
    ${Prisma.join(inCells, ' UNION ALL ')}`;
  const statements = inCells.length > 0 ? [together(), ...ofMany] : ofMany;
  const found = await Promise.all(statements.map((sql) => unsafeDb().$queryRaw(sql)));
  return found.flatMap((rows) => countedSchema.parse(rows));
}

function countOf(facet: FacetName | 'total', name: Prisma.Sql, rows: Prisma.Sql): Prisma.Sql {
  return Prisma.sql`SELECT ${facet}::text AS facet, ${name} AS value, sum(f.n)::float8 AS n FROM ${rows} GROUP BY 2`;
}

/** How many match, from the maintained counts; null where none of them knows all of the conditions. */
export async function countedTotal(conditions: readonly Condition[]): Promise<number | null> {
  const table = (['tally', 'day'] as const).find((one) => countsWhere(conditions, one));
  if (!table) return null;
  const found = await unsafeDb().$queryRaw`
    SELECT COALESCE(sum(f.n), 0)::float8 AS n FROM ${TABLES[table].from(conditions, null)} AS f WHERE ${whereOrNothing(conditions, table)}`;
  return z.tuple([z.object({ n: z.number() })]).parse(found)[0].n;
}
