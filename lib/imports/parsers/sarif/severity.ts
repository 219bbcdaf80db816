import { type Json, type JsonObject, number, text } from '@/lib/core/json';
import { type Severity, severityFromScore, severityFromWord } from '@/lib/findings/severity';

/**
 * `security-severity`, a score as of CVSS that GitHub introduced, where the rule or the result has one; else the level of
 * the result, of its rule, or `warning` (3.27.10).
 */
export function severityOf(
  result: Json,
  rule: JsonObject | undefined,
): { severity: Severity; severityReported: string } {
  const score = number(result, 'properties', 'security-severity') ?? number(rule, 'properties', 'security-severity');
  if (score !== undefined && score > 0 && score <= 10) {
    return { severity: severityFromScore(score), severityReported: `security-severity ${score}` };
  }
  const level = text(result, 'level') || text(rule, 'defaultConfiguration', 'level') || 'warning';
  const kind = text(result, 'kind');
  const judged = kind === '' || kind === 'fail' ? level : 'none';
  return { severity: severityFromWord(judged) ?? 0, severityReported: kind === '' ? level : `${level} (${kind})` };
}
