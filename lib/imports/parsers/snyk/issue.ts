import { at, flag, type JsonObject, links, list, number, objects, probability, text, texts } from '@/lib/core/json';
import type { Cvss } from '@/lib/findings/types';
import { cweNumbers } from '@/lib/imports/parsers/advisory-ids';
import { cvssRating, distinctRatings } from '@/lib/imports/parsers/cvss';
import { dependencyFinding, ratedSeverity } from '@/lib/imports/parsers/dependency';
import { code, paragraphs, prose } from '@/lib/imports/parsers/markdown';
import type { ParsedFinding } from '@/lib/imports/parsers/types';

/** The project that an issue belongs to. */
export type SnykProject = {
  readonly path: string;
  readonly manager: string;
  readonly image: string | undefined;
};

/**
 * `vulnerabilities[]`: a package with a vulnerability or a licence. The severity is Snyk's, which for a distribution's
 * packages is the distribution's; `severity` knew no "critical" before 2021, `severityWithCritical` does.
 */
export function readIssue(issue: JsonObject, project: SnykProject): ParsedFinding {
  const ecosystem = text(issue, 'packageManager') || project.manager;
  const name = packageName(text(issue, 'name') || text(issue, 'packageName'), ecosystem);
  const cvss = ratingsOf(issue);
  const word = text(issue, 'severityWithCritical') || text(issue, 'severity');
  const finding = dependencyFinding({
    id: text(issue, 'id'),
    aliases: [...texts(issue, 'identifiers', 'CVE'), ...texts(issue, 'identifiers', 'GHSA')],
    name,
    version: text(issue, 'version'),
    ecosystem,
    severity: ratedSeverity(word, cvss),
    severityReported: word,
    title: `${text(issue, 'title') || text(issue, 'id')} in ${name}`,
    cwe: cweNumbers(at(issue, 'identifiers', 'CWE')),
    cvss,
    epss: probability(issue, 'epssDetails', 'probability'),
    fixVersions: texts(issue, 'fixedIn'),
    description: paragraphs(prose(text(issue, 'description')), pathOf(issue)),
    references: links(objects(issue, 'references').map((reference) => text(reference, 'url'))),
    tags: tagsOf(issue),
    place: { path: project.path || undefined, image: project.image },
  });
  const [purl = ''] = finding.identity;
  const licence = text(issue, 'license') || finding.ruleId;
  return text(issue, 'type') === 'license'
    ? { ...finding, kind: 'licence', ids: [], identity: [purl, licence] }
    : finding;
}

/** Packages of a distribution are named with their source: "gcc-10/libgcc-s1". */
function packageName(name: string, ecosystem: string): string {
  return ecosystem.includes(':') ? (name.split('/').at(-1) ?? name) : name;
}

/** Snyk's own rating, and those of others: `cvssDetails` up to 2024, `cvssSources` since. */
function ratingsOf(issue: JsonObject): Cvss[] {
  const own = cvssRating({ vector: text(issue, 'CVSSv3'), score: number(issue, 'cvssScore'), source: 'snyk' });
  const details = objects(issue, 'cvssDetails').map((detail) =>
    cvssRating({
      vector: text(detail, 'cvssV3Vector'),
      score: number(detail, 'cvssV3BaseScore'),
      source: text(detail, 'assigner').toLowerCase(),
    }),
  );
  const sources = objects(issue, 'cvssSources').map((source) =>
    cvssRating({
      vector: text(source, 'vector'),
      score: number(source, 'baseScore'),
      version: text(source, 'cvssVersion'),
      source: text(source, 'assigner').toLowerCase(),
    }),
  );
  return distinctRatings([own, ...details, ...sources]);
}

/** The way from the project to the package, and the first step that mends it. */
function pathOf(issue: JsonObject): string {
  const from = texts(issue, 'from').slice(0, 30);
  const upgrade = list(issue, 'upgradePath').find((step) => typeof step === 'string' && step !== '');
  return paragraphs(
    from.length > 1 ? `Introduced through ${from.map((step) => code(step)).join(' → ')}` : '',
    typeof upgrade === 'string' ? `Upgrade ${code(upgrade)}` : '',
  );
}

function tagsOf(issue: JsonObject): string[] {
  const exploit = text(issue, 'exploit').trim().toLowerCase().replaceAll(' ', '-');
  return [
    exploit === '' || exploit === 'not-defined' || exploit === 'unproven' ? '' : `exploit:${exploit}`,
    flag(issue, 'malicious') ? 'malicious' : '',
  ].filter((tag) => tag !== '');
}
