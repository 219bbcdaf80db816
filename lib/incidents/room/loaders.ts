import 'server-only';
import { cache } from 'react';
import { type PersonCtx, pageCtx } from '@/lib/access/guard';
import { requirePermission } from '@/lib/access/policy';
import { incidentRef } from '@/lib/incidents/data/detail';
import { entriesOf } from '@/lib/incidents/data/entries';
import { readersOf } from '@/lib/incidents/data/people';
import { updatesOf } from '@/lib/incidents/data/updates';
import type { FeedRange } from '@/lib/incidents/room/feed';

export function readEntries(ctx: PersonCtx, number: number, range: FeedRange) {
  return entriesOf(requirePermission(ctx, 'incident:read'), number, range);
}

export function readUpdates(ctx: PersonCtx, number: number) {
  return updatesOf(requirePermission(ctx, 'incident:read'), number, ctx.actor.id);
}

/** Who can be mentioned in it. */
export async function readReaders(ctx: PersonCtx, number: number) {
  const scope = requirePermission(ctx, 'incident:read');
  const { productId } = await incidentRef(scope, number);
  return readersOf(scope, productId);
}

export const loadUpdates = cache(async (number: number) => readUpdates(await pageCtx(), number));

export async function loadFeed(number: number, range: FeedRange) {
  return readEntries(await pageCtx(), number, range);
}
