import 'server-only';
import { cache } from 'react';
import { type PersonCtx, pageCtx } from '@/lib/access/guard';
import { requirePermission, scopeOf } from '@/lib/access/policy';
import { engagementByNumber } from '@/lib/engagements/data/detail';
import { lastTests } from '@/lib/engagements/data/last-tests';
import { engagementProducts, listEngagements } from '@/lib/engagements/data/list';
import type { EngagementAddress } from '@/lib/engagements/search-params';

export function readEngagement(ctx: PersonCtx, number: number) {
  const scope = requirePermission(ctx, 'finding:read');
  return engagementByNumber(scope, number, { now: ctx.now, write: scopeOf(ctx, 'finding:triage') });
}

export async function loadEngagements({ sort, view: _, ...filter }: EngagementAddress) {
  const ctx = await pageCtx();
  const query = { filter, order: sort, cursor: null };
  return listEngagements(requirePermission(ctx, 'finding:read'), query, ctx.now);
}

/** The newest test of each product: of the whole scope, the page's answer; or as the address narrows it. */
export async function loadLastTests(narrow: Pick<EngagementAddress, 'product' | 'team'>) {
  const ctx = await pageCtx();
  return lastTests(requirePermission(ctx, 'finding:read'), ctx.now, narrow);
}

/** What the list offers: products to narrow it to, and those that the reader may set up a test of. */
export async function loadEngagementFrame() {
  const ctx = await pageCtx();
  const write = scopeOf(ctx, 'finding:triage');
  const [products, writable] = await Promise.all([
    engagementProducts(requirePermission(ctx, 'finding:read')),
    write ? engagementProducts(write) : [],
  ]);
  return { products, writable };
}

export const loadEngagement = cache(async (number: number) => readEngagement(await pageCtx(), number));
