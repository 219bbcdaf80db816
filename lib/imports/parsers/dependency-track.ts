import {
  at,
  flag,
  isObject,
  type Json,
  type JsonObject,
  links,
  moment,
  number,
  object,
  objects,
  probability,
  text,
} from '@/lib/core/json';
import { cweNumbers } from '@/lib/imports/parsers/advisory-ids';
import { cvssRating, distinctRatings } from '@/lib/imports/parsers/cvss';
import { dependencyFinding, ratedSeverity } from '@/lib/imports/parsers/dependency';
import { code, paragraphs, plain, prose } from '@/lib/imports/parsers/markdown';
import { type JsonParser, type ReadResult, RecordError, type SkipCode } from '@/lib/imports/parsers/types';

/** What was decided on in Dependency-Track, by `analysis.state`. */
const SETTLED = new Map<string, SkipCode>([
  ['RESOLVED', 'resolved'],
  ['FALSE_POSITIVE', 'suppressed'],
  ['NOT_AFFECTED', 'suppressed'],
]);

/**
 * OWASP Dependency-Track's Finding Packaging Format, `/api/v1/finding/project/{uuid}/export` (seen: format 1.0 to 1.3,
 * server 3.4 to 4.14). What is suppressed or settled there is left out and counted.
 * https://docs.dependencytrack.org/integrations/file-formats/
 */
export const dependencyTrackJson: JsonParser = {
  id: 'dependency-track',
  label: 'OWASP Dependency-Track (FPF)',
  syntax: 'json',
  records: ['findings.*'],

  recognise: (outline) =>
    text(outline, 'meta', 'application') === 'Dependency-Track' && object(outline, 'project') ? 1 : 0,

  open(skeleton) {
    return {
      facts: {
        scanner: 'dependency-track',
        target: text(skeleton, 'project', 'name'),
        scanAt: moment(skeleton, 'meta', 'timestamp'),
        toolVersion: text(skeleton, 'meta', 'version') || undefined,
      },
      *read({ value }) {
        if (!isObject(value)) throw new RecordError('not_an_object');
        yield readFinding(value);
      },
    };
  },
};

function readFinding(finding: JsonObject): ReadResult {
  const component = object(finding, 'component');
  const vulnerability = object(finding, 'vulnerability');
  const id = text(vulnerability, 'vulnId');
  const state = text(finding, 'analysis', 'state').toUpperCase();
  const settled = SETTLED.get(state) ?? (flag(finding, 'analysis', 'isSuppressed') ? 'suppressed' : undefined);
  if (settled) return { skipped: settled, example: `${id} ${text(component, 'name')}` };
  const cvss = ratingsOf(vulnerability);
  const word = text(vulnerability, 'severity');
  const title = text(vulnerability, 'title');
  return dependencyFinding({
    id,
    aliases: aliasesOf(vulnerability),
    name: nameOf(component),
    version: text(component, 'version'),
    purl: text(component, 'purl'),
    severity: ratedSeverity(word, cvss),
    severityReported: word,
    title: title === '' ? undefined : `${title} in ${nameOf(component)}`,
    scannerId: text(finding, 'matrix') || undefined,
    cwe: weaknessesOf(vulnerability),
    cvss,
    epss: probability(vulnerability, 'epssScore'),
    description: paragraphs(prose(text(vulnerability, 'description')), analysisOf(finding)),
    fix: prose(text(vulnerability, 'recommendation')),
    references: links(addresses(text(vulnerability, 'references'))),
    tags: state === '' || state === 'NOT_SET' ? [] : [`analysis:${state.toLowerCase()}`],
  });
}

function nameOf(component: Json | undefined): string {
  const group = text(component, 'group');
  const separator = text(component, 'purl').startsWith('pkg:maven/') ? ':' : '/';
  return group === '' ? text(component, 'name') : `${group}${separator}${text(component, 'name')}`;
}

/** Each alias names the same vulnerability by several databases: `{"cveId": …, "ghsaId": …}`. */
function aliasesOf(vulnerability: Json | undefined): string[] {
  return objects(vulnerability, 'aliases').flatMap((alias) =>
    Object.values(alias).filter((id): id is string => typeof id === 'string'),
  );
}

/** `cwes` since 4.5, one `cweId` before. */
function weaknessesOf(vulnerability: Json | undefined): number[] {
  const several = objects(vulnerability, 'cwes').flatMap((cwe) => cweNumbers(at(cwe, 'cweId')));
  return several.length > 0 ? several : cweNumbers(at(vulnerability, 'cweId'));
}

function ratingsOf(vulnerability: Json | undefined) {
  const source = text(vulnerability, 'source').toLowerCase();
  const rating = (field: string, version: string) =>
    cvssRating({
      vector: text(vulnerability, `${field}Vector`),
      score: number(vulnerability, `${field}BaseScore`) ?? number(vulnerability, `${field}Score`),
      version,
      source,
    });
  return distinctRatings([rating('cvssV4', '4.0'), rating('cvssV3', '3.1'), rating('cvssV2', '2.0')]);
}

function analysisOf(finding: JsonObject): string {
  const justification = text(finding, 'analysis', 'justification');
  const detail = text(finding, 'analysis', 'detail');
  return paragraphs(justification === '' ? '' : `Analysis: ${code(justification)}`, plain(detail));
}

/** `references` is a markdown list. */
function addresses(markdown: string): string[] {
  return [...markdown.slice(0, 50_000).matchAll(/\]\((https?:\/\/[^\s()]{1,2000})\)/gi)].map(([, url]) => url ?? '');
}
