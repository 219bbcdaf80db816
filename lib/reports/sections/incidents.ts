import type { Block } from '@/lib/core/document/types';
import { SPANS } from '@/lib/incidents/figures/types';
import type { SectionOf } from '@/lib/reports/content';
import { muted, type SectionContext, shareText, spanText, text } from '@/lib/reports/sections/text';

/** Incidents of the period: how fast they were noticed, answered, contained and ended, and reactions in time by class. */
export function incidentsBlocks(section: SectionOf<'incidents'>, context: SectionContext): Block[] {
  const { t } = context;
  const { counted, leftOut, times, before, reactions } = section;
  const columns = ['median', 'p90', 'of', 'before'] as const;
  return [
    text(t('incidents.lead', { counted, leftOut })),
    {
      ...{ kind: 'table', label: t('incidents.times'), widths: [5, 2, 2, 2, 3] },
      head: [t('figure'), ...columns.map((column) => t(`incidents.${column}`))],
      rows: SPANS.map((span) => [
        t(`incidents.spans.${span}`),
        spanText(context, times[span].median),
        spanText(context, times[span].p90),
        String(times[span].n),
        spanText(context, before[span].median),
      ]),
    },
    {
      ...{ kind: 'table', label: t('incidents.reactions'), widths: [1, 3] },
      head: [t('incidents.class'), t('incidents.inTime')],
      rows: reactions.map(({ priority, met, missed }) => [`P${priority}`, shareText(context, met, met + missed)]),
    },
    muted(t('incidents.defined')),
  ];
}
