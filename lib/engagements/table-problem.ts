import { ENTRY_PROBLEMS, type EntryField } from '@/lib/engagements/entry';

export const TABLE_PROBLEMS = [
  'empty',
  'unreadable',
  'column_missing',
  'column_unknown',
  'column_twice',
  'cells',
  'too_many_rows',
  'same_finding',
  ...ENTRY_PROBLEMS,
] as const;

/** What is wrong in a table of findings, and where: `engagements.problems.<code>` says what to do. */
export type TableProblem = {
  /** From 1, of the file. */
  readonly line: number;
  readonly column: EntryField | null;
  readonly code: (typeof TABLE_PROBLEMS)[number];
  readonly params: Readonly<Record<string, string | number>>;
};

/** What became of a table. */
export type TakenTable =
  | { readonly kind: 'taken'; readonly count: number }
  | { readonly kind: 'refused'; readonly problems: readonly TableProblem[]; readonly count: number };
