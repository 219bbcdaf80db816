import 'server-only';
import { cache } from 'react';
import { pageCtx } from '@/lib/access/guard';
import { type Scope, scopeOf } from '@/lib/access/policy';
import {
  type AssetFilter,
  findProduct,
  listSources,
  listTeams,
  type SourceFilter,
  scopeChoices,
  sourceChoices,
  writableTeams,
} from '@/lib/assets/data';
import { type FirstStep, firstStep } from '@/lib/assets/rules';
import type {
  AssetRights,
  ProductDetail,
  ScopeChoices,
  SourceChoices,
  SourceRow,
  TeamRef,
  TeamWithProducts,
} from '@/lib/assets/types';

/** What the scope filter offers to the person who asks. */
export const loadScopeChoices = cache(async (): Promise<ScopeChoices> => {
  const scope = scopeOf(await pageCtx(), 'finding:read');
  return scope ? scopeChoices(scope) : { teams: [], products: [] };
});

export const loadAssetRights = cache(async (): Promise<AssetRights> => {
  const scope = scopeOf(await pageCtx(), 'asset:write');
  return { teams: scope?.products === 'all', products: scope !== null };
});

const reaches = (scope: Scope | null) => scope !== null && (scope.products === 'all' || scope.products.length > 0);

/** What the person who asks does, or waits for, before there is something to see. */
export const loadFirstStep = cache(async (): Promise<FirstStep> => {
  const ctx = await pageCtx();
  return firstStep({
    reaches: reaches(scopeOf(ctx, 'finding:read')),
    mayImport: (await loadScopeChoices()).products.length > 0 && reaches(scopeOf(ctx, 'finding:ingest')),
    mayMake: (await loadAssetRights()).teams,
    anyProduct: (await loadScopeChoices()).products.length > 0,
  });
});

export async function loadTeams(filter: AssetFilter): Promise<TeamWithProducts[]> {
  const ctx = await pageCtx();
  const scope = scopeOf(ctx, 'finding:read');
  return scope ? listTeams(scope, filter, ctx.now) : [];
}

/** The teams that the person may put a product into. */
export async function loadWritableTeams(): Promise<TeamRef[]> {
  const scope = scopeOf(await pageCtx(), 'asset:write');
  return scope ? writableTeams(scope) : [];
}

export const loadProduct = cache(async (slug: string): Promise<ProductDetail | null> => {
  const ctx = await pageCtx();
  const scope = scopeOf(ctx, 'finding:read');
  return scope ? findProduct(scope, slug, { now: ctx.now, personId: ctx.actor.id }) : null;
});

export async function loadSources(filter: SourceFilter): Promise<SourceRow[]> {
  const ctx = await pageCtx();
  const scope = scopeOf(ctx, 'finding:read');
  return scope ? listSources(scope, filter, ctx.now) : [];
}

/** Products whose sources the person may declare gone. */
export async function loadRetiring(): Promise<Scope['products']> {
  return scopeOf(await pageCtx(), 'finding:triage')?.products ?? [];
}

/** What the list of sources offers to narrow by to the person who asks. */
export async function loadSourceChoices(): Promise<SourceChoices> {
  const scope = scopeOf(await pageCtx(), 'finding:read');
  return scope ? sourceChoices(scope) : { branches: [], environments: [] };
}
