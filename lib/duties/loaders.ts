import 'server-only';
import { type PersonCtx, pageCtx } from '@/lib/access/guard';
import { requirePermission, scopeOf } from '@/lib/access/policy';
import { dutiesByNumber } from '@/lib/duties/data/detail';

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
