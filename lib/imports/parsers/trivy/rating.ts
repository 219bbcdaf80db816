import { type Severity, severityFromScore, severityFromWord } from '@/lib/findings/severity';
import type { Cvss } from '@/lib/findings/types';
import { leadingScore } from '@/lib/imports/parsers/cvss';

/** Trivy's word, with who judged so; UNKNOWN falls back to the CVSS score. */
export function rated(
  word: string,
  cvss: readonly Cvss[] = [],
  source = '',
): { severity: Severity; severityReported: string } {
  const known = /^unknown$/i.test(word.trim()) ? null : severityFromWord(word);
  const score = known === null ? leadingScore(cvss) : undefined;
  return {
    severity: known ?? (score === undefined ? 0 : severityFromScore(score)),
    severityReported: source === '' ? word : `${word} (${source})`,
  };
}
