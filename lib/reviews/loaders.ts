import 'server-only';
import { type PersonCtx, pageCtx } from '@/lib/access/guard';
import { requirePermission, scopeOf } from '@/lib/access/policy';
import { openActions } from '@/lib/reviews/data/actions';
import { publicationOf, reviewByNumber } from '@/lib/reviews/data/detail';

export function readReview(ctx: PersonCtx, number: number) {
  return reviewByNumber(requirePermission(ctx, 'incident:read'), number, {
    write: scopeOf(ctx, 'incident:write'),
    publish: scopeOf(ctx, 'incident:close'),
  });
}

export function readPublication(ctx: PersonCtx, incident: number, number: number) {
  return publicationOf(requirePermission(ctx, 'incident:read'), incident, number);
}

export async function loadReview(number: number) {
  return readReview(await pageCtx(), number);
}

export async function loadPublication(incident: number, number: number) {
  return readPublication(await pageCtx(), incident, number);
}

/** What is still to be done after all incidents in reach, or of the reader alone; null for who may not read incidents. */
export async function loadOpenActions(mine: boolean) {
  const ctx = await pageCtx();
  const scope = scopeOf(ctx, 'incident:read');
  return scope && openActions(scope, { now: ctx.now, ownerId: mine ? ctx.actor.id : null });
}
