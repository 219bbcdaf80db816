import 'server-only';
import { cache } from 'react';
import { type PersonCtx, pageCtx } from '@/lib/access/guard';
import { requirePermission, scopeOf } from '@/lib/access/policy';
import { endpointById } from '@/lib/tls/data/detail';
import { endpointProducts, endpointSummary, expiries, listEndpoints } from '@/lib/tls/data/list';
import { listTrustStores, storeTeams } from '@/lib/tls/data/trust-stores';
import type { EndpointAddress } from '@/lib/tls/search-params';

export function readEndpoint(ctx: PersonCtx, id: string) {
  const viewer = { now: ctx.now, write: scopeOf(ctx, 'tls:write'), scan: scopeOf(ctx, 'tls:scan') };
  return endpointById(requirePermission(ctx, 'tls:read'), id, viewer);
}

export function readEndpoints(ctx: PersonCtx, address: EndpointAddress, cursor: string | null) {
  const { sort, view: _, saved: __, ...filter } = address;
  return listEndpoints(requirePermission(ctx, 'tls:read'), { filter, order: sort, cursor }, ctx.now);
}

export function readExpiries(ctx: PersonCtx, address: EndpointAddress) {
  return expiries(requirePermission(ctx, 'tls:read'), address, ctx.now);
}

export async function loadEndpoints(address: EndpointAddress) {
  return readEndpoints(await pageCtx(), address, null);
}

export async function loadExpiries(address: EndpointAddress) {
  return readExpiries(await pageCtx(), address);
}

/** The page's answer, and what the list offers: products to narrow it to, and those that the reader may add to. */
export async function loadEndpointFrame(narrow: Pick<EndpointAddress, 'product' | 'team'>) {
  const ctx = await pageCtx();
  const scope = requirePermission(ctx, 'tls:read');
  const write = scopeOf(ctx, 'tls:write');
  const [summary, products, writable] = await Promise.all([
    endpointSummary(scope, narrow, ctx.now),
    endpointProducts(scope),
    write ? endpointProducts(write) : [],
  ]);
  return { summary, products, writable, mayScan: scopeOf(ctx, 'tls:scan') !== null };
}

export const loadEndpoint = cache(async (id: string) => readEndpoint(await pageCtx(), id));

/** Own trust stores, and the teams that the person may give one to; null for who may not read settings. */
export async function loadTrustStores() {
  const ctx = await pageCtx();
  const scope = scopeOf(ctx, 'setting:read');
  if (!scope) return null;
  const write = scopeOf(ctx, 'tls-trust:write');
  const [stores, teams] = await Promise.all([listTrustStores(scope), write ? storeTeams(write) : []]);
  return { stores, teams, writable: write !== null };
}
