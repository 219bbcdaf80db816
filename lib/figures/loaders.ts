import 'server-only';
import { pageCtx } from '@/lib/access/guard';
import { scopeOf } from '@/lib/access/policy';
import { isoDay } from '@/lib/core/datetime';
import { readAges } from '@/lib/figures/data/ages';
import { readFlow } from '@/lib/figures/data/flow';
import { readRemediation } from '@/lib/figures/data/remediation';
import { readFalsePositives, readScanGaps } from '@/lib/figures/data/scanners';
import { readTopFixes } from '@/lib/figures/data/top-fixes';
import type {
  FiguresFilter,
  FlowFigures,
  RemediationFigures,
  ScanGaps,
  ScannerFigure,
  TopFix,
} from '@/lib/figures/types';
import type { Ages } from '@/lib/overview/types';

export type Figures = {
  /** `YYYY-MM-DD`, UTC. */
  readonly today: string;
  readonly filter: FiguresFilter;
  readonly flow: FlowFigures;
  readonly remediation: RemediationFigures;
  readonly scanners: readonly ScannerFigure[];
  readonly gaps: ScanGaps;
};

/** As the address has it: without a day it is today, and no day lies ahead. */
type Asked = Omit<FiguresFilter, 'at'> & { readonly at: string | null };

/** The figures of what the person who asks may see; null where they may see no trend at all. */
export async function loadFigures(asked: Asked): Promise<Figures | null> {
  const ctx = await pageCtx();
  const scope = scopeOf(ctx, 'trend:read');
  if (!scope) return null;
  const today = isoDay(ctx.now);
  const filter = { ...asked, at: asked.at && asked.at < today ? asked.at : today };
  const [flow, remediation, scanners, gaps] = await Promise.all([
    readFlow(scope, filter, ctx.now),
    readRemediation(scope, filter),
    readFalsePositives(scope, filter),
    readScanGaps(scope, filter, ctx.now),
  ]);
  return { today, filter, flow, remediation, scanners, gaps };
}

/** How old what was open on the filter's day was by then; apart, as it goes through all that changed since. */
export async function loadAges(filter: FiguresFilter): Promise<Ages | null> {
  const ctx = await pageCtx();
  const scope = scopeOf(ctx, 'trend:read');
  return scope && readAges(scope, filter, isoDay(ctx.now));
}

/** What closes most of what the person who asks may see; apart, as it goes through all that is open. */
export async function loadTopFixes(filter: FiguresFilter): Promise<TopFix[]> {
  const scope = scopeOf(await pageCtx(), 'trend:read');
  return scope ? readTopFixes(scope, filter) : [];
}
