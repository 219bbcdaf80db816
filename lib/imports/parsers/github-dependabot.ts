import {
  at,
  firstText,
  flag,
  isArray,
  isObject,
  type Json,
  type JsonObject,
  links,
  number,
  object,
  objects,
  probability,
  text,
} from '@/lib/core/json';
import { cweNumbers } from '@/lib/imports/parsers/advisory-ids';
import { cvssRating, distinctRatings } from '@/lib/imports/parsers/cvss';
import { dependencyFinding, ratedSeverity } from '@/lib/imports/parsers/dependency';
import { githubTarget } from '@/lib/imports/parsers/github-repository';
import { clip, code, paragraphs, prose } from '@/lib/imports/parsers/markdown';
import { type JsonParser, type ReadResult, RecordError, type ReportFacts } from '@/lib/imports/parsers/types';

/** Repositories of a GraphQL answer, by what was asked for. */
const REPOSITORIES = [
  'search.nodes.*',
  'organization.repositories.nodes.*',
  'viewer.repositories.nodes.*',
  'repository',
];

/**
 * Dependabot alerts: GraphQL `vulnerabilityAlerts` of a repository or a search, and the REST list of
 * `/repos/{owner}/{repo}/dependabot/alerts` (by documentation). What is fixed or dismissed there is left out and counted.
 * https://docs.github.com/en/graphql/reference/objects#repositoryvulnerabilityalert,
 * https://docs.github.com/en/rest/dependabot/alerts
 */
export const githubDependabotJson: JsonParser = {
  id: 'github-dependabot',
  label: 'GitHub Dependabot alerts (JSON)',
  syntax: 'json',
  records: ['*', ...REPOSITORIES.map((repository) => `data.${repository}.vulnerabilityAlerts.nodes.*`)],

  recognise(outline) {
    if (isArray(outline)) {
      if (outline.length === 0) return 0.3;
      return object(outline, 0, 'security_advisory') && object(outline, 0, 'security_vulnerability') ? 1 : 0;
    }
    return repositoriesOf(outline).some((repository) => isArray(at(repository, 'vulnerabilityAlerts', 'nodes')))
      ? 1
      : 0;
  },

  open(skeleton) {
    return {
      facts: factsOf(skeleton),
      ...(isArray(skeleton) ? { describe: githubTarget } : {}),
      *read({ value }) {
        if (!isObject(value)) throw new RecordError('not_an_object');
        yield readAlert(value);
      },
    };
  },
};

function repositoriesOf(document: Json): Json[] {
  const data = object(document, 'data');
  const lists = [
    ...objects(data, 'search', 'nodes'),
    ...objects(data, 'organization', 'repositories', 'nodes'),
    ...objects(data, 'viewer', 'repositories', 'nodes'),
  ];
  const one = object(data, 'repository');
  return one ? [one, ...lists] : lists;
}

/** GraphQL answers in pages: one that says that there are more closes nothing. */
function factsOf(skeleton: Json): ReportFacts {
  const repositories = repositoriesOf(skeleton);
  const pages = [
    ...repositories.map((repository) => object(repository, 'vulnerabilityAlerts')),
    object(skeleton, 'data', 'search'),
    object(skeleton, 'data', 'organization', 'repositories'),
    object(skeleton, 'data', 'viewer', 'repositories'),
  ];
  return {
    scanner: 'github-dependabot',
    target: repositories.length === 1 ? firstText(repositories[0], 'nameWithOwner', 'name', 'url') : '',
    partial: pages.some((page) => flag(page, 'pageInfo', 'hasNextPage')) || undefined,
  };
}

function readAlert(alert: JsonObject): ReadResult {
  const vulnerability = object(alert, 'securityVulnerability') ?? object(alert, 'security_vulnerability');
  const advisory = object(vulnerability, 'advisory') ?? object(alert, 'security_advisory');
  const found = object(vulnerability, 'package') ?? object(alert, 'dependency', 'package');
  const ids = objects(advisory, 'identifiers').map((identifier) => text(identifier, 'value'));
  const own = firstText(advisory, 'ghsaId', 'ghsa_id') || ids.find((id) => /^GHSA-/i.test(id)) || (ids[0] ?? '');
  const name = text(found, 'name');
  if (isSettled(alert)) return { skipped: 'resolved', example: clip(`${own} ${name}`, 200) };
  const cvss = ratingsOf(advisory);
  const word = text(vulnerability, 'severity') || text(advisory, 'severity');
  const summary = text(advisory, 'summary');
  const range = firstText(vulnerability, 'vulnerableVersionRange', 'vulnerable_version_range');
  return dependencyFinding({
    id: own,
    aliases: ids,
    name,
    ecosystem: text(found, 'ecosystem').toLowerCase(),
    version: text(alert, 'vulnerableRequirements').replace(/^=\s*/, ''),
    severity: ratedSeverity(word, cvss),
    severityReported: word,
    title: summary === '' ? '' : `${summary} in ${name}`,
    scannerId: firstText(alert, 'id', 'number') || undefined,
    cwe: cweNumbers(
      [...objects(advisory, 'cwes', 'nodes'), ...objects(advisory, 'cwes')].map((cwe) =>
        firstText(cwe, 'cweId', 'cwe_id'),
      ),
    ),
    cvss,
    epss: probability(advisory, 'epss', 'percentage') ?? probability(advisory, 'epss', 0, 'percentage'),
    fixVersions: [
      text(vulnerability, 'firstPatchedVersion', 'identifier'),
      text(vulnerability, 'first_patched_version', 'identifier'),
    ],
    description: paragraphs(
      prose(text(advisory, 'description')),
      range === '' ? '' : `Vulnerable versions: ${code(range)}`,
    ),
    references: links([
      text(alert, 'html_url'),
      ...objects(advisory, 'references').map((reference) => text(reference, 'url')),
    ]),
    tags: [text(alert, 'dependency', 'scope'), text(alert, 'dependencyScope').toLowerCase()].filter(
      (tag) => tag !== '',
    ),
    place: { path: text(alert, 'vulnerableManifestPath') || text(alert, 'dependency', 'manifest_path') || undefined },
  });
}

/** By its state; older answers have only the dates. */
function isSettled(alert: JsonObject): boolean {
  const state = text(alert, 'state').toLowerCase();
  if (state !== '') return state !== 'open';
  return firstText(alert, 'dismissedAt', 'fixedAt', 'autoDismissedAt') !== '';
}

function ratingsOf(advisory: JsonObject | undefined) {
  const ratings = [
    object(advisory, 'cvss'),
    object(advisory, 'cvss_severities', 'cvss_v4'),
    object(advisory, 'cvss_severities', 'cvss_v3'),
    object(advisory, 'cvssSeverities', 'cvssV4'),
    object(advisory, 'cvssSeverities', 'cvssV3'),
  ];
  return distinctRatings(
    ratings.map((rating) => {
      const vector = firstText(rating, 'vectorString', 'vector_string');
      return vector === '' ? null : cvssRating({ vector, score: number(rating, 'score'), source: 'github' });
    }),
  );
}
