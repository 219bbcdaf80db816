import { productFilter, type Scope } from '@/lib/access/policy';
import { listServices, serviceSummary } from '@/lib/backups/data/list';
import { unsafeDb } from '@/lib/core/db';
import { readFreshness } from '@/lib/overview/data/activity';
import type { OverviewFilter } from '@/lib/overview/types';
import type { SectionOf } from '@/lib/reports/content';
import { endpointSummary, listEndpoints } from '@/lib/tls/data/list';
import { loadEndpointAddress } from '@/lib/tls/search-params';

const some = (values: readonly string[]) => (values.length > 0 ? { in: [...values] } : undefined);

/** So many endpoints are named; the rest stands in their list. */
const NAMED = 100;

/** Grades of TLS endpoints now, and those that miss their target. */
export async function tlsSection(
  scope: Scope,
  { team, product }: OverviewFilter,
  now: Date,
): Promise<SectionOf<'tls'>> {
  const where = { productId: productFilter(scope), product: { slug: some(product), team: { slug: some(team) } } };
  const narrowed = { team: [...team], product: [...product] };
  const { sort: _sort, view: _view, saved: _saved, ...all } = loadEndpointAddress(new URLSearchParams());
  const filter = { ...all, ...narrowed, target: ['missed' as const] };
  const [summary, groups, below] = await Promise.all([
    endpointSummary(scope, narrowed, now),
    unsafeDb().tlsEndpoint.groupBy({ by: ['rank', 'letter'], where, _count: true, orderBy: { rank: 'asc' } }),
    listEndpoints(scope, { filter, order: 'grade.desc', cursor: null }, now, NAMED),
  ]);
  return {
    ...{ id: 'tls', ...summary, grades: groups.map(({ letter, _count: n }) => ({ letter, n })) },
    below: below.rows.map(({ id, name, product: { name: of }, letter, target, expiresAt }) => ({
      ...{ id, name, product: of, letter, target, expiresAt },
    })),
  };
}

/** Named in a report; the worst come first, and all are counted. */
const SERVICES_MAX = 100;

/** Services with their recovery objectives now, the worst first. */
export async function recoverySection(scope: Scope, { team, product }: OverviewFilter): Promise<SectionOf<'recovery'>> {
  const narrow = { team: [...team], product: [...product] };
  const [rows, { total, met, missed }] = await Promise.all([
    listServices(scope, { state: [], ...narrow }),
    serviceSummary(scope, narrow),
  ]);
  return {
    id: 'recovery',
    counts: { total, met, missed },
    services: rows.slice(0, SERVICES_MAX).map(({ id, name, product: { name: of }, verdicts }) => ({
      ...{ id, name, product: of },
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
