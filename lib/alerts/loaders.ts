import 'server-only';
import { cache } from 'react';
import { type PersonCtx, pageCtx } from '@/lib/access/guard';
import { requirePermission, scopeOf } from '@/lib/access/policy';
import { alertByNumber } from '@/lib/alerts/data/detail';
import { alertChoices, countAlerts, listAlerts } from '@/lib/alerts/data/list';
import { countSuppressions, listSuppressions } from '@/lib/alerts/data/suppressions';
import type { AlertAddress, SuppressionAddress } from '@/lib/alerts/search-params';

export function readAlerts(ctx: PersonCtx, { sort, ...filter }: AlertAddress, cursor: string | null) {
  return listAlerts(requirePermission(ctx, 'alert:read'), { filter, order: sort, cursor });
}

export function readAlertCounts(ctx: PersonCtx, { sort: _, ...filter }: AlertAddress) {
  return countAlerts(requirePermission(ctx, 'alert:read'), filter);
}

export function readAlert(ctx: PersonCtx, number: number) {
  return alertByNumber(requirePermission(ctx, 'alert:read'), number, {
    now: ctx.now,
    triage: scopeOf(ctx, 'alert:triage'),
    suppress: scopeOf(ctx, 'alert:suppress'),
    events: scopeOf(ctx, 'event:read'),
    incidents: scopeOf(ctx, 'incident:read'),
    declare: scopeOf(ctx, 'incident:write'),
  });
}

export function readSuppressions(ctx: PersonCtx, address: SuppressionAddress) {
  const end = scopeOf(ctx, 'alert:suppress');
  return listSuppressions(requirePermission(ctx, 'alert:read'), address, { now: ctx.now, end });
}

export const loadAlert = cache(async (number: number) => readAlert(await pageCtx(), number));

export async function loadAlerts(address: AlertAddress) {
  return readAlerts(await pageCtx(), address, null);
}

export async function loadAlertCounts(address: AlertAddress) {
  return readAlertCounts(await pageCtx(), address);
}

export async function loadSuppressions(address: SuppressionAddress) {
  return readSuppressions(await pageCtx(), address);
}

/** What the list offers beside its rows: what to narrow it to, how many suppressions there are, what the reader may do. */
export async function loadAlertFrame() {
  const ctx = await pageCtx();
  const scope = requirePermission(ctx, 'alert:read');
  const [choices, suppressions] = await Promise.all([alertChoices(scope), countSuppressions(scope, ctx.now)]);
  return {
    choices,
    suppressions,
    mayTriage: scopeOf(ctx, 'alert:triage') !== null,
    mayDeclare: scopeOf(ctx, 'incident:write') !== null,
  };
}
