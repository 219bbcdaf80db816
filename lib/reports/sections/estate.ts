import { OBJECTIVES } from '@/lib/backups/types';
import type { Block, ChartTone } from '@/lib/core/document/types';
import type { SectionOf } from '@/lib/reports/content';
import {
  dayText,
  heading,
  integer,
  linkNote,
  muted,
  type SectionContext,
  text,
  todayHref,
} from '@/lib/reports/sections/text';

/** A to the best side, B between, the rest to the worst; not graded is not known. */
function toneOf(letter: string | null): ChartTone {
  if (letter === null) return 'unknown';
  if (letter.startsWith('A')) return 'met';
  return letter === 'B' ? 'partly' : 'missed';
}

/** Grades of TLS endpoints, and which keep their target. */
export function tlsBlocks(section: SectionOf<'tls'>, context: SectionContext): Block[] {
  const { t } = context;
  const { id: _, grades, below: __, ...counts } = section;
  if (counts.total === 0) return [text(t('tls.none'))];
  const rows = grades.map(({ letter, n }) => ({ letter, name: letter ?? t('tls.notGraded'), n }));
  const label = t('tls.grades');
  return [
    text(t('tls.lead', counts)),
    {
      ...{ kind: 'figures', label, ...linkNote(context, 'today') },
      items: rows.map(({ letter, name, n }) => ({
        name: letter === null ? name : t('tls.graded', { letter }),
        value: integer(context, n),
        href: todayHref(context, '/tls', { grade: letter ?? 'unknown' }),
      })),
    },
    {
      ...{ kind: 'chart', shape: 'shares', label, axis: t('tls.endpoints') },
      alt: rows.map(({ name, n }) => `${name}: ${integer(context, n)}`).join(', '),
      series: rows.map(({ letter, name }) => ({ name, tone: toneOf(letter) })),
      points: [
        { name: t('tls.endpoints'), values: rows.map(({ n }) => n), shown: rows.map(({ n }) => integer(context, n)) },
      ],
    },
    ...belowBlocks(section, context),
  ];
}

/** Endpoints below their target, the worst first. */
function belowBlocks({ below = [], missed }: SectionOf<'tls'>, context: SectionContext): Block[] {
  const { t } = context;
  if (below.length === 0) return [];
  const label = t('tls.below', { n: missed });
  const columns = ['endpoint', 'product', 'grade', 'target', 'certificate'] as const;
  return [
    heading(label),
    {
      ...{ kind: 'table', label, widths: [5, 4, 2, 2, 3], ...linkNote(context, 'today') },
      head: columns.map((column) => t(`tls.${column}`)),
      rows: below.map(({ name, product, letter, target, expiresAt }) => [
        ...[name, product, letter ?? t('tls.notGraded'), target, dayText(context, expiresAt)],
      ]),
      links: below.map(({ id }) => `/tls/${id}`),
    },
    ...(missed > below.length ? [muted(t('tls.more', { n: missed - below.length }))] : []),
  ];
}

/** Services with their recovery objectives. */
export function recoveryBlocks({ services, counts }: SectionOf<'recovery'>, context: SectionContext): Block[] {
  const { t, backups } = context;
  if (services.length === 0) return [text(t('recovery.none'))];
  const good = services.filter(({ verdicts }) => verdicts.length > 0 && verdicts.every(({ state }) => state === 'met'));
  const missed = services.filter(({ verdicts }) => verdicts.some(({ state }) => state === 'missed'));
  const known = counts ?? { total: services.length, met: good.length, missed: missed.length };
  const left = known.total - services.length;
  return [
    text(t('recovery.lead', { met: known.met, missed: known.missed, of: known.total })),
    {
      ...{ kind: 'table', label: t('sections.recovery'), widths: [4, 3, 3, 3] },
      head: [
        t('recovery.service'),
        ...(['met', 'missed', 'unknown'] as const).map((state) => backups(`states.${state}`)),
      ],
      rows: services.map(({ name, product, verdicts }) => {
        const named = (wanted: string) =>
          OBJECTIVES.filter(
            (one) => (verdicts.find(({ objective }) => objective === one)?.state ?? 'unknown') === wanted,
          )
            .map((one) => backups(`objectives.${one}`))
            .join(', ') || '–';
        return [`${name} (${product})`, named('met'), named('missed'), named('unknown')];
      }),
      links: services.map(({ id }) => (id ? `/backups/${id}` : null)),
      ...linkNote(context, 'today'),
    },
    ...(left > 0 ? [text(t('recovery.more', { n: left }))] : []),
  ];
}

/** Who reports to Lagebild, and who has fallen silent. */
export function sourcesBlocks(
  { total, silent, newestAt, names }: SectionOf<'sources'>,
  context: SectionContext,
): Block[] {
  const { t } = context;
  const lead = text(t('sources.lead', { total, silent, newest: dayText(context, newestAt) }));
  if (names.length === 0) return [lead];
  return [
    lead,
    {
      ...{ kind: 'table', label: t('sources.silent'), widths: [5, 3, 3] },
      head: [t('sources.source'), t('sources.product'), t('sources.last')],
      rows: names.map(({ name, product, lastAt }) => [name, product, dayText(context, lastAt)]),
      links: names.map(() => todayHref(context, '/assets/sources')),
      ...linkNote(context, 'today'),
    },
  ];
}
