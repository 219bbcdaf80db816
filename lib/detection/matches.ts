import type { Json } from '@/lib/core/json';
import { storable } from '@/lib/core/storable';
import { DETECTION_LIMITS } from '@/lib/detection/limits';
import type { Encoding, Log } from '@/lib/detection/logs/types';
import { type DetectionInput, RecordFields } from '@/lib/detection/record-fields';
import type { CorrelationRule, EventRule, Fields, Rule } from '@/lib/detection/types';

/** What a hit counts towards: a correlation, the values of its group, and the value that it counts. */
export type Feed = {
  readonly correlation: CorrelationRule;
  /** In the order of `groupBy`; none of them empty. */
  readonly group: readonly string[];
  /** Of `countOf` (`value_count`); else empty. */
  readonly value: string;
};

export type Hit = {
  readonly rule: EventRule;
  /** By the names of `rule.entity`: what this hit's alert is grouped by. Empty where the record does not say. */
  readonly entity: Readonly<Record<string, string>>;
  readonly feeds: readonly Feed[];
};

/** A record as the logs see it that it may be of; each looks once. */
class View {
  readonly #opened = new Map<Log, Fields | null>();
  readonly #records = new Map<Encoding['open'], Json | undefined>();

  constructor(readonly input: DetectionInput) {}

  of(log: Log): Fields | null {
    const known = this.#opened.get(log);
    if (known !== undefined) return known;
    const fields = this.#open(log);
    this.#opened.set(log, fields);
    return fields;
  }

  #open(log: Log): Fields | null {
    for (const encoding of log.encodings) {
      const record = this.#recordOf(encoding);
      if (record !== undefined) return new RecordFields(encoding, record, this.input);
    }
    return null;
  }

  /** Logs share ways of opening records: each is gone once. */
  #recordOf({ open }: Encoding): Json | undefined {
    if (!this.#records.has(open)) this.#records.set(open, open(this.input.raw, this.input.shape));
    return this.#records.get(open);
  }

  /** The fields in which a rule finds what it looks for. */
  matching({ logs, test }: EventRule): Fields | null {
    for (const log of logs) {
      const fields = this.of(log);
      if (fields && test(fields)) return fields;
    }
    return null;
  }
}

function firstValue(fields: Fields, name: string): string {
  const found = fields.values(name).find(({ said }) => said !== '');
  return storable(found?.said ?? '', DETECTION_LIMITS.entity);
}

const COUNTING = new WeakMap<readonly Rule[], ReadonlyMap<string, readonly CorrelationRule[]>>();

/** The correlations that count a rule's hits. */
function countingOf(rules: readonly Rule[], id: string): readonly CorrelationRule[] {
  let index = COUNTING.get(rules);
  if (!index) {
    const correlations = rules.filter((rule) => rule.kind === 'correlation');
    const ids = new Set(correlations.flatMap((rule) => rule.rules));
    index = new Map([...ids].map((one) => [one, correlations.filter((rule) => rule.rules.includes(one))]));
    COUNTING.set(rules, index);
  }
  return index.get(id) ?? [];
}

function feedsOf(rules: readonly Rule[], rule: Rule, firstOf: (name: string) => string): readonly Feed[] {
  return countingOf(rules, rule.id).flatMap((correlation) => {
    const named = (field: string) => firstOf(correlation.aliases[field]?.[rule.id] ?? field);
    const group = correlation.groupBy.map(named);
    const value = correlation.countOf === '' ? '' : named(correlation.countOf);
    const isWhole = group.every((part) => part !== '') && (correlation.countOf === '' || value !== '');
    return isWhole ? [{ correlation, group, value }] : [];
  });
}

/** Whether a rule finds what it looks for in a record. */
export function matches(rule: EventRule, input: DetectionInput): boolean {
  return new View(input).matching(rule) !== null;
}

/**
 * The rules that find something in a record, who and where, and what that counts towards. Rules of correlations are passed
 * over: `correlate` looks at their hits.
 */
export function hitsOf(rules: readonly Rule[], input: DetectionInput): readonly Hit[] {
  const view = new View(input);
  const hits: Hit[] = [];
  for (const rule of rules) {
    const fields = rule.kind === 'event' ? view.matching(rule) : null;
    if (!fields || rule.kind !== 'event') continue;
    const firstOf = (name: string) => firstValue(fields, name);
    const entity = Object.fromEntries(rule.entity.map((name) => [name, firstOf(name)]));
    hits.push({ rule, entity, feeds: feedsOf(rules, rule, firstOf) });
  }
  return hits;
}

/** What a correlation that fired counts towards in turn: those whose group it knows. */
export function feedsOfFiring(
  rules: readonly Rule[],
  rule: CorrelationRule,
  group: readonly string[],
): readonly Feed[] {
  return feedsOf(rules, rule, (name) => group[rule.groupBy.indexOf(name)] ?? '');
}
