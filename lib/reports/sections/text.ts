import type { Block } from '@/lib/core/document/types';
import type { ReportContent } from '@/lib/reports/content';
import type { ReportWords } from '@/lib/reports/words';
import { safeguardOf } from '@/lib/safeguards/catalogue';

/** What each section is written with: the words, and of the report what its links need. */
export type SectionContext = ReportWords & Pick<ReportContent, 'asOf' | 'team' | 'weeks' | 'madeAt' | 'comparedWith'>;

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

/** The person that was named for a promise, else the role that the catalogue has. */
export function ownerText(
  { id, owner }: { readonly id: string; readonly owner: string | null },
  { t, posture }: Pick<ReportWords, 't' | 'posture'>,
): string {
  const role = safeguardOf(id)?.owner;
  return owner ?? (role ? posture(`roles.${role}`) : t('nobody'));
}

/** An address of a page as it was when the report was made: of its team, and at its day where that had passed. */
export function hrefOf(
  { team, asOf, madeAt }: SectionContext,
  path: string,
  more: Record<string, string> = {},
): string {
  const day = asOf.slice(0, 10);
  const past: Record<string, string> = day < madeAt.slice(0, 10) ? { at: day } : {};
  const query = new URLSearchParams({ ...past, ...(team ? { team: team.slug } : {}), ...more }).toString();
  return query === '' ? path : `${path}?${query}`;
}
