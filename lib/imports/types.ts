import type { SourceName } from '@/lib/imports/source-name';

/** What an import did to the findings of its product. Each finding counts once. */
export type ImportCounts = {
  readonly new: number;
  readonly updated: number;
  readonly fixed: number;
  readonly reopened: number;
  readonly unchanged: number;
};

/** Something to know that did not stop the import. `code` is translated (`imports.warning.<code>`). */
export type ImportWarning = { readonly code: string; readonly count: number; readonly example: string };

/** Why an import failed, and where: `importErrors.<code>` has the title and the remedy. */
export type ImportError = {
  readonly code: string;
  /** From 1. */
  readonly line?: number;
  readonly column?: number;
  /** Bytes from the start of the unpacked report. */
  readonly offset?: number;
  readonly path?: string;
  /** The file within the archive. */
  readonly entry?: string;
  readonly params?: Readonly<Record<string, string | number>>;
};

export const IMPORT_STATES = [
  'uploading',
  'queued',
  'running',
  'done',
  'failed',
  'cancelled',
  'previewed',
  'undone',
] as const;
export type ImportStateName = (typeof IMPORT_STATES)[number];

export function isUnderWay(state: ImportStateName): boolean {
  return state === 'uploading' || state === 'queued' || state === 'running';
}

/** A row of the list of imports. Times are ISO 8601 in UTC, sizes in bytes. */
export type ImportRow = {
  readonly id: string;
  readonly state: ImportStateName;
  readonly fileName: string;
  /** The file within an archive. */
  readonly entry: string | null;
  readonly product: { readonly id: string; readonly slug: string; readonly name: string };
  readonly source: (SourceName & { readonly id: string }) | null;
  readonly format: string | null;
  readonly size: number;
  readonly createdAt: string;
  readonly createdByName: string;
  readonly startedAt: string | null;
  readonly finishedAt: string | null;
  /** Asked to stop, not stopped yet. */
  readonly stopping: boolean;
  readonly progress: { readonly bytes: number; readonly records: number };
  readonly counts: ImportCounts;
  readonly error: ImportError | null;
  readonly warnings: readonly ImportWarning[];
};

/** A finding that a previewed report would change. `id` is null for what would be new; `fields` of it would change. */
export type OutlookRow = {
  readonly id: number | null;
  readonly title: string;
  readonly severity: number;
  readonly location: string;
  readonly fields: readonly string[];
};
export type Outlook = Readonly<Partial<Record<Exclude<keyof ImportCounts, 'unchanged'>, readonly OutlookRow[]>>> & {
  /** Findings that the report shows to be the same as another one, whose duplicates they would become. */
  readonly joined?: number | undefined;
};

export type ImportDetail = ImportRow & {
  readonly sha256: string | null;
  readonly complete: boolean;
  readonly formatForced: boolean;
  readonly scanAt: string | null;
  /** As its sender or the report says; null where neither does. `image` has its tag or digest. */
  readonly branch: string | null;
  readonly image: string | null;
  readonly environment: string | null;
  readonly service: string | null;
  readonly archiveId: string | null;
  readonly entries: readonly ImportRow[];
  /** It took effect within the last 24 hours. */
  readonly undoable: boolean;
  /** Of a preview that is over. */
  readonly outlook: Outlook | null;
  /** Whether the report as received is still there, to look at or to read again. */
  readonly kept: boolean;
};

export type ImportPage = { readonly rows: readonly ImportRow[]; readonly next: string | null };

export type ImportChoices = {
  readonly products: readonly { readonly id: string; readonly slug: string; readonly name: string }[];
  readonly formats: readonly { readonly id: string; readonly label: string }[];
};

/** What the list of imports can be narrowed to. */
export type ImportFilterChoices = {
  readonly products: readonly { readonly slug: string; readonly name: string }[];
  /** `product`: its slug. */
  readonly sources: readonly (SourceName & { readonly id: string; readonly product: string })[];
  readonly formats: ImportChoices['formats'];
};
