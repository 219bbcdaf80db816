export const INTEL_KINDS = ['epss', 'kev'] as const;
export type IntelKind = (typeof INTEL_KINDS)[number];
/** What the files of the sample organisation call their version: nobody should decide by what they say. */
export const SAMPLE_VERSION = 'sample';

export const INTEL_STATES = ['queued', 'running', 'done', 'unchanged', 'failed'] as const;
export type IntelState = (typeof INTEL_STATES)[number];

export const INTEL_ORIGINS = ['mirror', 'upload', 'folder'] as const;
export type IntelOrigin = (typeof INTEL_ORIGINS)[number];

/** Why a file or a mirror was refused: codes of `intel.errors`. */
export const INTEL_ERRORS = [
  'address',
  'unreachable',
  'timeout',
  'redirects',
  'busy',
  'status',
  'too_large',
  'truncated',
  'damaged',
  'wrong_content',
  'bad_row',
  'empty',
  'too_few',
  'older',
  'unexpected',
] as const;
export type IntelErrorCode = (typeof INTEL_ERRORS)[number];
export type IntelErrorParams = Readonly<Record<string, string | number>>;

/** EPSS or KEV cannot be read. What the other side said is never part of it: only codes and numbers. */
export class IntelError extends Error {
  override readonly name = 'IntelError';

  constructor(
    readonly code: IntelErrorCode,
    readonly params: IntelErrorParams = {},
    /** The mirror says when to come back. */
    readonly retryAfterMs: number | null = null,
  ) {
    super(code);
  }
}

/** What a file says of itself. */
export type IntelFacts = { readonly version: string; readonly publishedAt: Date };

/** Instants are ISO 8601 in UTC. */
export type IntelImportDto = {
  readonly id: string;
  readonly kind: IntelKind;
  readonly state: IntelState;
  readonly origin: IntelOrigin;
  readonly source: string;
  readonly at: string;
  readonly by: string;
  readonly version: string | null;
  readonly publishedAt: string | null;
  readonly rows: number | null;
  readonly added: number | null;
  readonly changed: number | null;
  readonly removed: number | null;
  readonly error: { readonly code: IntelErrorCode; readonly params: IntelErrorParams } | null;
  readonly retryAt: string | null;
};

/** `current` took effect last; `latest` was tried last, whatever came of it. */
export type IntelStatus = {
  readonly kind: IntelKind;
  readonly mirror: string | null;
  readonly current: IntelImportDto | null;
  readonly checkedAt: string | null;
  readonly latest: IntelImportDto | null;
};
