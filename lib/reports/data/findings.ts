import type { Scope } from '@/lib/access/policy';
import { readAges } from '@/lib/figures/data/ages';
import { readFlow } from '@/lib/figures/data/flow';
import { readRemediation } from '@/lib/figures/data/remediation';
import { AGE_NAMES } from '@/lib/findings/search-params';
import { bySeverity } from '@/lib/overview/rules';
import type { SectionOf } from '@/lib/reports/content';
import type { Asked } from '@/lib/reports/data/asked';

/** What is open, what came and went, how fast it was mended, as the page of figures shows them. */
export async function findingsSection(
  scope: Scope,
  { filter: chosen, day: at, today, weeks }: Asked,
  now: Date,
): Promise<SectionOf<'findings'>> {
  const filter = { ...chosen, at, weeks };
  const [flow, remediation, ages] = await Promise.all([
    readFlow(scope, filter, now),
    readRemediation(scope, filter),
    readAges(scope, filter, today),
  ]);
  const ageOf = (name: (typeof AGE_NAMES)[number]) => bySeverity((severity) => ages[name][severity].n);
  const [week, month, quarter, year, older] = AGE_NAMES.map(ageOf);
  if (!week || !month || !quarter || !year || !older) throw new Error('an age is missing');
  return {
    id: 'findings',
    since: flow.since,
    weeks: flow.points.map(({ day, open, severities, found, back, fixed, dismissed }) => ({
      ...{ day, open, severities: { ...severities }, found, back, fixed, dismissed },
    })),
    fixes: {
      all: { ...remediation.all },
      before: { ...remediation.before },
      severities: bySeverity((severity) => ({ ...remediation.severities[severity] })),
    },
    ages: { week, month, quarter, year, older },
  };
}
