import 'server-only';
import { type PersonCtx, pageCtx } from '@/lib/access/guard';
import { requirePermission, scopeOf } from '@/lib/access/policy';
import { listEvents } from '@/lib/events/data/list';
import { eventOverview } from '@/lib/events/data/overview';
import { readEvent } from '@/lib/events/data/record';
import { listSenders } from '@/lib/events/data/senders';
import type { EventAddress } from '@/lib/events/search-params';

export function readEvents(ctx: PersonCtx, address: EventAddress, cursor: string | null) {
  return listEvents(requirePermission(ctx, 'event:read'), { address, cursor }, ctx.now);
}

export function readEventOverview(ctx: PersonCtx, address: EventAddress) {
  return eventOverview(requirePermission(ctx, 'event:read'), address, ctx.now);
}

export function readEventRecord(ctx: PersonCtx, ref: string) {
  return readEvent(requirePermission(ctx, 'event:read'), ref);
}

export function readSenders(ctx: PersonCtx, address: Pick<EventAddress, 'product' | 'team'>) {
  const change = scopeOf(ctx, 'event-sender:write');
  return listSenders(requirePermission(ctx, 'event:read'), address, { now: ctx.now, change });
}

export async function loadEvents(address: EventAddress) {
  return readEvents(await pageCtx(), address, null);
}

export async function loadSenders(address: EventAddress) {
  return readSenders(await pageCtx(), address);
}
