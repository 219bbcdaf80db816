import { addDays } from '@/lib/core/datetime';
import type { Block, Figure } from '@/lib/core/document/types';
import { type ReportPromise, type ReportSection, type SectionOf, SOON_DAYS } from '@/lib/reports/content';
import { riskHref } from '@/lib/reports/sections/risks';
import {
  bySince,
  dayText,
  heading,
  hrefOf,
  integer,
  isLive,
  linkNote,
  muted,
  ownerText,
  promiseName,
  type SectionContext,
  text,
  todayHref,
} from '@/lib/reports/sections/text';
import { safeguardHref } from '@/lib/safeguards/place';

/** So many of a kind are named; the others stand in their own sections. */
const NAMED = 12;

const GROUPS = ['missed', 'proof', 'requests', 'ending', 'actions'] as const;
type Group = (typeof GROUPS)[number];

/** `today`: where the link leads, only the present is known. `n`: for how many it stands, where that is not one. */
type Line = {
  readonly group: Group;
  readonly what: string;
  readonly who: string;
  readonly when: string;
  readonly link: string;
  readonly today?: true;
  readonly n?: number;
};

const soonAfter = (asOf: string) => addDays(new Date(asOf), SOON_DAYS).toISOString();

function isNew({ state, before, stood = before }: ReportPromise): boolean {
  return state === 'missed' && stood !== null && stood !== 'missed';
}

function promiseLine(row: ReportPromise, group: Group, what: string, when: string, context: SectionContext): Line {
  return { group, what, when, who: ownerText(row, context), link: hrefOf(context, safeguardHref(row.id)) };
}

function missedLines(rows: readonly ReportPromise[], context: SectionContext): Line[] {
  const { t } = context;
  const missed = rows.filter(({ state }) => state === 'missed').toSorted(bySince);
  return [...missed.filter(isNew), ...missed.filter((row) => !isNew(row))].map((row) => {
    const name = promiseName(row, context);
    const what = isNew(row) ? t('decide.newly', { promise: name }) : name;
    return promiseLine(row, 'missed', what, t('decide.since', { day: dayText(context, row.since) }), context);
  });
}

/** The reason of a promise that somebody states, and until when the statement holds. */
function statementOf({ reasons }: ReportPromise) {
  const found = reasons.find(({ code }) => code.startsWith('attested') || code.startsWith('attestation'));
  const until = found?.params.untilAt;
  return found && typeof until === 'string' ? { over: found.code === 'attestation_expired', until } : null;
}

/** Statements that are over, then those that end soon, then promises that nobody has stated anything of. */
function proofLines(rows: readonly ReportPromise[], context: SectionContext): Line[] {
  const { t, asOf } = context;
  const soon = soonAfter(asOf);
  const stated = rows.flatMap((row) => {
    const statement = statementOf(row);
    return statement && (statement.over || statement.until <= soon) ? [{ row, ...statement }] : [];
  });
  const lines = stated
    .toSorted((a, b) => a.until.localeCompare(b.until))
    .map(({ row, over, until }) => {
      const what = t(over ? 'decide.expired' : 'decide.statementEnds', { promise: promiseName(row, context) });
      const day = dayText(context, until);
      return promiseLine(row, 'proof', what, t(over ? 'decide.since' : 'decide.until', { day }), context);
    });
  const never = rows.filter(({ reasons }) => reasons.some(({ code }) => code === 'never_attested'));
  const unstated = never.toSorted(bySince).map((row) => {
    const what = t('decide.unstated', { promise: promiseName(row, context) });
    return promiseLine(row, 'proof', what, t('decide.since', { day: dayText(context, row.since) }), context);
  });
  return [...lines, ...unstated];
}

function exceptionLines({ exceptions = [], promises }: SectionOf<'posture'>, context: SectionContext): Line[] {
  const { t, asOf } = context;
  return exceptions.flatMap(({ number, promise: id, place, approved, requester, approver, requestedAt, expiresAt }) => {
    if (approved && expiresAt > soonAfter(asOf)) return [];
    const row = promises.find((one) => one.id === id);
    const about = { number, promise: row ? promiseName(row, context) : id, place: place ?? t('place.whole') };
    const link = hrefOf(context, safeguardHref(id));
    if (approved) {
      const when = t('decide.until', { day: dayText(context, expiresAt) });
      return { group: 'ending', what: t('decide.exceptionEnds', about), who: approver ?? '', when, link } as const;
    }
    const when = t('decide.since', { day: dayText(context, requestedAt) });
    const what = t('decide.exceptionAsked', { ...about, name: requester });
    return { group: 'requests', what, who: t('decide.approvers'), when, link } as const;
  });
}

function ofPosture(section: SectionOf<'posture'>, context: SectionContext): Line[] {
  const live = section.promises.filter(isLive);
  return [...missedLines(live, context), ...proofLines(live, context), ...exceptionLines(section, context)];
}

/** Of a report that names no requests only how many there are is known. */
function requestLines({ waiting, requests }: SectionOf<'risks'>, context: SectionContext): Line[] {
  const { t } = context;
  const asked = { group: 'requests', who: t('decide.approvers'), today: true } as const;
  const link = todayHref(context, '/acceptances', { state: 'requested' });
  if (!requests) {
    return waiting ? [{ ...asked, what: t('decide.requests', { n: waiting }), when: '', link, n: waiting }] : [];
  }
  return requests.map(({ number, product, requester, requestedAt }) => ({
    ...asked,
    what: t('decide.riskAsked', { number, product, name: requester }),
    when: t('decide.since', { day: dayText(context, requestedAt) }),
    link: riskHref(number),
  }));
}

const endingOf = ({ rows }: SectionOf<'risks'>, { asOf }: SectionContext) =>
  rows.filter(({ expiresAt }) => expiresAt <= soonAfter(asOf));

function ofRisks(section: SectionOf<'risks'>, context: SectionContext): Line[] {
  const { t } = context;
  const ending = endingOf(section, context).map(({ number, product, approver, expiresAt }) => ({
    ...{ group: 'ending' as const, what: t('decide.ending', { number, product }), who: approver },
    ...{
      when: t('decide.until', { day: dayText(context, expiresAt) }),
      link: riskHref(number),
      today: true as const,
    },
  }));
  return [...requestLines(section, context), ...ending];
}

function ofIncidents({ overdue }: SectionOf<'incidents'>, context: SectionContext): Line[] {
  return overdue.map(({ incident, title, owner, dueOn }) => ({
    group: 'actions',
    what: context.t('decide.action', { incident: `INC-${incident}`, title }),
    who: owner,
    when: context.t('decide.due', { day: dayText(context, `${dueOn}T12:00:00Z`) }),
    link: `/incidents/${incident}/review`,
    today: true,
  }));
}

function linesOf(section: ReportSection, context: SectionContext): Line[] {
  if (section.id === 'posture') return ofPosture(section, context);
  if (section.id === 'risks') return ofRisks(section, context);
  return section.id === 'incidents' ? ofIncidents(section, context) : [];
}

/** How many of a kind a section counted and does not name: its lists end somewhere. */
function unnamedIn(section: ReportSection, group: Group, context: SectionContext): number {
  if (section.id === 'incidents' && group === 'actions') {
    return (section.overdueTotal ?? section.overdue.length) - section.overdue.length;
  }
  if (section.id !== 'risks') return 0;
  const { waiting, requests, ending } = section;
  if (group === 'requests' && requests) return (waiting ?? requests.length) - requests.length;
  const named = endingOf(section, context).length;
  return group === 'ending' ? (ending ?? named) - named : 0;
}

const sum = (numbers: readonly number[]) => numbers.reduce((all, one) => all + one, 0);
const countLines = (lines: readonly Line[]) => sum(lines.map(({ n = 1 }) => n));

/** What waits by kind; `n`: how much there is, named or not. */
function groupsOf(sections: readonly ReportSection[], context: SectionContext) {
  const all = sections.flatMap((section) => linesOf(section, context));
  return GROUPS.map((group) => {
    const lines = all.filter((line) => line.group === group);
    const unnamed = sum(sections.map((section) => unnamedIn(section, group, context)));
    return { group, lines, n: countLines(lines) + unnamed };
  });
}

/** How much waits, by kind: for the summary. */
export function decideFigures(sections: readonly ReportSection[], context: SectionContext): Figure[] {
  return groupsOf(sections, context).map(({ group, n }) => ({
    name: context.t(`decide.groups.${group}`),
    value: integer(context, n),
    href: '#decide',
  }));
}

/** What waits for somebody: promises that do not hold, proofs that run out, requests, what ends soon, actions that are late. */
export function decideBlocks(sections: readonly ReportSection[], context: SectionContext): Block[] {
  const { t } = context;
  const groups = groupsOf(sections, context).filter(({ n }) => n > 0);
  if (groups.length === 0) return [text(t('decide.nothing'))];
  return groups.flatMap(({ group, lines, n }): Block[] => {
    const shown = lines.slice(0, NAMED);
    const more = n - countLines(shown);
    const label = t('decide.group', { name: t(`decide.groups.${group}`), n });
    const today = shown.filter((line) => line.today).length;
    return [
      heading(label),
      {
        ...{ kind: 'table', label, widths: [7, 3, 3], head: [t('decide.what'), t('decide.who'), t('decide.when')] },
        rows: shown.map(({ what, who, when }) => [what, who, when]),
        links: shown.map(({ link }) => link),
        ...(today > 0 && linkNote(context, today === shown.length ? 'today' : 'someToday')),
      },
      ...(more > 0 ? [muted(t('decide.more', { n: more }))] : []),
    ];
  });
}
