import type { Block } from '@/lib/core/document/types';
import type { ReportContent, ReportPromise } from '@/lib/reports/content';
import type { ReportWords } from '@/lib/reports/words';
import { ROLES } from '@/lib/safeguards/catalogue-schema';

/** What each section is written with: the words, and of the report what its links need. */
export type SectionContext = ReportWords & Pick<ReportContent, 'asOf' | 'team' | 'weeks' | 'comparedWith'>;

export const UNKNOWN = '–';

export const integer = ({ format }: Pick<ReportWords, 'format'>, value: number) => format.number(value, 'integer');

/** A day by its name; a dash where none is known. */
export function dayText({ format }: Pick<ReportWords, 'format'>, at: string | null): string {
  return at === null ? UNKNOWN : format.dateTime(new Date(at), 'day');
}

/** A day `YYYY-MM-DD`, which has no hour and so no zone. */
export function plainDay({ format }: Pick<ReportWords, 'format'>, day: string): string {
  return format.dateTime(new Date(`${day}T12:00:00Z`), { ...SHORT_DAY });
}

const SHORT_DAY = { day: 'numeric', month: 'short', timeZone: 'UTC' } as const;

/** A part of a whole as per cent with both numbers; of nothing there is no share. */
export function shareText({ t, format }: Pick<ReportWords, 't' | 'format'>, part: number, of: number): string {
  return of === 0 ? UNKNOWN : t('share', { share: format.number(part / of, 'percent'), part, of });
}

const UNITS = [
  ['days', 86_400],
  ['hours', 3600],
  ['minutes', 60],
] as const;

/** Seconds in the largest unit that they hold two of, else in minutes; a dash where none are known. */
export function spanText({ t, format }: Pick<ReportWords, 't' | 'format'>, seconds: number | null): string {
  if (seconds === null) return UNKNOWN;
  const [unit, per] = UNITS.find(([, one]) => seconds >= 2 * one) ?? UNITS[2];
  return t(`spans.${unit}`, { n: format.number(seconds / per, { maximumFractionDigits: 1 }) });
}

export const text = (said: string): Block => ({ kind: 'text', text: said });
export const muted = (said: string): Block => ({ kind: 'text', text: said, muted: true });
export const heading = (said: string): Block => ({ kind: 'heading', level: 3, text: said });

/** Whether a promise is judged: neither excepted nor without anything to judge it by. */
export const isLive = ({ counts, excepted }: ReportPromise) => counts && !excepted;

export const promiseName = ({ id, promise }: ReportPromise, { locale }: Pick<ReportWords, 'locale'>) =>
  `${id} ${promise[locale]}`;

/** Those first whose state has been the same for the longest. */
export const bySince = (a: ReportPromise, b: ReportPromise) =>
  (a.since ?? '').localeCompare(b.since ?? '') || a.id.localeCompare(b.id, 'en', { numeric: true });

/** The person that was named for a promise, else the role that the catalogue had. */
export function ownerText({ owner, role }: ReportPromise, { posture }: Pick<ReportWords, 'posture'>): string {
  const known = ROLES.find((one) => one === role);
  return owner ?? (known ? posture(`roles.${known}`) : (role ?? UNKNOWN));
}

const withQuery = (path: string, query: Record<string, string>) => {
  const asked = new URLSearchParams(query).toString();
  return asked === '' ? path : `${path}?${asked}`;
};

/** An address of a page at the report's day, of its team. Pages take a day that is not over for now. */
export function hrefOf({ team, asOf }: SectionContext, path: string, more: Record<string, string> = {}): string {
  return withQuery(path, { at: asOf.slice(0, 10), ...(team ? { team: team.slug } : {}), ...more });
}

/** An address of a page that knows the present only: `linkNote` says so. */
export function todayHref({ team }: SectionContext, path: string, more: Record<string, string> = {}): string {
  return withQuery(path, { ...(team ? { team: team.slug } : {}), ...more });
}

/** Says under a block that its links, or some of them, do not lead to the day of the report. */
export const linkNote = ({ t }: Pick<ReportWords, 't'>, which: 'today' | 'someToday') => ({
  linkNote: t(`links.${which}`),
});
