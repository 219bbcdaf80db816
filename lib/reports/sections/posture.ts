import type { Block } from '@/lib/core/document/types';
import type { ReportPromise, SectionOf } from '@/lib/reports/content';
import {
  dayText,
  hrefOf,
  integer,
  ownerText,
  plainDay,
  type SectionContext,
  UNKNOWN,
} from '@/lib/reports/sections/text';
import { safeguardHref } from '@/lib/safeguards/place';
import { STATES, type State } from '@/lib/safeguards/types';

type Posture = SectionOf<'posture'>;

/** In the order in which a manager asks. */
const ORDER = ['met', 'partly', 'missed', 'unknown'] as const satisfies readonly State[];
const LONGEST = 8;

const live = ({ counts, excepted }: ReportPromise) => counts && !excepted;
const nameOf = ({ id, promise }: ReportPromise, { locale }: SectionContext) => `${id} ${promise[locale]}`;

function stateFigures({ states, score }: Posture, context: SectionContext): Block {
  const { t, posture, format } = context;
  const value = posture('score.value', { points: score.points, of: score.of });
  return {
    kind: 'figures',
    label: t('summary.figures'),
    items: [
      { name: t('summary.score'), value, href: hrefOf(context, '/posture') },
      ...ORDER.map((state) => ({
        name: t(`summary.states.${state}`),
        value: format.number(states[state], 'integer'),
        href: hrefOf(context, '/posture', { state }),
      })),
    ],
  };
}

const scoreChange = ({ score, scoreBefore }: Posture, context: SectionContext) => {
  const { t, comparedWith } = context;
  if (scoreBefore === null) return t('summary.unknownBefore', { day: dayText(context, comparedWith.at) });
  const change = Math.round((score.points - scoreBefore.points) * 10) / 10;
  const day = dayText(context, comparedWith.at);
  const before = { points: scoreBefore.points, of: scoreBefore.of, change, day };
  return comparedWith.report === null
    ? t('summary.sinceStart', before)
    : t('summary.sinceReport', { ...before, report: `R-${comparedWith.report}` });
};

function changed({ promises }: Posture, context: SectionContext): Block[] {
  const { t, posture } = context;
  const rows = promises.filter((row) => row.before !== null && row.before !== row.state);
  if (rows.length === 0) return [{ kind: 'text', text: t('summary.noChange') }];
  const cells = rows.map((row) => [
    nameOf(row, context),
    row.before === null ? UNKNOWN : posture(`states.${row.before}`),
    posture(`states.${row.state}`),
    dayText(context, row.since),
  ]);
  const head = [posture('columns.promise'), t('summary.before'), t('summary.now'), posture('columns.since')];
  const links = rows.map(({ id }) => hrefOf(context, safeguardHref(id)));
  return [{ kind: 'table', label: t('summary.changes'), head, rows: cells, widths: [6, 2, 2, 2], links }];
}

function longest({ promises }: Posture, state: State, context: SectionContext): Block[] {
  const { t, posture } = context;
  const rows = promises
    .filter((row) => live(row) && row.state === state)
    .toSorted(
      (a, b) => (a.since ?? '').localeCompare(b.since ?? '') || a.id.localeCompare(b.id, 'en', { numeric: true }),
    );
  if (rows.length === 0) return [];
  const shown = rows.slice(0, LONGEST);
  const cells = shown.map((row) => [nameOf(row, context), dayText(context, row.since), ownerText(row, context)]);
  const head = [posture('columns.promise'), posture('columns.since'), posture('columns.owner')];
  const links = shown.map(({ id }) => hrefOf(context, safeguardHref(id)));
  const label = t(`summary.longest.${state}`, { n: rows.length, shown: shown.length });
  return [
    { kind: 'heading', level: 3, text: label },
    { kind: 'table', label, head, rows: cells, widths: [6, 2, 3], links },
  ];
}

/** The one page: which promises hold, which do not, which nobody can prove, since when, and what changed. */
export function summaryBlocks(section: Posture, context: SectionContext): Block[] {
  const { t, posture } = context;
  const of = STATES.reduce((sum, state) => sum + section.states[state], 0);
  return [
    { kind: 'text', text: posture('verdict', { of, ...section.states }) },
    stateFigures(section, context),
    { kind: 'text', text: scoreChange(section, context) },
    ...longest(section, 'missed', context),
    ...longest(section, 'unknown', context),
    { kind: 'heading', level: 3, text: t('summary.changes') },
    ...changed(section, context),
  ];
}

const series = ({ posture }: SectionContext) =>
  ORDER.map((state) => ({ name: posture(`states.${state}`), tone: state }));

function statePoint(name: string, states: Posture['states'], context: SectionContext) {
  return {
    name,
    values: ORDER.map((state) => states[state]),
    shown: ORDER.map((state) => integer(context, states[state])),
  };
}

function areaChart({ areas }: Posture, context: SectionContext): Block {
  const { t, posture } = context;
  const used = areas.filter(({ of }) => of > 0);
  return {
    ...{ kind: 'chart', shape: 'shares', label: t('posture.areas'), axis: posture('score.area') },
    alt: t('posture.areasAlt', { areas: used.length }),
    series: series(context),
    points: used.map(({ area, states }) => statePoint(posture(`areas.${area}`), states, context)),
  };
}

function courseChart({ course }: Posture, context: SectionContext): Block {
  const { t } = context;
  const met = (at: number) => course.at(at)?.states.met ?? 0;
  return {
    ...{ kind: 'chart', shape: 'line', label: t('posture.course'), axis: t('day') },
    alt: t('posture.courseAlt', { first: met(0), last: met(-1), weeks: context.weeks }),
    series: series(context),
    points: course.map(({ day, states }) => statePoint(plainDay(context, day), states, context)),
  };
}

function promiseRows(rows: readonly ReportPromise[], context: SectionContext): readonly (readonly string[])[] {
  const { t, posture, format } = context;
  return rows.map((row) => {
    const state = row.excepted
      ? posture('marks.excepted')
      : row.counts
        ? posture(`states.${row.state}`)
        : posture('marks.idle');
    const value = row.total === 0 ? UNKNOWN : t('posture.share', { good: row.good, total: row.total });
    const target = format.number(row.atLeast, 'percent');
    return [nameOf(row, context), state, value, target, dayText(context, row.since), dayText(context, row.freshAt)];
  });
}

/** Every promise by area, as it stood. */
export function postureBlocks(section: Posture, context: SectionContext): Block[] {
  const { t, posture } = context;
  const columns = ['promise', 'state', 'value', 'target', 'since', 'fresh'] as const;
  const tables = section.areas.flatMap(({ area }): Block[] => {
    const rows = section.promises.filter((row) => row.area === area);
    if (rows.length === 0) return [];
    const name = posture(`areas.${area}`);
    return [
      { kind: 'heading', level: 3, text: name },
      {
        ...{ kind: 'table', label: name, head: columns.map((column) => posture(`columns.${column}`)) },
        ...{ rows: promiseRows(rows, context), widths: [7, 3, 3, 2, 3, 3] },
        links: rows.map(({ id }) => hrefOf(context, safeguardHref(id))),
      },
    ];
  });
  const { excepted, idle } = section.score;
  return [
    { kind: 'text', text: posture('score.how') },
    { kind: 'text', text: posture('score.leftOut', { excepted, idle }) },
    ...(section.stale
      ? [{ kind: 'text', text: t('posture.stale', { day: dayText(context, section.judgedAt) }) } as const]
      : []),
    areaChart(section, context),
    courseChart(section, context),
    ...tables,
  ];
}
