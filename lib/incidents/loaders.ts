import 'server-only';
import { cache } from 'react';
import { type PersonCtx, pageCtx } from '@/lib/access/guard';
import { requirePermission, scopeOf } from '@/lib/access/policy';
import { incidentByNumber, incidentRef } from '@/lib/incidents/data/detail';
import { anyIncident, countIncidents, listIncidents, productChoices } from '@/lib/incidents/data/list';
import { respondersOf } from '@/lib/incidents/data/people';
import { policyAt, policyVersions } from '@/lib/incidents/data/policy';
import { ALL_OPEN, type IncidentAddress } from '@/lib/incidents/search-params';

const viewerOf = (ctx: PersonCtx) => ({
  now: ctx.now,
  personId: ctx.actor.id,
  write: scopeOf(ctx, 'incident:write'),
});

export function readIncidents(ctx: PersonCtx, filter: IncidentAddress, cursor: string | null) {
  return listIncidents(requirePermission(ctx, 'incident:read'), { filter, cursor }, viewerOf(ctx));
}

export function readIncidentCounts(ctx: PersonCtx, filter: IncidentAddress) {
  return countIncidents(requirePermission(ctx, 'incident:read'), filter, ctx.actor.id);
}

export function readIncident(ctx: PersonCtx, number: number) {
  return incidentByNumber(requirePermission(ctx, 'incident:read'), number, {
    ...viewerOf(ctx),
    close: scopeOf(ctx, 'incident:close'),
    closeP1: scopeOf(ctx, 'incident:close-p1'),
  });
}

/** Who can be given a part in it. */
export async function readResponders(ctx: PersonCtx, number: number) {
  const scope = requirePermission(ctx, 'incident:write');
  const { productId } = await incidentRef(scope, number);
  return respondersOf(scope, productId);
}

/** What whoever declares one chooses from: products in reach and the matrix in force. */
export async function readDeclareChoices(ctx: PersonCtx) {
  const scope = requirePermission(ctx, 'incident:write');
  const [products, policy] = await Promise.all([productChoices(scope), policyAt(ctx.now)]);
  return { products, policy };
}
export type DeclareChoices = Awaited<ReturnType<typeof readDeclareChoices>>;

export const loadIncident = cache(async (number: number) => readIncident(await pageCtx(), number));

export async function loadIncidents(address: IncidentAddress) {
  return readIncidents(await pageCtx(), address, null);
}

export async function loadIncidentCounts(address: IncidentAddress) {
  return readIncidentCounts(await pageCtx(), address);
}

/** What the list offers beside its rows: what to narrow it to, whether there was ever one, what the reader may do. */
export async function loadIncidentFrame() {
  const ctx = await pageCtx();
  const scope = requirePermission(ctx, 'incident:read');
  const [products, any] = await Promise.all([productChoices(scope), anyIncident(scope)]);
  return { products, any, mayWrite: scopeOf(ctx, 'incident:write') !== null };
}

/** Every version of what is promised, and whether the reader may add one; null for who may not read incidents. */
export async function loadIncidentPolicy() {
  const ctx = await pageCtx();
  const scope = scopeOf(ctx, 'incident:read');
  if (!scope) return null;
  const versions = await policyVersions(scope, ctx.now);
  return { versions, writable: scopeOf(ctx, 'incident-policy:write')?.products === 'all' };
}

/** So many urgent ones at most stand on the overview. */
const URGENT = 5;

/** Open ones of the two highest priorities; null for who may not see incidents. */
export async function loadUrgent({ team, product }: Pick<IncidentAddress, 'team' | 'product'>) {
  const ctx = await pageCtx();
  const scope = scopeOf(ctx, 'incident:read');
  if (!scope) return null;
  const filter: IncidentAddress = { ...ALL_OPEN, priority: ['p1', 'p2'], team, product };
  return listIncidents(scope, { filter, cursor: null }, viewerOf(ctx), URGENT);
}
