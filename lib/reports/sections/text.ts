import type { ReportContent } from '@/lib/reports/content';
import type { ReportWords } from '@/lib/reports/words';

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
