import type { FindingFilter } from '@/lib/findings/search-params';
import { Prisma } from '@/prisma/generated/client';

type SourceFacet = 'source' | 'branch' | 'environment';
type Evidence = { readonly facet: SourceFacet; readonly finding: Prisma.Sql };

/**
 * By what sources say of the finding. One that is open counts where it is still reported: fixed on main and open on a
 * branch, it is no finding of main. `open`: the open statuses, as SQL.
 */
export function evidenceConditions({ source, branch, environment }: FindingFilter, open: Prisma.Sql): Evidence[] {
  const reported = (sources: Prisma.Sql) => Prisma.sql`EXISTS (SELECT 1 FROM finding_source s
    WHERE s.finding_id = f.id AND s.source_id = ANY(${sources}) AND (s.present OR f.status NOT IN (${open})))`;
  const named = (column: Prisma.Sql, values: readonly string[]) =>
    reported(Prisma.sql`ARRAY(SELECT o.id FROM source o WHERE ${column} = ANY(${[...values]}::text[]))`);
  return [
    ...(source.length > 0
      ? [
          {
            facet: 'source' as const,
            finding: Prisma.sql`EXISTS (SELECT 1 FROM finding_source s WHERE s.finding_id = f.id AND s.source_id = ANY(${source}::uuid[]))`,
          },
        ]
      : []),
    ...(branch.length > 0 ? [{ facet: 'branch' as const, finding: named(Prisma.sql`o.branch`, branch) }] : []),
    ...(environment.length > 0
      ? [{ facet: 'environment' as const, finding: named(Prisma.sql`o.environment`, environment) }]
      : []),
  ];
}
