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
