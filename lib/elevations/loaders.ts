import 'server-only';
import { listPlaces } from '@/lib/access/data/people';
import { pageCtx } from '@/lib/access/guard';
import { scopeOf } from '@/lib/access/policy';
import { listElevations } from '@/lib/elevations/data/list';
import { elevatable } from '@/lib/elevations/rules';
import type { ElevationsPage } from '@/lib/elevations/types';

/** The register as far as the person sees it; null for who can neither ask for rights nor read of those of others. */
export async function loadElevations(): Promise<ElevationsPage | null> {
  const ctx = await pageCtx();
  const [register, asks] = [scopeOf(ctx, 'elevation:read'), scopeOf(ctx, 'elevation:request')];
  if (!register && !asks) return null;
  const offered = asks ? elevatable(ctx.actor.roles) : [];
  const [list, places] = await Promise.all([
    listElevations(ctx.actor, register, scopeOf(ctx, 'elevation:approve'), ctx.now),
    asks && offered.length > 0 ? listPlaces(asks) : [],
  ]);
  return { ...list, offered, places, register: register !== null };
}
