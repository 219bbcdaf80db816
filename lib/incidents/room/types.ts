import type { EntryData } from '@/lib/incidents/types';

export type PersonRef = { readonly id: string; readonly name: string };

/** What a status update says, each in its own words; empty: nothing. */
export type UpdateTexts = {
  /** For those who decide: two sentences without jargon. Also the note of its line. */
  readonly executive: string;
  readonly known: string;
  readonly impact: string;
  readonly next: string;
};

/** A line of an incident's log as pages show it. Moments are ISO 8601. */
export type EntryLine = {
  readonly seq: number;
  readonly at: string;
  /** When it happened, where that is another moment than `at`. */
  readonly happenedAt: string;
  /** One of ENTRY_KINDS; a newer server may know more. */
  readonly kind: string;
  /** `id` null: a machine. */
  readonly actor: { readonly id: string | null; readonly name: string };
  /** People in it stand as `@[id]` (lib/findings/mentions.ts). */
  readonly note: string;
  /** The people whom `note` mentions. */
  readonly mentions: readonly PersonRef[];
  readonly data: EntryData;
};

/** Lines in the order of their numbers. */
export type EntryPage = {
  readonly lines: readonly EntryLine[];
  /** Number of the newest line of the incident, whether or not it is here. */
  readonly lastSeq: number;
  /** Whether there are more in the direction that was asked for: earlier ones, or later ones with `after`. */
  readonly more: boolean;
};

/** A status update as stakeholders read it. Moments are ISO 8601. */
export type UpdateView = UpdateTexts & {
  readonly seq: number;
  readonly at: string;
  readonly by: string;
  /** Null: it was the last one. */
  readonly nextDueAt: string | null;
};

export type UpdatesPage = {
  /** The newest first. */
  readonly updates: readonly UpdateView[];
  readonly follows: boolean;
  /** When the next one is due; null: none is. */
  readonly dueAt: string | null;
};
