/** What PostgreSQL cannot store, or what would fill it: limits in UTF-16 units. */
export const TEXT_LIMITS = {
  title: 500,
  line: 1_000,
  name: 300,
  version: 200,
  prose: 65_536,
  link: 2_000,
  raw: 262_144,
} as const;

const LISTS = { references: 100, ids: 100, cwe: 50, tags: 50, cvss: 20 } as const;
export const LIST_LIMITS: Readonly<Record<keyof typeof LISTS, number>> = LISTS;

/** Counts what had to be taken out of a report's text; shown with the import as warnings. */
export type CleanCount = { nul: number; surrogate: number; cut: number };

export function cleanCount(): CleanCount {
  return { nul: 0, surrogate: 0, cut: 0 };
}

/** Whether `cleanText` leaves it as it is. */
export function isClean(text: string, limit: number): boolean {
  return text.length <= limit && !text.includes('\0') && text.isWellFormed();
}

/** Text that PostgreSQL takes: no NUL, no half of a surrogate pair, at most `limit` long. */
export function cleanText(text: string, limit: number, count: CleanCount): string {
  let clean = text;
  if (clean.includes('\0')) {
    count.nul += 1;
    clean = clean.replaceAll('\0', '');
  }
  if (!clean.isWellFormed()) {
    count.surrogate += 1;
    clean = clean.toWellFormed();
  }
  if (clean.length <= limit) return clean;
  count.cut += 1;
  return `${clean.slice(0, limit - 1).replace(/[\uD800-\uDBFF]$/, '')}…`;
}
