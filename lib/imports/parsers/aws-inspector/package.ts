import { at, type JsonObject, links, number, object, objects, probability, text, texts } from '@/lib/core/json';
import type { Severity } from '@/lib/findings/severity';
import { cweNumbers } from '@/lib/imports/parsers/advisory-ids';
import { awsEcosystem } from '@/lib/imports/parsers/aws';
import { cvssRating, distinctRatings } from '@/lib/imports/parsers/cvss';
import { dependencyFinding, distinctFindings, ratedSeverity } from '@/lib/imports/parsers/dependency';
import { code, paragraphs, plain } from '@/lib/imports/parsers/markdown';
import { type ParsedFinding, RecordError } from '@/lib/imports/parsers/types';

export type InspectorResource = { readonly id: string; readonly resource: JsonObject | undefined };

/** `packageVulnerabilityDetails`: a finding for each package by name; the same name twice is the same finding. */
export function packagesOf(value: JsonObject, place: InspectorResource): Iterable<ParsedFinding> {
  const details = object(value, 'packageVulnerabilityDetails');
  const packages = objects(details, 'vulnerablePackages');
  if (packages.length === 0) throw new RecordError('missing_field', { field: 'vulnerablePackages' });
  const shared = sharedOf(value, place);
  return distinctFindings(packages.values().map((found) => findingOf(shared, found, place)));
}

/** What all packages of a vulnerability share: worked out once, for its lists may be long. */
function sharedOf(value: JsonObject, { resource }: InspectorResource) {
  const details = object(value, 'packageVulnerabilityDetails');
  const cvss = distinctRatings(
    objects(details, 'cvss').map((rating) =>
      cvssRating({
        vector: text(rating, 'scoringVector'),
        score: number(rating, 'baseScore'),
        version: text(rating, 'version'),
        source: text(rating, 'source').toLowerCase(),
      }),
    ),
  );
  return {
    id: text(details, 'vulnerabilityId'),
    aliases: texts(details, 'relatedVulnerabilities'),
    severity: severityOf(text(value, 'severity'), cvss),
    severityReported: text(value, 'severity'),
    scannerId: text(value, 'findingArn'),
    cvss,
    cwe: cweNumbers(at(details, 'cwes')),
    epss: probability(value, 'epss', 'score'),
    fixAvailable: text(value, 'fixAvailable') === 'NO' ? false : undefined,
    description: paragraphs(plain(text(value, 'description')), `Resource ${code(text(resource, 'id'))}`),
    references: links([text(details, 'sourceUrl'), ...texts(details, 'referenceUrls')]),
    tags: text(value, 'exploitAvailable') === 'YES' ? ['exploit'] : [],
  };
}

function findingOf(
  shared: ReturnType<typeof sharedOf>,
  found: JsonObject,
  { id, resource }: InspectorResource,
): ParsedFinding {
  // "NotAvailable": there is none.
  const fixed = /\d/.test(text(found, 'fixedInVersion')) ? [text(found, 'fixedInVersion').replace(/^0:/, '')] : [];
  const finding = dependencyFinding({
    ...shared,
    name: text(found, 'name'),
    version: text(found, 'version'),
    ecosystem: awsEcosystem(text(found, 'packageManager'), platformOf(resource)),
    fixVersions: fixed,
    fixAvailable: fixed.length > 0 || shared.fixAvailable,
    place: placeOf(found, resource, id),
    fix: plain(text(found, 'remediation')),
  });
  return { ...finding, identity: [...finding.identity, id] };
}

/** UNTRIAGED: nobody has rated it yet, perhaps a score has. */
function severityOf(word: string, cvss: Parameters<typeof ratedSeverity>[1]): Severity {
  return ratedSeverity(word === 'UNTRIAGED' ? '' : word, cvss);
}

function platformOf(resource: JsonObject | undefined): string {
  const details = object(resource, 'details');
  return text(details, 'awsEcrContainerImage', 'platform') || text(details, 'awsEc2Instance', 'platform');
}

function placeOf(found: JsonObject, resource: JsonObject | undefined, id: string): ParsedFinding['location'] {
  const image = object(resource, 'details', 'awsEcrContainerImage');
  const tag = texts(image, 'imageTags')[0] ?? '';
  const name = text(image, 'repositoryName');
  return {
    path: text(found, 'filePath') || undefined,
    layer: text(found, 'sourceLayerHash') || undefined,
    image: name === '' ? undefined : `${name}${tag === '' ? '' : `:${tag}`}`,
    resource: id,
  };
}
