import { CONTROL_STATES, type ControlState } from '@/lib/compliance/types';
import type { Block, ChartTone } from '@/lib/core/document/types';
import type { SectionOf } from '@/lib/reports/content';
import { hrefOf, integer, type SectionContext } from '@/lib/reports/sections/text';

const TONES: Readonly<Record<ControlState, ChartTone>> = {
  met: 'met',
  partly: 'partly',
  partly_known: 'low',
  not_met: 'missed',
  not_assessed: 'unknown',
  excepted: 'info',
};
/** Good first, as the bars of the page. */
const SHOWN = CONTROL_STATES.toReversed();

/** Controls of each framework by state. */
export function controlsBlocks({ frameworks }: SectionOf<'controls'>, context: SectionContext): Block[] {
  const { t, compliance } = context;
  const label = t('controls.label');
  return [
    {
      ...{ kind: 'chart', shape: 'shares', label, axis: t('controls.framework') },
      alt: frameworks
        .map(({ title, counts, applicable }) => t('controls.alt', { name: title, met: counts.met, of: applicable }))
        .join(' '),
      series: SHOWN.map((state) => ({ name: compliance(`states.${state}`), tone: TONES[state] })),
      points: frameworks.map(({ title, counts }) => ({
        name: title,
        values: SHOWN.map((state) => counts[state]),
        shown: SHOWN.map((state) => integer(context, counts[state])),
      })),
    },
    {
      ...{ kind: 'table', label, widths: [5, 2, 2], numeric: [1, 2] },
      head: [t('controls.framework'), t('controls.applicable'), compliance('states.met')],
      rows: frameworks.map(({ title, applicable, counts }) => [
        title,
        integer(context, applicable),
        integer(context, counts.met),
      ]),
      links: frameworks.map(({ id }) => hrefOf({ ...context, team: null }, `/compliance/${id}`)),
    },
  ];
}
