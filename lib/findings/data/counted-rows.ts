import { unsafeDb } from '@/lib/core/db';
import { type Condition, findingWhere } from '@/lib/findings/data/condition';
import { ageOf, type Counted, countedSchema, NAMED_IN_ROWS } from '@/lib/findings/data/counted';
import { OPEN, slaState } from '@/lib/findings/data/where';
import type { FacetName } from '@/lib/findings/types';
import { Prisma } from '@/prisma/generated/client';

/** Counts that the maintained ones cannot give stop here: beyond it they say "at least". */
export const COUNT_BOUND = 1_000;

const EVIDENCE = Prisma.sql`evidence AS MATERIALIZED (
  SELECT sample.id, sample.status, s.source_id, s.present FROM sample JOIN finding_source s ON s.finding_id = sample.id)`;

/** By a word of the sources that report them; those of which nobody said it count nowhere. */
function saidOf(facet: 'branch' | 'environment'): Prisma.Sql {
  const word = Prisma.raw(`o.${facet}`);
  return Prisma.sql`SELECT ${facet}::text, ${word}, count(DISTINCT e.id)::float8
    FROM evidence e JOIN source o ON o.id = e.source_id
    WHERE ${word} <> '' AND (e.present OR e.status NOT IN (${OPEN})) GROUP BY ${word}`;
}

/** How one facet is counted over the sample. */
function countOf(facet: FacetName, now: Date): Prisma.Sql {
  switch (facet) {
    case 'age':
      return byName(facet, ageOf(Prisma.sql`(f.first_seen_at AT TIME ZONE 'UTC')::date`, now));
    case 'sla':
      return byName(facet, slaState(now));
    case 'tag':
      return Prisma.sql`SELECT 'tag', tag, count(*)::float8 FROM sample, unnest(sample.tags) AS tag GROUP BY tag`;
    case 'source':
      return Prisma.sql`SELECT 'source', e.source_id::text, count(*)::float8 FROM evidence e GROUP BY e.source_id`;
    case 'branch':
    case 'environment':
      return saidOf(facet);
    default: {
      const named = NAMED_IN_ROWS.find((one) => one.facet === (facet === 'team' ? 'product' : facet));
      return byName(named?.facet ?? facet, named?.name ?? Prisma.sql`''`);
    }
  }
}

function byName(facet: FacetName, name: Prisma.Sql): Prisma.Sql {
  return Prisma.sql`SELECT ${facet}::text, ${name}, count(*)::float8 FROM sample f GROUP BY 2`;
}

/**
 * Counts the facets over the first rows that match, one more than the bound so that the bound is noticed; `total` says
 * how many rows that were. Teams are told by their products.
 */
export async function countRows(
  conditions: readonly Condition[],
  facets: readonly FacetName[],
  now: Date,
): Promise<Counted> {
  const counts = facets.map((facet) => Prisma.sql`UNION ALL ${countOf(facet, now)}`);
  const evidence = facets.some((one) => one === 'source' || one === 'branch' || one === 'environment');
  const found = await unsafeDb().$queryRaw`
    WITH sample AS MATERIALIZED (
      SELECT f.id, f.status, f.severity, f.kind, f.scanner, f.known_exploited, f.fix_available, f.ssvc, f.assignee_id,
        f.product_id, f.tags, f.due_at, f.sla_paused_at, f.first_seen_at
      FROM finding f WHERE ${findingWhere(conditions)} LIMIT ${COUNT_BOUND + 1})
      ${evidence ? Prisma.sql`, ${EVIDENCE}` : Prisma.empty}
    SELECT 'total' AS facet, '' AS value, count(*)::float8 AS n FROM sample
    ${counts.length > 0 ? Prisma.join(counts, ' ') : Prisma.empty}`;
  return countedSchema.parse(found);
}
