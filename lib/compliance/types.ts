import type { Locale } from '@/lib/core/i18n/locales';

/** In four languages where we wrote it; in its publisher's own where it was imported. */
export type Words = string | Readonly<Record<Locale, string>>;

export type Control = {
  readonly id: string;
  readonly group: string;
  readonly title: Words;
  /** The publisher's sentence: imported catalogues only. */
  readonly text?: string;
};

/** A catalogue of controls: one of ours (a file), or one that somebody imported. */
export type Framework = {
  readonly id: string;
  readonly version: string;
  readonly title: string;
  readonly issuer: string;
  readonly licence: string;
  readonly source: string;
  readonly note: string;
  readonly groups: readonly { readonly id: string; readonly title: Words }[];
  readonly controls: readonly Control[];
};

/** What a safeguard's check or attestation says. */
export const SAFEGUARD_STATES = ['met', 'partly', 'missed', 'unknown'] as const;
export type SafeguardState = (typeof SAFEGUARD_STATES)[number];

/** Worst first, as pages count them. */
export const CONTROL_STATES = ['not_met', 'partly', 'partly_known', 'not_assessed', 'excepted', 'met'] as const;
export type ControlState = (typeof CONTROL_STATES)[number];
