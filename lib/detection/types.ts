import type { Log, LogSource } from '@/lib/detection/logs/types';
import type { Severity } from '@/lib/findings/severity';

/** A value of a record, as rules compare it: `text` in lower case, since Sigma ignores case. */
export type FieldValue = {
  readonly value: null | boolean | number | string;
  readonly said: string;
  readonly text: string;
};

/** How a rule asks a record. */
export type Fields = {
  /** What a field holds; none where the record lacks it. Arrays on the way give several. */
  readonly values: (name: string) => readonly FieldValue[];
  /** Every text of the record, for keywords. */
  readonly everywhere: () => readonly FieldValue[];
};

export type Predicate = (fields: Fields) => boolean;

/** What both kinds of rules say about themselves. */
type About = {
  /** UUID: what alerts and stored hits keep. */
  readonly id: string;
  /** The file's name without its ending. */
  readonly name: string;
  readonly title: string;
  readonly description: string;
  readonly status: string;
  /** Each alert names them: SigmaHQ's licence asks for it. */
  readonly author: string;
  readonly license: string;
  readonly severity: Severity;
  readonly tags: readonly string[];
  /** `T1098.003`, from the tags. */
  readonly techniques: readonly string[];
  readonly references: readonly string[];
  readonly falsePositives: readonly string[];
  /** Fields that are worth showing beside an alert. */
  readonly fields: readonly string[];
  /** Fields whose values tell one alert of this rule from another: who, where. */
  readonly entity: readonly string[];
  /** False for what only counts towards a correlation. */
  readonly raises: boolean;
};

/** A rule that looks at one record. */
export type EventRule = About & {
  readonly kind: 'event';
  readonly logsource: LogSource;
  readonly logs: readonly Log[];
  readonly test: Predicate;
};

export const CORRELATION_TYPES = ['event_count', 'value_count', 'temporal', 'temporal_ordered'] as const;
export type CorrelationType = (typeof CORRELATION_TYPES)[number];

/** A rule that looks at the hits of others. */
export type CorrelationRule = About & {
  readonly kind: 'correlation';
  readonly type: CorrelationType;
  /** Ids of the rules whose hits count, in the order that `temporal_ordered` asks for. */
  readonly rules: readonly string[];
  /** Fields that hits must share. */
  readonly groupBy: readonly string[];
  readonly timespanSeconds: number;
  /** Hits (`event_count`), different values of `countOf` (`value_count`), or rules (`temporal…`: all). */
  readonly atLeast: number;
  readonly countOf: string;
  /** Whether the rules that it counts raise alerts themselves. */
  readonly generate: boolean;
  /** By name of a group field: what it is called in the records of a rule, by that rule's id. */
  readonly aliases: Readonly<Record<string, Readonly<Record<string, string>>>>;
};

export type Rule = EventRule | CorrelationRule;
