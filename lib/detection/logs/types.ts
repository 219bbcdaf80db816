import type { Json } from '@/lib/core/json';

/** Which log a rule is for, in Sigma's words. */
export type LogSource = { readonly category?: string; readonly product?: string; readonly service?: string };

/** One way in which a log comes: how it is told, and where it keeps what rules ask for. */
export type Encoding = {
  readonly id: string;
  /**
   * The part of a raw record that the paths begin at; `undefined` where the record is not of this encoding. Most tell by
   * the record, since one log comes in several shapes.
   */
  readonly open: (raw: Json, shape: string) => Json | undefined;
  /**
   * By field: paths (path.ts) that may hold it. A name of our own event (`actor`, `sourceAddress` …) stands in where the
   * event has none. What is not listed is looked for in the record under its own name.
   */
  readonly fields: Readonly<Record<string, readonly string[]>>;
};

/** A log that rules can be written for. */
export type Log = {
  readonly source: LogSource;
  readonly encodings: readonly Encoding[];
};
