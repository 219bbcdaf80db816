import type { CheckMethod, CheckResult, Comparison, PointKind, PointStatus, TestKind } from '@/lib/backups/types';

/** A copy as its tool tells of it. What is left out is not known. */
export type DraftPoint = {
  /** The tool's own name for it: one copy however often it is told of. */
  readonly key: string;
  readonly asset: string;
  readonly repository?: string;
  readonly kind: PointKind;
  readonly status: PointStatus;
  /** The instant that it brings back: the end of a copy of one instant, the beginning of one that reads files as it goes. */
  readonly at: Date;
  readonly startedAt?: Date | undefined;
  readonly endedAt?: Date | undefined;
  readonly bytes?: number | undefined;
  readonly addedBytes?: number | undefined;
  readonly encryption?: string;
  readonly location?: string;
  readonly region?: string;
  readonly expiresAt?: Date | undefined;
  readonly immutableUntil?: Date | undefined;
  readonly needs?: readonly string[];
  readonly damaged?: boolean;
  readonly note?: string;
};

/** More about a copy that another document names: restic's summary has no time, its list no duration. */
export type DraftDetail = {
  /** The beginning of its key. */
  readonly key: string;
  readonly seconds?: number | undefined;
  readonly bytes?: number | undefined;
  readonly addedBytes?: number | undefined;
};

export type DraftCheck = {
  /** Empty: the document has no time of its own, and the delivery's is taken. */
  readonly key: string;
  readonly asset: string;
  readonly repository?: string;
  readonly at: Date | null;
  readonly method: CheckMethod;
  readonly result: CheckResult;
  readonly note: string;
};

export type DraftTest = {
  readonly key: string;
  /** The service by its name, or the asset whose plans say which it is. */
  readonly service?: string;
  readonly asset?: string;
  readonly kind: TestKind;
  readonly startedAt: Date;
  readonly seconds: number;
  readonly bytes?: number | undefined;
  readonly pointAsked?: Date | undefined;
  readonly pointReached?: Date | undefined;
  readonly result: 'ok' | 'failed';
  readonly compared: Comparison;
  readonly comparedNote?: string;
  readonly evidence?: string;
  readonly by?: string;
  readonly note?: string;
};

/** What the tool itself says it will do: `every` in its own words, minutes where they can be told. */
export type DraftSchedule = {
  readonly asset: string;
  readonly every: string;
  readonly everyMinutes: number | null;
  readonly keepMinutes: number | null;
  readonly paused: boolean;
};

/** The list is whole: copies of this asset (all, where null) and repository that it does not name are gone. */
export type Whole = { readonly asset: string | null; readonly repository: string | null };

/** All that a document tells of. */
export type Told = {
  readonly points?: readonly DraftPoint[];
  readonly details?: readonly DraftDetail[];
  readonly checks?: readonly DraftCheck[];
  readonly tests?: readonly DraftTest[];
  readonly whole?: readonly Whole[];
  readonly schedules?: readonly DraftSchedule[];
  /** How the storage behind it keeps copies, in Azure's words. */
  readonly redundancy?: string;
  readonly skipped?: readonly { readonly place: string; readonly code: SkipCode }[];
};

/**
 * not_backup: a job of another kind. no_time: nothing says when. not_finished: it still runs. broken: fields are missing.
 * not_whole: rows of a list could not be read, so that nothing is taken for gone. backlog: the log's archive is behind, and
 * nothing says how far.
 */
export type SkipCode = 'not_backup' | 'no_time' | 'not_finished' | 'broken' | 'no_point' | 'not_whole' | 'backlog';

/** What is known of a document beside its text. */
export type Arrival = {
  readonly receivedAt: Date;
  /** IANA name of the zone of the tool's clock; null: not told. */
  readonly zone: string | null;
  /** What the sender says it is of, where the document does not (a check's text): an asset, or empty. */
  readonly asset: string;
  readonly repository: string;
  /** The tool's exit code, where its text alone does not tell. */
  readonly exitCode: number | null;
  /** When a document without a time of its own was made; null: nobody says. */
  readonly madeAt: Date | null;
  /** The program's arguments say more than its output: restic check has read the data, or a part of it. */
  readonly readData: boolean | null;
};

/** One way in which a tool tells of its copies. Adding one: a file, its test, a line in registry.ts and in docs/backups.md. */
export type Shape = {
  /** As in `/api/v1/backups/restic`. */
  readonly id: string;
  /** Name for people. A proper name, not translated. */
  readonly label: string;
  /** Its times have no zone: the source has to tell it. */
  readonly needsZone?: true;
  /** @throws UnreadableDocument */
  read(text: string, arrival: Arrival): Told;
};

/** empty: nothing in it. unknown: no document of this tool. zone: times without zone, and nobody told it. not_json: cut off or no JSON. */
export const REFUSALS = ['empty', 'unknown', 'zone', 'not_json', 'exit_code', 'not_yaml', 'too_many'] as const;
export type RefusalCode = (typeof REFUSALS)[number];

/** The document cannot be used: the sender is told why, and where it stands. */
export class UnreadableDocument extends Error {
  override readonly name = 'UnreadableDocument';

  constructor(
    readonly refusal: RefusalCode,
    /** Path or line within the document; empty: all of it. */
    readonly place = '',
  ) {
    super(refusal);
  }
}
