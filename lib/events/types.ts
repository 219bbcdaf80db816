import type { AlsoKey } from '@/lib/events/words';
import type { Severity } from '@/lib/findings/severity';

/** What kind of record it is: decides how long it is kept (classes.ts). */
export const EVENT_CLASSES = ['detection', 'identity', 'audit', 'host', 'network', 'web', 'database'] as const;
export type EventClass = (typeof EVENT_CLASSES)[number];

export type EventOutcome = 'success' | 'failure' | 'unknown';

/** Who, where and with what, as far as a record says it. */
export const EVENT_PLACES = [
  'action',
  'actor',
  'sourceAddress',
  'targetAddress',
  'host',
  'cluster',
  'namespace',
  'pod',
  'container',
  'image',
  'process',
  'file',
] as const;
export type EventPlace = (typeof EVENT_PLACES)[number];

/** A record in our words, as a shape reads it; `completeEvent` (complete.ts) makes it fit to be stored. */
export type EventDraft = {
  readonly class: EventClass;
  /** As the sender wrote it; empty where it says none. */
  readonly time: string;
  /**
   * The sender's id of this record, the same when it sends it again; with the state where one thing is reported in
   * several states. Empty: its text is its id.
   */
  readonly key: string;
  readonly severity: Severity;
  readonly outcome: EventOutcome;
  /** What happened, in the sender's words: a rule, an operation. */
  readonly name: string;
  readonly message: string;
  /** As the sender writes them: `T1059`, `mitre_execution`, `TA0003:T1556` … */
  readonly techniques: readonly string[];
  /** What else it is found by, under words of its own: `{ flow: '42' }` as `flow:42` (words.ts). The first eight that are not empty. */
  readonly also?: Readonly<Partial<Record<AlsoKey | 'rule', string>>>;
} & Readonly<Partial<Record<EventPlace, string>>>;
