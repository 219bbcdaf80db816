import 'server-only';
import { type PersonCtx, pageCtx } from '@/lib/access/guard';
import { requirePermission, scopeOf } from '@/lib/access/policy';
import { readChosen } from '@/lib/timeline/data/chosen';
import { readItem } from '@/lib/timeline/data/item';
import { listTimeline } from '@/lib/timeline/data/page';
import { readTrace } from '@/lib/timeline/data/trace';
import { readTimeline } from '@/lib/timeline/data/view';
import type { TimelineAddress } from '@/lib/timeline/search-params';

const readerOf = (ctx: PersonCtx) => ({ events: scopeOf(ctx, 'event:read'), now: ctx.now });

export function readTimelineView(ctx: PersonCtx, number: number, address: TimelineAddress) {
  const write = scopeOf(ctx, 'incident:write');
  return readTimeline(requirePermission(ctx, 'incident:read'), number, address, { ...readerOf(ctx), write });
}

export function readTimelinePage(ctx: PersonCtx, number: number, address: TimelineAddress, cursor: string | null) {
  return listTimeline(requirePermission(ctx, 'incident:read'), number, { ...address, cursor }, readerOf(ctx));
}

export function readTimelineChosen(ctx: PersonCtx, number: number, address: TimelineAddress) {
  return readChosen(requirePermission(ctx, 'incident:read'), number, address, readerOf(ctx));
}

export function readTimelineItem(ctx: PersonCtx, number: number, { open, lanes }: TimelineAddress) {
  return readItem(requirePermission(ctx, 'incident:read'), number, { ref: open ?? '', lanes }, readerOf(ctx));
}

export function readExecTrace(ctx: PersonCtx, number: number, { open }: TimelineAddress) {
  return readTrace(requirePermission(ctx, 'incident:read'), number, open ?? '', readerOf(ctx));
}

export async function loadTimeline(number: number, address: TimelineAddress) {
  return readTimelineView(await pageCtx(), number, address);
}
