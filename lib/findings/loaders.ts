import 'server-only';
import { cache } from 'react';
import { pageCtx } from '@/lib/access/guard';
import { type Permission, requirePermission, scopeOf } from '@/lib/access/policy';
import { ownBulkJobs } from '@/lib/findings/data/bulk-jobs';
import { findingById } from '@/lib/findings/data/detail';
import { facetCounts } from '@/lib/findings/data/facets';
import { listFindings } from '@/lib/findings/data/list';
import { viewerOf } from '@/lib/findings/data/viewer';
import { savedViews } from '@/lib/findings/data/views';
import type { FindingFilter, Order } from '@/lib/findings/search-params';

/** Which verbs the page shows, and to whom (`me`, a person's id); the server decides again on each. */
export type Rights = Readonly<Record<'triage' | 'markFalsePositive' | 'requestRisk' | 'incident', boolean>> & {
  readonly me: string;
};

export const loadRights = cache(async (): Promise<Rights> => {
  const ctx = await pageCtx();
  const holds = (permission: Permission) => scopeOf(ctx, permission) !== null;
  return {
    triage: holds('finding:triage'),
    markFalsePositive: holds('finding:mark-false-positive'),
    requestRisk: holds('risk:request'),
    incident: holds('incident:write'),
    me: ctx.actor.id,
  };
});

export async function loadFindings(filter: FindingFilter, order: Order) {
  const ctx = await pageCtx();
  return listFindings(requirePermission(ctx, 'finding:read'), { filter, order, cursor: null }, viewerOf(ctx));
}

export async function loadFacets(filter: FindingFilter) {
  const ctx = await pageCtx();
  return facetCounts(requirePermission(ctx, 'finding:read'), filter, viewerOf(ctx));
}

export const loadFinding = cache(async (id: number) => {
  const ctx = await pageCtx();
  return findingById(requirePermission(ctx, 'finding:read'), id, ctx.now, ctx.actor.id);
});

export async function loadViews() {
  const ctx = await pageCtx();
  requirePermission(ctx, 'finding:read');
  return savedViews(ctx.actor.id);
}

export async function loadBulkJobs() {
  const ctx = await pageCtx();
  return ownBulkJobs(requirePermission(ctx, 'finding:triage'), ctx.actor.id);
}
