import { productFilter, type Scope } from '@/lib/access/policy';
import { listServices } from '@/lib/backups/data/list';
import { unsafeDb } from '@/lib/core/db';
import { readFreshness } from '@/lib/overview/data/activity';
import type { OverviewFilter } from '@/lib/overview/types';
import type { SectionOf } from '@/lib/reports/content';
import { endpointSummary } from '@/lib/tls/data/list';

const some = (values: readonly string[]) => (values.length > 0 ? { in: [...values] } : undefined);

/** Grades of TLS endpoints now. */
export async function tlsSection(
  scope: Scope,
  { team, product }: OverviewFilter,
  now: Date,
): Promise<SectionOf<'tls'>> {
  const where = { productId: productFilter(scope), product: { slug: some(product), team: { slug: some(team) } } };
  const [summary, groups] = await Promise.all([
    endpointSummary(scope, { team: [...team], product: [...product] }, now),
    unsafeDb().tlsEndpoint.groupBy({ by: ['rank', 'letter'], where, _count: true, orderBy: { rank: 'asc' } }),
  ]);
  return { id: 'tls', ...summary, grades: groups.map(({ letter, _count: n }) => ({ letter, n })) };
}

/** Services with their recovery objectives now, the worst first. */
export async function recoverySection(scope: Scope, { team, product }: OverviewFilter): Promise<SectionOf<'recovery'>> {
  const rows = await listServices(scope, { state: [], team: [...team], product: [...product] });
  return {
    id: 'recovery',
    services: rows.map(({ name, product: { name: of }, verdicts }) => ({
      ...{ name, product: of },
      verdicts: verdicts.map(({ objective, state }) => ({ objective, state })),
    })),
  };
}

/** Who reports, and who has fallen silent, now. */
export async function sourcesSection(scope: Scope, filter: OverviewFilter, now: Date): Promise<SectionOf<'sources'>> {
  const { sources, silent, newestImportAt, silentSources } = await readFreshness(scope, filter, now);
  return {
    id: 'sources',
    ...{ total: sources, silent, newestAt: newestImportAt },
    names: silentSources.map(({ name, product, lastImportAt }) => ({
      name,
      product: product.name,
      lastAt: lastImportAt,
    })),
  };
}
