import type { AppraisalBasis } from '@/lib/findings/data/appraise';
import type { SharedEvidence } from '@/lib/imports/apply/known-evidence';
import type { RowBatch } from '@/lib/imports/apply/row-batch';
import type { Reach, ReportFacts } from '@/lib/imports/parsers/types';
import type { ImportWarning } from '@/lib/imports/types';

/** Which report is to be read: its bytes are those of an import, or one file of the archive that it is. */
export type Wanted = {
  readonly importId: string;
  readonly entry: string | null;
  /** What a person has chosen. */
  readonly format: string | null;
};

export type Opened =
  | { readonly kind: 'archive'; readonly names: readonly string[] }
  /** `reaches`: it may speak for a part of its places only. */
  | { readonly kind: 'report'; readonly format: string; readonly facts: ReportFacts; readonly reaches: boolean };

/** What the rows of a report are prepared with. */
export type PrepareWith = {
  readonly target: string;
  readonly known: SharedEvidence;
  readonly basis: AppraisalBasis;
};

/** Rows, and how far the report is read. */
export type Step = { readonly rows: RowBatch | null; readonly bytes: number; readonly records: number };

export type Outcome = { readonly warnings: readonly ImportWarning[]; readonly reach: Reach | undefined };

/** A report that is being read: in this thread (direct.ts) or in one of its own (threads.ts). */
export type ReportReader = {
  readonly opened: Opened;
  /**
   * Hands over the rows in their order; the next ones are read meanwhile. A step's memory is used again once `take` is
   * done with it. @throws ReportError, and what `take` throws
   */
  read(input: PrepareWith, take: (step: Step) => Promise<void>): Promise<Outcome>;
  close(): Promise<void>;
};
