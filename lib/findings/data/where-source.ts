import { unsafeDb } from '@/lib/core/db';
import type { FindingFilter } from '@/lib/findings/search-params';
import { Prisma } from '@/prisma/generated/client';

type SourceFacet = 'source' | 'branch' | 'environment';
type Evidence = { readonly facet: SourceFacet; readonly finding: Prisma.Sql };

/**
 * By what sources say of the finding. One that is open counts where it is still reported: fixed on main and open on a
 * branch, it is no finding of main. `open`: the open statuses, as SQL. The sources are looked up first: how many they are
 * decides on how their findings are best found.
 */
export async function evidenceConditions(
  { source, branch, environment }: FindingFilter,
  open: Prisma.Sql,
): Promise<Evidence[]> {
  const reported = async (where: object) => {
    const found = await unsafeDb().source.findMany({ where, select: { id: true } });
    const ids = found.map(({ id }) => id);
    if (ids.length === 0) return Prisma.sql`FALSE`;
    return Prisma.sql`EXISTS (SELECT 1 FROM finding_source s
      WHERE s.finding_id = f.id AND s.source_id = ANY(${ids}::uuid[]) AND (s.present OR f.status NOT IN (${open})))`;
  };
  return [
    ...(source.length > 0
      ? [
          {
            facet: 'source' as const,
            finding: Prisma.sql`EXISTS (SELECT 1 FROM finding_source s WHERE s.finding_id = f.id AND s.source_id = ANY(${source}::uuid[]))`,
          },
        ]
      : []),
    ...(branch.length > 0
      ? [{ facet: 'branch' as const, finding: await reported({ branch: { in: [...branch] } }) }]
      : []),
    ...(environment.length > 0
      ? [{ facet: 'environment' as const, finding: await reported({ environment: { in: [...environment] } }) }]
      : []),
  ];
}
