import type { Cvss, Location } from '@/lib/findings/types';
import { type CleanCount, cleanText, isClean, LIST_LIMITS, TEXT_LIMITS } from '@/lib/imports/apply/clean';
import type { ParsedFinding } from '@/lib/imports/parsers/types';

/** No list of weaknesses comes near it; a column holds 2³¹. */
const CWE_END = 1_000_000;

function list(values: readonly string[], most: number, limit: number, count: CleanCount): readonly string[] {
  if (values.length <= most && values.every((value) => isClean(value, limit))) return values;
  if (values.length > most) count.cut += 1;
  return values.slice(0, most).map((value) => cleanText(value, limit, count));
}

function number(value: number | undefined, least: number, most: number): number | undefined {
  return value !== undefined && Number.isFinite(value) && value >= least && value <= most ? value : undefined;
}

function cleanLocation(location: Location, count: CleanCount): Location {
  const clean: Record<string, string | number> = {};
  for (const [key, value] of Object.entries(location)) {
    if (value === undefined || value === '') continue;
    clean[key] = typeof value === 'string' ? cleanText(value, TEXT_LIMITS.link, count) : value;
  }
  return clean;
}

function cleanCvss(all: readonly Cvss[], count: CleanCount): Cvss[] {
  return all.slice(0, LIST_LIMITS.cvss).map(({ version, vector, score, source }) => ({
    version,
    vector: cleanText(vector, TEXT_LIMITS.name, count),
    score: number(score ?? undefined, 0, 10) ?? null,
    source: cleanText(source, TEXT_LIMITS.name, count),
  }));
}

/** The finding as it can be stored: hostile text made harmless to the database, numbers within their range. */
export function cleanFinding(finding: ParsedFinding, count: CleanCount): ParsedFinding {
  const text = (value: string, limit: number) => cleanText(value, limit, count);
  return {
    ...finding,
    title: text(finding.title, TEXT_LIMITS.title),
    severityReported: text(finding.severityReported, TEXT_LIMITS.name),
    ruleId: text(finding.ruleId, TEXT_LIMITS.name),
    scannerId: finding.scannerId === undefined ? undefined : text(finding.scannerId, TEXT_LIMITS.name),
    ids: list(finding.ids, LIST_LIMITS.ids, TEXT_LIMITS.name, count),
    cwe: finding.cwe.filter((id) => Number.isInteger(id) && id > 0 && id < CWE_END).slice(0, LIST_LIMITS.cwe),
    cvss: cleanCvss(finding.cvss, count),
    epss: number(finding.epss, 0, 1),
    fixVersion: finding.fixVersion === undefined ? undefined : text(finding.fixVersion, TEXT_LIMITS.version),
    location: cleanLocation(finding.location, count),
    description: text(finding.description, TEXT_LIMITS.prose),
    fix: text(finding.fix, TEXT_LIMITS.prose),
    references: list(finding.references, LIST_LIMITS.references, TEXT_LIMITS.link, count),
    tags: list(finding.tags, LIST_LIMITS.tags, TEXT_LIMITS.name, count),
  };
}
