import 'server-only';
import { pageCtx } from '@/lib/access/guard';
import { scopeOf } from '@/lib/access/policy';
import { isoDay } from '@/lib/core/datetime';
import type { FiguresFilter } from '@/lib/figures/types';
import { readIncidentFigures } from '@/lib/incidents/data/figures/figures';

/** As the address has it: without a day it is today, and no day lies ahead. */
type Asked = Omit<FiguresFilter, 'at'> & { readonly at: string | null };

/** The figures of what the person who asks may see; null where they may see no incident at all. */
export async function loadIncidentFigures(asked: Asked) {
  const ctx = await pageCtx();
  const scope = scopeOf(ctx, 'incident:read');
  if (!scope) return null;
  const today = isoDay(ctx.now);
  const filter = { ...asked, at: asked.at && asked.at < today ? asked.at : today };
  return { today, figures: await readIncidentFigures(scope, filter, ctx.now) };
}
