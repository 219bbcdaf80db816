import type { Opened, Outcome, PrepareWith, Step, Wanted } from '@/lib/imports/reader/types';
import type { ReportErrorCode, ReportPlace } from '@/lib/imports/reading/errors';

/** Said to a reading thread. One report after another: `open`, `read`, `more` for each step that was taken, with its memory, `close`. */
export type Said =
  | { readonly kind: 'open'; readonly wanted: Wanted }
  | { readonly kind: 'read'; readonly input: PrepareWith }
  | { readonly kind: 'more'; readonly memory: ArrayBuffer | null }
  | { readonly kind: 'close' };

/** A ReportError as it crosses threads: classes do not. */
export type ReportFault = {
  readonly code: ReportErrorCode;
  readonly place: ReportPlace;
  readonly params: Readonly<Record<string, string | number>>;
};

/** Answered by it. */
export type Answer =
  | { readonly kind: 'opened'; readonly opened: Opened }
  | { readonly kind: 'step'; readonly step: Step }
  | { readonly kind: 'read'; readonly outcome: Outcome }
  | { readonly kind: 'refused'; readonly fault: ReportFault }
  | { readonly kind: 'failed'; readonly error: unknown }
  | { readonly kind: 'closed' };
