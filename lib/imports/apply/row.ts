import { fingerprint } from '@/lib/findings/fingerprint';
import { locationLine } from '@/lib/findings/location';
import type { Cvss, Location } from '@/lib/findings/types';
import { type CleanCount, cleanText, TEXT_LIMITS } from '@/lib/imports/apply/clean';
import { cleanFinding } from '@/lib/imports/apply/clean-finding';
import { digestOf } from '@/lib/imports/digest';
import { otherIds } from '@/lib/imports/parsers/advisory-ids';
import type { ParsedFinding } from '@/lib/imports/parsers/types';

/** A finding of a report, ready to be compared with what is known. Digests are of 16 bytes. */
export type ReportRow = {
  readonly fingerprint: string;
  /** Of the fingerprint: how the source's evidence is looked up. */
  readonly identity: Buffer;
  /** Fingerprints that the finding has under its vulnerability's other public ids. */
  readonly aliases: readonly string[];
  /** Equal means that nothing which is taken from the record has changed. */
  readonly content: Buffer;
  /** Of the record and what its parser reads beside it, where the record is this finding alone. */
  readonly record: Buffer | null;
  readonly finding: ParsedFinding;
  readonly location: string;
  readonly vulnId: string;
  readonly cvssScore: number | null;
  /** The record as the report has it. */
  readonly raw: string;
};

const NEWEST_FIRST: Readonly<Record<Cvss['version'], number>> = { '4.0': 4, '3.1': 3, '3.0': 2, '2.0': 1 };

/** The highest base score under the newest version of CVSS that has one. */
export function bestScore(cvss: readonly Cvss[]): number | null {
  let best: { rank: number; score: number } | null = null;
  for (const { version, score } of cvss) {
    if (score === null) continue;
    const rank = NEWEST_FIRST[version];
    if (!best || rank > best.rank || (rank === best.rank && score > best.score)) best = { rank, score };
  }
  return best?.score ?? null;
}

/** The id to show first: CVE, else GHSA, else the rule. */
export function shownId(ids: readonly string[], ruleId: string): string {
  return ids.find((id) => id.startsWith('CVE-')) ?? ids.find((id) => id.startsWith('GHSA-')) ?? ruleId;
}

/** What identifies the finding within its product; the target is part of it for packages only (design: identity). */
function identities(finding: ParsedFinding, target: string): { own: string; aliases: string[] } {
  if (finding.kind !== 'dependency') return { own: fingerprint(finding.kind, finding.identity), aliases: [] };
  const [packageUrl = '', vulnerability = '', ...rest] = finding.identity;
  const under = (id: string) => fingerprint(finding.kind, [packageUrl, id, ...rest, target]);
  return { own: under(vulnerability), aliases: otherIds(vulnerability, finding.ids).map(under) };
}

/** Parts what is digested: no clean text holds it. */
const END = '\0';

const perhaps = (value: string | undefined) => (value === undefined ? END : `=${value}${END}`);

function listed(values: readonly (string | number)[]): string {
  let text = `${values.length}${END}`;
  for (const value of values) text += value + END;
  return text;
}

function placed({ image: _image, layer: _layer, ...place }: Location): string {
  let text = '';
  for (const [key, value] of Object.entries(place)) if (value !== undefined) text += `${key}${END}${value}${END}`;
  return text;
}

/**
 * Tags are a person's after the first sight, and the raw record, an image's tag and its layers are others at every build:
 * none of them counts. Written down by hand, which takes half as long as JSON does.
 */
export function contentHash(finding: ParsedFinding): Buffer {
  const { kind, title, severity, severityReported, ruleId, scannerId, epss, knownExploited, fixAvailable } = finding;
  const { ids, cwe, cvss, references, fixVersion, description, fix, location, raw } = finding;
  const facts = `${kind}${END}${severity}${END}${epss}${END}${knownExploited}${END}${fixAvailable}${END}`;
  const names = `${title}${END}${severityReported}${END}${ruleId}${END}${perhaps(scannerId)}${perhaps(fixVersion)}`;
  let scores = `${cvss.length}${END}`;
  for (const { version, vector, score, source } of cvss)
    scores += `${version}${vector}${END}${score}${END}${source}${END}`;
  const lists = listed(ids) + listed(cwe) + scores + listed(references);
  const own = raw === undefined ? '' : JSON.stringify(raw);
  return digestOf(facts + names + lists + description + END + fix + END + placed(location) + own);
}

/** Settles identity and content of one parsed finding of a report on `target`; `raw` is clean already. */
export function reportRow(
  parsed: ParsedFinding,
  { raw, record }: { readonly raw: string; readonly record: Buffer | null },
  target: string,
  count: CleanCount,
): ReportRow {
  const finding = cleanFinding(parsed, count);
  const { own, aliases } = identities(parsed, target);
  return {
    fingerprint: own,
    identity: digestOf(own),
    aliases,
    content: contentHash(finding),
    record,
    finding,
    location: cleanText(locationLine(finding.kind, finding.location), TEXT_LIMITS.line, count),
    vulnId: shownId(finding.ids, finding.ruleId),
    cvssScore: bestScore(finding.cvss),
    raw,
  };
}
