import { at, firstText, isArray, isObject, type Json, type JsonObject, links, list, text } from '@/lib/core/json';
import { dependencyFinding, ratedSeverity } from '@/lib/imports/parsers/dependency';
import { plain } from '@/lib/imports/parsers/markdown';
import { imageWithoutTag } from '@/lib/imports/parsers/normalise';
import { type JsonParser, type ReadResult, RecordError } from '@/lib/imports/parsers/types';

/**
 * Clair by its clients: clair-scanner's report, and klar's with vulnerabilities by severity (seen: one of each). What is
 * approved in clair-scanner is left out. Defcon1 is critical. https://github.com/arminc/clair-scanner
 */
export const clairJson: JsonParser = {
  id: 'clair',
  label: 'Clair (JSON)',
  syntax: 'json',
  records: ['vulnerabilities.*', 'Vulnerabilities.{}.*'],

  recognise(outline) {
    if (at(outline, 'LayerCount') !== undefined && at(outline, 'Vulnerabilities') !== undefined) return 1;
    return isArray(at(outline, 'unapproved')) && text(outline, 'image') !== '' ? 1 : 0;
  },

  open(skeleton) {
    const image = text(skeleton, 'image');
    const unapproved = unapprovedOf(skeleton);
    return {
      facts: { scanner: 'clair', target: imageWithoutTag(image), image: image || undefined },
      *read({ value }) {
        if (!isObject(value)) throw new RecordError('not_an_object');
        yield readVulnerability(value, image, unapproved);
      },
    };
  },
};

/** What nobody has approved; klar knows no approval. */
function unapprovedOf(skeleton: Json): ReadonlySet<Json> | undefined {
  return isArray(at(skeleton, 'unapproved')) ? new Set(list(skeleton, 'unapproved')) : undefined;
}

function readVulnerability(value: JsonObject, image: string, unapproved: ReadonlySet<Json> | undefined): ReadResult {
  const id = firstText(value, 'vulnerability', 'Name');
  const name = firstText(value, 'featurename', 'FeatureName');
  if (unapproved && id !== '' && !unapproved.has(id)) return { skipped: 'suppressed', example: `${id} ${name}` };
  const word = firstText(value, 'severity', 'Severity');
  return dependencyFinding({
    id,
    name,
    version: firstText(value, 'featureversion', 'FeatureVersion'),
    ecosystem: firstText(value, 'namespace', 'NamespaceName'),
    severity: /^defcon1$/i.test(word) ? 4 : ratedSeverity(word, []),
    severityReported: word,
    fixVersions: [firstText(value, 'fixedby', 'FixedBy')],
    place: { image: image || undefined },
    description: plain(firstText(value, 'description', 'Description')),
    references: links([firstText(value, 'link', 'Link')]),
  });
}
