import 'server-only';
import { pageCtx } from '@/lib/access/guard';
import { scopeOf } from '@/lib/access/policy';
import { viewerOf } from '@/lib/findings/data/viewer';
import { readFreshness, recentImports } from '@/lib/overview/data/activity';
import { readCounts } from '@/lib/overview/data/counts';
import type { Counts, Freshness, OverviewFilter, RecentImport } from '@/lib/overview/types';

export type Overview = {
  readonly counts: Counts;
  readonly freshness: Freshness;
  /** Null: the person may not see imports. */
  readonly imports: readonly RecentImport[] | null;
};

/** The overview of what the person who asks may see; null where they may see no posture at all. */
export async function loadOverview(filter: OverviewFilter): Promise<Overview | null> {
  const ctx = await pageCtx();
  const scope = scopeOf(ctx, 'posture:read');
  if (!scope) return null;
  const forImports = scopeOf(ctx, 'import:read');
  const [counts, freshness, imports] = await Promise.all([
    readCounts(scope, filter, viewerOf(ctx)),
    readFreshness(scope, filter, ctx.now),
    forImports ? recentImports(forImports, filter) : null,
  ]);
  return { counts, freshness, imports };
}
