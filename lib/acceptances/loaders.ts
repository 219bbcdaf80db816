import 'server-only';
import { cache } from 'react';
import { acceptanceById } from '@/lib/acceptances/data/detail';
import { countToDecide, listAcceptances, type RegisterViewer, registerProducts } from '@/lib/acceptances/data/list';
import type { AcceptanceAddress } from '@/lib/acceptances/search-params';
import { type PersonCtx, pageCtx } from '@/lib/access/guard';
import { requirePermission, scopeOf } from '@/lib/access/policy';

/** Who looks, as the register needs to know it. */
export function registerViewer(ctx: PersonCtx): RegisterViewer {
  return { personId: ctx.actor.id, decides: scopeOf(ctx, 'risk:approve'), now: ctx.now };
}

export function readAcceptance(ctx: PersonCtx, id: string) {
  return acceptanceById(requirePermission(ctx, 'finding:read'), id, {
    personId: ctx.actor.id,
    now: ctx.now,
    request: scopeOf(ctx, 'risk:request'),
    approve: scopeOf(ctx, 'risk:approve'),
    revoke: scopeOf(ctx, 'risk:revoke'),
  });
}

export async function loadAcceptances({ sort, ...filter }: AcceptanceAddress) {
  const ctx = await pageCtx();
  const query = { filter, order: sort, cursor: null };
  return listAcceptances(requirePermission(ctx, 'finding:read'), query, registerViewer(ctx));
}

/** What the page says and offers beside the list. */
export async function loadRegisterFrame() {
  const ctx = await pageCtx();
  const scope = requirePermission(ctx, 'finding:read');
  const [toDecide, products] = await Promise.all([countToDecide(scope, registerViewer(ctx)), registerProducts(scope)]);
  return { toDecide, products, decides: scopeOf(ctx, 'risk:approve') !== null };
}

export const loadAcceptance = cache(async (id: string) => readAcceptance(await pageCtx(), id));
