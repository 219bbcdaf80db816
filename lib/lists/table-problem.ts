import { ENTRY_PROBLEMS } from '@/lib/lists/entry';

export const TABLE_PROBLEMS = [
  'empty',
  'unreadable',
  'column_missing',
  'column_unknown',
  'column_twice',
  'cells',
  'too_many',
  'same_entry',
  ...ENTRY_PROBLEMS,
] as const;

/** What is wrong in a list from outside, and where: `lists.problems.<code>` says what to do. */
export type TableProblem = {
  /** From 1: of the file, or the entry of a document. */
  readonly line: number;
  readonly column: string | null;
  readonly code: (typeof TABLE_PROBLEMS)[number];
  readonly params: Readonly<Record<string, string | number>>;
};
