import 'server-only';
import { type PersonCtx, pageCtx } from '@/lib/access/guard';
import { requirePermission, scopeOf } from '@/lib/access/policy';
import { dutiesByNumber } from '@/lib/duties/data/detail';
import { regimeSettings } from '@/lib/duties/data/switches';

export function readDuties(ctx: PersonCtx, number: number) {
  return dutiesByNumber(requirePermission(ctx, 'incident:read'), number, {
    now: ctx.now,
    write: scopeOf(ctx, 'incident:write'),
    decide: scopeOf(ctx, 'duty:decide'),
  });
}

export async function loadDuties(number: number) {
  return readDuties(await pageCtx(), number);
}

/** Which regimes the organisation is asked about, and whether the reader may switch them. */
export async function loadRegimeSettings() {
  const ctx = await pageCtx();
  const settings = await regimeSettings(requirePermission(ctx, 'incident:read'), ctx.now);
  return { settings, writable: scopeOf(ctx, 'incident-policy:write')?.products === 'all' };
}
