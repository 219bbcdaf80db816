import { type Severity, severityFromWord } from '@/lib/findings/severity';
import type { Location } from '@/lib/findings/types';
import { type ParsedFinding, RecordError } from '@/lib/imports/parsers/types';

type Further = 'fix' | 'references' | 'tags' | 'ids' | 'cwe' | 'cvss' | 'scannerId' | 'raw';

/** A check that something failed, as tools for configuration and hardening report it. */
export type Check = Partial<Pick<ParsedFinding, Further>> & {
  readonly kind?: ParsedFinding['kind'];
  /** First part of the identity: two formats of one tool share it. */
  readonly tool: string;
  readonly rule: string;
  /** The rule as part of the identity, where it has had several spellings. */
  readonly canonicalRule?: string;
  /** What tells this fault from others of its rule: file, resource, place within. */
  readonly place: readonly string[];
  readonly title: string;
  readonly severity: Severity;
  readonly severityReported: string;
  readonly location: Location;
  /** Markdown. */
  readonly description: string;
};

/** The finding for a failed check, a `configuration` unless said otherwise. Throws RecordError without a rule. */
export function failedCheck({ tool, rule, canonicalRule, place, title, ...rest }: Check): ParsedFinding {
  const ruleId = rule.trim();
  if (ruleId === '') throw new RecordError('missing_field', { field: 'rule' });
  return {
    kind: 'configuration',
    ids: [],
    cwe: [],
    cvss: [],
    fix: '',
    references: [],
    tags: [],
    ...rest,
    title: title.trim() || ruleId,
    ruleId,
    identity: [tool, canonicalRule ?? ruleId, ...place],
  };
}

/** The tool's word for the severity; `otherwise` where it says nothing or something unheard-of. */
export function severityOr(word: string, otherwise: Severity): Severity {
  return severityFromWord(word) ?? otherwise;
}

/**
 * The names that a message quotes: containers, ports, settings. They tell two faults of one rule in one resource apart and
 * stay, while the prose around them does not.
 */
export function quotedNames(message: string): string[] {
  return [...message.slice(0, 2_000).matchAll(/'([^'\n]{1,200})'|"([^"\n]{1,200})"/g)].flatMap(
    ([, single, double]) => single ?? double ?? [],
  );
}
