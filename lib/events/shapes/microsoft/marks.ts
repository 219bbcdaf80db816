import type { Severity } from '@/lib/findings/severity';

/** Severities of the Defender products, Sentinel and Graph. */
const RANKS: ReadonlyMap<string, Severity> = new Map([
  ['informational', 0],
  ['low', 1],
  ['medium', 2],
  ['high', 3],
  ['critical', 4],
]);

/** What an alert or incident reports at its end. */
const OVER = /^(?:resolved|closed|dismissed|deactivated|redirected)$/i;

/**
 * How severe a state of an alert is. Its end is worth knowing and nobody's alert: 0. A severity that we do not know must
 * not disappear at the end of a list: it counts as medium.
 */
export function alertSeverity(word: string, status: string, ranks: ReadonlyMap<string, Severity> = RANKS): Severity {
  return OVER.test(status) ? 0 : (ranks.get(word.toLowerCase()) ?? 2);
}

/**
 * The key of a thing and what is reported of it, whatever their letter case (Azure writes its ids in several).
 * Empty where it has no id.
 */
export function keyOf(id: string, ...state: readonly string[]): string {
  return id === '' ? '' : [id, ...state].join('/').toLowerCase();
}

const GOOD = new Set(['success', 'succeeded', 'succeed', 'allow', 'allowed', 'true', 'ok']);
const BAD = /^(?:fail|den|block|drop|reject|error|timeout|time-?out|false|reset|forbid|partialfail)/i;

/** Success or failure where a word of the sender says so. */
export function outcomeOf(word: string): 'success' | 'failure' | 'unknown' {
  if (GOOD.has(word.toLowerCase())) return 'success';
  return BAD.test(word) ? 'failure' : 'unknown';
}

const TACTIC =
  /^(?:reconnaissance|resource ?development|initial ?access|execution|persistence|privilege ?escalation|defense ?evasion|credential ?access|discovery|lateral ?movement|collection|command ?and ?control|exfiltration|impact)$/i;

/** A category of the Defender products where it is a tactic of ATT&CK: some are not ("Malware"). */
export function tacticOf(category: string): readonly string[] {
  return TACTIC.test(category) ? [category] : [];
}
