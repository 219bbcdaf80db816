import { at, type JsonObject, links, number, objects, text, texts } from '@/lib/core/json';
import { cweNumbers, publicIds } from '@/lib/imports/parsers/advisory-ids';
import { cvssRating, distinctRatings } from '@/lib/imports/parsers/cvss';
import { dependencyFinding, ratedSeverity } from '@/lib/imports/parsers/dependency';
import { bullets, code, paragraphs, prose } from '@/lib/imports/parsers/markdown';
import type { ParsedFinding } from '@/lib/imports/parsers/types';

/**
 * An advisory as npm's registry gave it up to npm 6, and as pnpm and yarn still write it: one finding, with the versions
 * and the ways by which the package comes in. "moderate" is npm's word for medium.
 */
export function advisoryFinding(advisory: JsonObject): ParsedFinding {
  const places = objects(advisory, 'findings');
  const versions = [...new Set(places.map((place) => text(place, 'version')).filter((version) => version !== ''))];
  const cvss = distinctRatings([npmRating(advisory)]);
  const name = text(advisory, 'module_name');
  const title = text(advisory, 'title');
  return dependencyFinding({
    id: text(advisory, 'github_advisory_id') || npmId(text(advisory, 'url'), text(advisory, 'id')),
    aliases: [...texts(advisory, 'cves'), text(advisory, 'url')],
    name,
    version: versions.join(', '),
    ecosystem: 'npm',
    severity: ratedSeverity(text(advisory, 'severity'), cvss),
    severityReported: text(advisory, 'severity'),
    title: title === '' ? '' : `${title} in ${name}`,
    cwe: cweNumbers(at(advisory, 'cwe')),
    cvss,
    fixVersions: fixesOf(text(advisory, 'patched_versions')),
    description: paragraphs(
      prose(text(advisory, 'overview')),
      waysIn(places.flatMap((place) => texts(place, 'paths'))),
    ),
    fix: prose(text(advisory, 'recommendation')),
    references: links([text(advisory, 'url'), ...addresses(text(advisory, 'references'))]),
  });
}

/** The GitHub advisory that a link names; else npm's own number, which older npm alone knows. */
export function npmId(url: string, number: string): string {
  const [known] = publicIds(url);
  return known ?? (number === '' ? '' : `npm:${number}`);
}

/** `cvss` of an advisory, in npm 6 and 7 alike; a score of 0 without vector means that nobody scored. */
export function npmRating(advisory: JsonObject) {
  const vector = text(advisory, 'cvss', 'vectorString');
  return vector === '' ? null : cvssRating({ vector, score: number(advisory, 'cvss', 'score'), source: 'github' });
}

/** The ways from the project to a package: "a>b>c". */
export function waysIn(paths: readonly string[]): string {
  const ways = [...new Set(paths)].map((path) => code(path));
  return ways.length === 0 ? '' : `Comes in by:\n\n${bullets(ways)}`;
}

/** ">=1.2.3 <2.0.0 || >=2.0.4" → 1.2.3 and 2.0.4. "<0.0.0" means that there is no fix. */
function fixesOf(range: string): string[] {
  return [...range.slice(0, 2_000).matchAll(/>=?\s{0,3}(\d[\w.+-]{0,100})/g)].map(([, version]) => version ?? '');
}

/** `references` is one text of lines, bare links or markdown. */
function addresses(lines: string): string[] {
  return [...lines.slice(0, 20_000).matchAll(/https?:\/\/[^\s()<>"]{1,2000}/gi)].map(([address]) => address);
}
