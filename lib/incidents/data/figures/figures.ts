import type { Scope } from '@/lib/access/policy';
import type { FiguresFilter } from '@/lib/figures/types';
import { readLoad } from '@/lib/incidents/data/figures/load';
import { readCauses, readNamedCauses, readOverdue, readReactions } from '@/lib/incidents/data/figures/patterns';
import { periodsOf } from '@/lib/incidents/data/figures/period';
import { readCounted, readTimes } from '@/lib/incidents/data/figures/times';
import type { IncidentFigures } from '@/lib/incidents/figures/types';

/** The figures of incidents within the scope, of the filter's teams, products and weeks. */
export async function readIncidentFigures(scope: Scope, filter: FiguresFilter, now: Date): Promise<IncidentFigures> {
  const { period, before } = await periodsOf(scope, filter);
  const [counted, times, reactions, causes, named, load, overdue] = await Promise.all([
    readCounted(period),
    readTimes(period, before),
    readReactions(period),
    readCauses(period, before),
    readNamedCauses(period),
    readLoad(period, now),
    readOverdue(period, now),
  ]);
  return { counted, times, reactions, causes, named, load, overdue };
}
