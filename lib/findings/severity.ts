/** Severity as Lagebild ranks it. Stored as a number so that it sorts. */
export const SEVERITIES = ['info', 'low', 'medium', 'high', 'critical'] as const;
export type SeverityName = (typeof SEVERITIES)[number];
export type Severity = 0 | 1 | 2 | 3 | 4;

export function severityName(severity: number): SeverityName {
  return SEVERITIES[severity] ?? 'info';
}

const WORDS: Readonly<Record<string, Severity>> = {
  critical: 4,
  blocker: 4,
  fatal: 4,
  urgent: 4,
  high: 3,
  error: 3,
  important: 3,
  major: 3,
  severe: 3,
  medium: 2,
  moderate: 2,
  warning: 2,
  warn: 2,
  low: 1,
  minor: 1,
  negligible: 1,
  trivial: 1,
  info: 0,
  informational: 0,
  information: 0,
  note: 0,
  none: 0,
  unknown: 0,
  undefined: 0,
  recommendation: 0,
};

/** The severity that a word of any scanner means; `null` where the word is unknown to us. */
export function severityFromWord(word: string): Severity | null {
  const spelt = word.trim().toLowerCase();
  return Object.hasOwn(WORDS, spelt) ? (WORDS[spelt] ?? null) : null;
}

/** CVSS v3 and v4 qualitative rating scale (FIRST, section 5 and section 6). */
export function severityFromScore(score: number): Severity {
  if (score >= 9) return 4;
  if (score >= 7) return 3;
  if (score >= 4) return 2;
  return score > 0 ? 1 : 0;
}
