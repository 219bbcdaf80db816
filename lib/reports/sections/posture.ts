import type { Block } from '@/lib/core/document/types';
import type { ReportPromise, ReportSection, SectionOf } from '@/lib/reports/content';
import { decideFigures } from '@/lib/reports/sections/decide';
import {
  bySince,
  dayText,
  heading,
  hrefOf,
  integer,
  isLive,
  ownerText,
  plainDay,
  promiseName,
  type SectionContext,
  text,
  UNKNOWN,
} from '@/lib/reports/sections/text';
import { safeguardHref } from '@/lib/safeguards/place';
import { standingOf } from '@/lib/safeguards/score';
import { STATES, type State } from '@/lib/safeguards/types';

type Posture = SectionOf<'posture'>;

/** In the order in which a manager asks. */
const ORDER = ['met', 'partly', 'missed', 'unknown'] as const satisfies readonly State[];
const LONGEST = { missed: 5, unknown: 3 } as const;

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
  const rows = promises.flatMap((row) => {
    // Reports of before say which state it had, and not whether it was part of what adds up.
    const [then, now] = row.stood === undefined ? [row.before, row.state] : [row.stood, standingOf(row)];
    return then === null || then === now ? [] : [{ ...row, then, now }];
  });
  if (rows.length === 0) return [text(t('summary.noChange'))];
  const cells = rows.map((row) => [
    promiseName(row, context),
    posture(`states.${row.then}`),
    posture(`states.${row.now}`),
    dayText(context, row.since),
  ]);
  const head = [posture('columns.promise'), t('summary.before'), t('summary.now'), posture('columns.since')];
  const links = rows.map(({ id }) => hrefOf(context, safeguardHref(id)));
  return [{ kind: 'table', label: t('summary.changes'), head, rows: cells, widths: [6, 2, 2, 2], links }];
}

function longest({ promises }: Posture, state: 'missed' | 'unknown', context: SectionContext): Block[] {
  const { t, posture } = context;
  const rows = promises.filter((row) => isLive(row) && row.state === state).toSorted(bySince);
  if (rows.length === 0) return [];
  const shown = rows.slice(0, LONGEST[state]);
  const cells = shown.map((row) => [promiseName(row, context), dayText(context, row.since), ownerText(row, context)]);
  const head = [posture('columns.promise'), posture('columns.since'), posture('columns.owner')];
  const links = shown.map(({ id }) => hrefOf(context, safeguardHref(id)));
  const label =
    shown.length < rows.length
      ? t(`summary.longest.${state}`, { n: rows.length, shown: shown.length })
      : t('decide.group', { name: t(`summary.states.${state}`), n: rows.length });
  return [heading(label), { kind: 'table', label, head, rows: cells, widths: [9, 2, 3], links }];
}

/** Every promise by its number: at a glance what holds where. */
function glance({ areas, promises }: Posture, context: SectionContext): Block {
  const { t, posture } = context;
  const live = promises.filter(isLive);
  const used = areas.filter(({ area }) => live.some((row) => row.area === area));
  const numbers = (area: string, state: State) =>
    live
      .filter((row) => row.area === area && row.state === state)
      .map(({ id }) => id)
      .join(', ') || UNKNOWN;
  return {
    ...{ kind: 'table', label: t('summary.glance'), widths: [13, 7, 8, 5, 10] },
    head: [posture('score.area'), ...ORDER.map((state) => t(`summary.states.${state}`))],
    rows: used.map(({ area }) => [posture(`areas.${area}`), ...ORDER.map((state) => numbers(area, state))]),
    links: used.map(({ area }) => hrefOf(context, '/posture', { area })),
  };
}

/** Where nobody judged the promises for hours: what follows is what was known before that. */
function doubt({ stale, judgedAt }: Posture, { t, format }: SectionContext): Block[] {
  if (!stale) return [];
  if (judgedAt === null) return [text(t('posture.never'))];
  return [text(t('posture.stale', { at: format.dateTime(new Date(judgedAt), 'exact') }))];
}

/** Marks of a sentence that are links on the page and words on paper. */
const plain = (chunks: string) => chunks;

/** The one page: which promises hold, which do not, which nobody can prove, since when, what to decide, and what changed. */
export function summaryBlocks(section: Posture, sections: readonly ReportSection[], context: SectionContext): Block[] {
  const { t, posture } = context;
  const of = STATES.reduce((sum, state) => sum + section.states[state], 0);
  return [
    ...doubt(section, context),
    text(posture.markup('verdict', { of, ...section.states, good: plain, half: plain, bad: plain, open: plain })),
    stateFigures(section, context),
    text(scoreChange(section, context)),
    glance(section, context),
    heading(t('summary.decide')),
    { kind: 'figures', label: t('summary.decide'), items: decideFigures(sections, context) },
    ...longest(section, 'missed', context),
    ...longest(section, 'unknown', context),
    // Where nobody had judged anything the score says that changes are not known.
    ...(section.scoreBefore === null ? [] : [heading(t('summary.changes')), ...changed(section, context)]),
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
    ...{ kind: 'chart', shape: 'stack', label: t('posture.course'), axis: t('day') },
    alt: t('posture.courseAlt', { first: met(0), last: met(-1), weeks: context.weeks }),
    series: series(context),
    points: course.map(({ day, states }) => statePoint(plainDay(context, day), states, context)),
  };
}

function promiseRows(rows: readonly ReportPromise[], context: SectionContext): readonly (readonly string[])[] {
  const { t, posture, format } = context;
  return rows.map((row) => {
    const state = posture(`states.${standingOf(row)}`);
    const value = row.total === 0 ? UNKNOWN : t('posture.share', { good: row.good, total: row.total });
    const target = format.number(row.atLeast, 'percent');
    return [
      promiseName(row, context),
      state,
      value,
      target,
      dayText(context, row.since),
      dayText(context, row.freshAt),
    ];
  });
}

/** Exceptions in force: where a promise need not hold, by whose word, until when. */
function exceptionBlocks({ exceptions = [], promises }: Posture, context: SectionContext): Block[] {
  const { t } = context;
  const rows = exceptions.filter(({ approved }) => approved);
  if (rows.length === 0) return [];
  const label = t('posture.exceptions');
  const columns = ['promise', 'place', 'requester', 'approver', 'until'] as const;
  const nameOf = (id: string) => {
    const row = promises.find((one) => one.id === id);
    return row ? promiseName(row, context) : id;
  };
  return [
    heading(label),
    {
      ...{ kind: 'table', label, widths: [7, 3, 3, 3, 3] },
      head: columns.map((column) => t(`posture.columns.${column}`)),
      rows: rows.map(({ promise, place, requester, approver, expiresAt }) => [
        ...[nameOf(promise), place ?? t('place.whole'), requester, approver ?? UNKNOWN, dayText(context, expiresAt)],
      ]),
      links: rows.map(({ promise }) => hrefOf(context, safeguardHref(promise))),
    },
  ];
}

/** Every promise by area, as it stood. */
export function postureBlocks(section: Posture, context: SectionContext): Block[] {
  const { posture } = context;
  const columns = ['promise', 'state', 'value', 'target', 'since', 'fresh'] as const;
  const tables = section.areas.flatMap(({ area }): Block[] => {
    const rows = section.promises.filter((row) => row.area === area);
    if (rows.length === 0) return [];
    const name = posture(`areas.${area}`);
    return [
      heading(name),
      {
        ...{ kind: 'table', label: name, head: columns.map((column) => posture(`columns.${column}`)) },
        ...{ rows: promiseRows(rows, context), widths: [7, 3, 3, 2, 3, 3] },
        links: rows.map(({ id }) => hrefOf(context, safeguardHref(id))),
      },
    ];
  });
  const { excepted, idle } = section.score;
  return [
    text(posture('score.how')),
    text(posture('score.leftOut', { excepted, idle })),
    ...doubt(section, context),
    areaChart(section, context),
    courseChart(section, context),
    ...tables,
    ...exceptionBlocks(section, context),
  ];
}
