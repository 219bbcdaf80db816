import type { Block } from '@/lib/core/document/types';
import { SPANS } from '@/lib/incidents/figures/types';
import type { SectionOf } from '@/lib/reports/content';
import {
  heading,
  hrefOf,
  integer,
  muted,
  type SectionContext,
  shareText,
  spanText,
  text,
} from '@/lib/reports/sections/text';

/** Incidents of the period: how fast they were noticed, answered, contained and ended, and reactions in time by class. */
export function incidentsBlocks(section: SectionOf<'incidents'>, context: SectionContext): Block[] {
  const { t, weeks } = context;
  const { counted, leftOut, times, before, reactions } = section;
  const columns = ['median', 'p90', 'of', 'before'] as const;
  const href = hrefOf(context, '/incidents/figures', { weeks: String(weeks) });
  const met = reactions.reduce((sum, one) => sum + one.met, 0);
  const all = reactions.reduce((sum, one) => sum + one.met + one.missed, 0);
  return [
    text(t('incidents.lead', { counted, leftOut })),
    {
      ...{ kind: 'figures', label: t('sections.incidents') },
      items: [
        { name: t('incidents.counted'), value: integer(context, counted), href },
        { name: t('incidents.reactionsInTime'), value: shareText(context, met, all), href },
        { name: t('incidents.mtta'), value: spanText(context, times.mtta.median), href },
        { name: t('incidents.mttr'), value: spanText(context, times.mttr.median), href },
      ],
    },
    heading(t('incidents.times')),
    {
      ...{ kind: 'table', label: t('incidents.times'), widths: [5, 2, 2, 2, 3], numeric: [1, 2, 3, 4] },
      head: [t('figure'), ...columns.map((column) => t(`incidents.${column}`))],
      rows: SPANS.map((span) => [
        t(`incidents.spans.${span}`),
        spanText(context, times[span].median),
        spanText(context, times[span].p90),
        integer(context, times[span].n),
        spanText(context, before[span].median),
      ]),
    },
    heading(t('incidents.reactions')),
    {
      ...{ kind: 'table', label: t('incidents.reactions'), widths: [1, 3] },
      head: [t('incidents.class'), t('incidents.inTime')],
      rows: reactions.map(({ priority, met, missed }) => [`P${priority}`, shareText(context, met, met + missed)]),
    },
    muted(t('incidents.defined')),
  ];
}
