import {
  at,
  type Json,
  type JsonObject,
  links,
  list,
  moment,
  number,
  object,
  objects,
  probability,
  text,
  texts,
} from '@/lib/core/json';
import { type Severity, severityFromScore, severityFromWord } from '@/lib/findings/severity';
import type { Cvss, Location } from '@/lib/findings/types';
import { cweNumbers, identifyingId, publicIds } from '@/lib/imports/parsers/advisory-ids';
import { cvssRating, distinctRatings, leadingScore } from '@/lib/imports/parsers/cvss';
import { bullets, bulletsOf, code, paragraphs, plain } from '@/lib/imports/parsers/markdown';
import { imageWithoutTag, packageIdentity, purlWithoutVersion } from '@/lib/imports/parsers/normalise';
import {
  type JsonParser,
  type JsonRecord,
  type ParsedFinding,
  type ReadResult,
  RecordError,
  type ReportFacts,
} from '@/lib/imports/parsers/types';

/**
 * Anchore Grype, `grype -o json` (seen: 0.7 to 0.94). One finding for each package and vulnerability; the same package
 * in several places is one finding. https://github.com/anchore/grype
 */
export const grypeJson: JsonParser = {
  id: 'grype',
  label: 'Grype (JSON)',
  syntax: 'json',
  records: ['matches.*', 'ignoredMatches.*'],
  ignored: ['source.target.layers.*', 'alertsByPackage.*'],

  recognise(outline) {
    if (at(outline, 'matches') === undefined) return 0;
    if (text(outline, 'descriptor', 'name') === 'grype') return 1;
    return object(outline, 'matches', 0, 'vulnerability') && object(outline, 'matches', 0, 'artifact') ? 0.9 : 0;
  },

  open(skeleton) {
    const facts = factsOf(skeleton);
    const { image } = facts;
    return {
      facts,
      *read(record) {
        yield readMatch(record, image);
      },
    };
  },
};

function factsOf(skeleton: Json): ReportFacts {
  const given = text(skeleton, 'source', 'target', 'userInput') || text(skeleton, 'source', 'target');
  const subject = given.replace(/^"(.*)"$/, '$1');
  const isImage = text(skeleton, 'source', 'type') === 'image';
  return {
    scanner: 'grype',
    target: isImage ? imageWithoutTag(subject) : subject,
    image: isImage ? subject : undefined,
    scanAt: moment(skeleton, 'descriptor', 'timestamp'),
    toolVersion: text(skeleton, 'descriptor', 'version') || undefined,
  };
}

function readMatch({ pattern, value }: JsonRecord, image: string | undefined): ReadResult {
  const vulnerability = object(value, 'vulnerability');
  const artifact = object(value, 'artifact');
  const id = text(vulnerability, 'id').trim();
  const name = text(artifact, 'name').trim();
  if (!vulnerability || !artifact || id === '' || name === '')
    throw new RecordError('missing_field', { field: id === '' ? 'vulnerability.id' : 'artifact.name' });
  if (pattern === 'ignoredMatches.*') return { skipped: 'suppressed', example: `${id} ${name}` };
  return findingOf(value, vulnerability, artifact, image);
}

function findingOf(match: Json, own: JsonObject, artifact: JsonObject, image: string | undefined): ParsedFinding {
  const related = objects(match, 'relatedVulnerabilities');
  const records = [own, ...related];
  const ids = publicIds(records.map((record) => text(record, 'id')));
  const cvss = distinctRatings(records.flatMap(ratingsOf));
  const fixVersions = texts(own, 'fix', 'versions');
  const fixState = text(own, 'fix', 'state');
  const name = text(artifact, 'name');
  const purl = text(artifact, 'purl');
  return {
    kind: 'dependency',
    title: `${text(own, 'id')} in ${name}`,
    severity: severityOf(text(own, 'severity'), cvss),
    severityReported: text(own, 'severity'),
    ruleId: text(own, 'id'),
    ids: ids.length > 0 ? ids : [text(own, 'id')],
    cwe: cweNumbers(records.flatMap((record) => objects(record, 'cwes').map((cwe) => text(cwe, 'cwe')))),
    cvss,
    epss: greatest(records.flatMap((record) => objects(record, 'epss').map((score) => probability(score, 'epss')))),
    knownExploited: records.some((record) => list(record, 'knownExploited').length > 0) || undefined,
    fixAvailable: fixAvailable(fixState, fixVersions),
    fixVersion: fixVersions.join(', ') || undefined,
    location: locationOf(artifact, purl, image),
    description: describeMatch(match, records, artifact),
    fix: '',
    references: links(records.flatMap((record) => [text(record, 'dataSource'), ...texts(record, 'urls')])),
    tags: fixState === 'wont-fix' ? ['wont-fix'] : [],
    identity: [
      purl ? purlWithoutVersion(purl) : packageIdentity(text(artifact, 'type'), name),
      identifyingId(text(own, 'id'), ids),
    ],
  };
}

/** Grype says "Unknown" where the advisory gives no word; a score still tells. */
function severityOf(word: string, cvss: readonly Cvss[]): Severity {
  const known = word.toLowerCase() === 'unknown' ? null : severityFromWord(word);
  return known ?? severityFromScore(leadingScore(cvss) ?? 0);
}

function fixAvailable(state: string, versions: readonly string[]): boolean | undefined {
  if (state === 'fixed' || versions.length > 0) return true;
  return state === 'not-fixed' || state === 'wont-fix' ? false : undefined;
}

function greatest(values: readonly (number | undefined)[]): number | undefined {
  const scores = values.filter((value): value is number => value !== undefined);
  return scores.length > 0 ? scores.reduce((before, next) => Math.max(before, next)) : undefined;
}

function ratingsOf(record: JsonObject): (Cvss | null)[] {
  const namespace = text(record, 'namespace').split(':', 1)[0] ?? '';
  return objects(record, 'cvss').map((rating) =>
    cvssRating({
      vector: text(rating, 'vector'),
      score: number(rating, 'metrics', 'baseScore'),
      version: text(rating, 'version'),
      source: text(rating, 'source') === 'nvd@nist.gov' ? 'nvd' : text(rating, 'source') || namespace,
    }),
  );
}

function locationOf(artifact: JsonObject, purl: string, image: string | undefined): Location {
  return {
    path: text(artifact, 'locations', 0, 'path') || undefined,
    layer: text(artifact, 'locations', 0, 'layerID') || undefined,
    image,
    purl: purl || undefined,
    packageName: text(artifact, 'name'),
    packageVersion: text(artifact, 'version') || undefined,
    packageType: text(artifact, 'type') || undefined,
  };
}

function describeMatch(match: Json, records: readonly JsonObject[], artifact: JsonObject): string {
  const prose = records.map((record) => text(record, 'description')).find((found) => found.trim() !== '') ?? '';
  const places = texts(objects(artifact, 'locations').map((location) => text(location, 'path')));
  const matched = objects(match, 'matchDetails').flatMap((detail) => {
    const range = text(detail, 'found', 'versionConstraint');
    return range === '' ? [] : [`${code(text(detail, 'matcher'))}: affected ${code(range)}`];
  });
  return paragraphs(
    plain(prose),
    places.length > 0 ? `Found in:\n\n${bulletsOf([...new Set(places)], code)}` : '',
    matched.length > 0 ? `Matched by:\n\n${bullets([...new Set(matched)])}` : '',
  );
}
