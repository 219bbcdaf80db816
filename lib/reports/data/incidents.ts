import type { Scope } from '@/lib/access/policy';
import { readIncidentFigures } from '@/lib/incidents/data/figures/figures';
import { PRIORITIES } from '@/lib/incidents/types';
import type { SectionOf } from '@/lib/reports/content';
import type { Asked } from '@/lib/reports/data/asked';

/** Incidents of the period and how fast they were answered, as the page of figures shows them; actions overdue then. */
export async function incidentsSection(
  scope: Scope,
  { filter: chosen, at, day, weeks }: Asked,
): Promise<SectionOf<'incidents'>> {
  const { counted, times, reactions, overdue } = await readIncidentFigures(scope, { ...chosen, at: day, weeks }, at);
  const sum = (priority: number, of: 'met' | 'missed') =>
    reactions.reduce((all, row) => all + (row.priority === priority ? row[of] : 0), 0);
  return {
    id: 'incidents',
    counted: counted.counted,
    leftOut: counted.merged + counted.falsePositive + counted.exercise,
    times: structuredClone(times.all),
    before: structuredClone(times.before),
    reactions: PRIORITIES.map((priority) => ({ priority, met: sum(priority, 'met'), missed: sum(priority, 'missed') })),
    overdueTotal: overdue.total,
    overdue: overdue.named.map(({ incident, number, title, owner, dueOn }) => ({
      incident,
      number,
      title,
      owner,
      dueOn,
    })),
  };
}
