import { at, isObject, type Json, moment, object, text } from '@/lib/core/json';
import { imageWithoutTag } from '@/lib/imports/parsers/normalise';
import { readLicence } from '@/lib/imports/parsers/trivy/licence';
import { readMisconfiguration } from '@/lib/imports/parsers/trivy/misconfiguration';
import { isImage, placeOf, type TrivyPlace } from '@/lib/imports/parsers/trivy/place';
import { readSecret } from '@/lib/imports/parsers/trivy/secret';
import { readVulnerability } from '@/lib/imports/parsers/trivy/vulnerability';
import {
  type JsonParser,
  type JsonRecord,
  type ReadResult,
  RecordError,
  type ReportFacts,
} from '@/lib/imports/parsers/types';

const READERS: Readonly<Record<string, (value: Json, place: TrivyPlace) => ReadResult>> = {
  Vulnerabilities: readVulnerability,
  Misconfigurations: readMisconfiguration,
  Secrets: readSecret,
  Licenses: readLicence,
  ExperimentalModifiedFindings: (value, place) => ({
    skipped: 'suppressed',
    example: `${text(value, 'Finding', 'VulnerabilityID') || text(value, 'Type')} ${place.target}`,
  }),
};

/** Workloads of a cluster: `Resources` of a full report, `Findings` of a summary, the other two up to 0.38. */
const CLUSTER_LISTS = ['Resources', 'Findings', 'Vulnerabilities', 'Misconfigurations'];
/** Results of image, file system, repository and material list; of a cluster; of a report before schema 2. */
const RESULTS = ['Results.*', ...CLUSTER_LISTS.map((list) => `${list}.*.Results.*`), '*'];

/**
 * Trivy, `--format json`, schemas 1 and 2 (seen: 0.12 to 0.69): image, fs, repo, rootfs, config, sbom and k8s.
 * https://trivy.dev/latest/docs/configuration/reporting/#json
 */
export const trivyJson: JsonParser = {
  id: 'trivy',
  label: 'Trivy (JSON)',
  syntax: 'json',
  records: RESULTS.flatMap((result) => Object.keys(READERS).map((list) => `${result}.${list}.*`)),
  ignored: RESULTS.flatMap((result) => [`${result}.Packages.*`, `${result}.CustomResources.*`]),

  recognise(outline) {
    if (Array.isArray(outline)) return isLegacyResult(at(outline, 0)) ? 0.8 : 0;
    if (at(outline, 'ClusterName') !== undefined && CLUSTER_LISTS.some((list) => at(outline, list) !== undefined))
      return 1;
    if (at(outline, 'SchemaVersion') !== 2) return 0;
    return at(outline, 'ArtifactName') !== undefined || at(outline, 'ArtifactType') !== undefined ? 1 : 0;
  },

  open(skeleton) {
    const { place, facts } = { place: cachedPlaces(skeleton), facts: factsOf(skeleton) };
    return {
      facts,
      context: (keys) => place(keys).text,
      *read(record) {
        const reader = READERS[String(record.keys.at(-2))];
        if (!reader || !isObject(record.value)) throw new RecordError('not_an_object');
        yield reader(record.value, place(record.keys).place);
      },
    };
  },
};

function factsOf(skeleton: Json): ReportFacts {
  const artifact = text(skeleton, 'ArtifactName');
  const image = isImage(skeleton) && artifact !== '' ? artifact : undefined;
  return {
    scanner: 'trivy',
    target: image ? imageWithoutTag(image) : artifact || text(skeleton, 'ClusterName') || text(skeleton, 0, 'Target'),
    image,
    branch: text(skeleton, 'Metadata', 'Branch') || undefined,
    scanAt: moment(skeleton, 'CreatedAt'),
    toolVersion: text(skeleton, 'Trivy', 'Version') || undefined,
  };
}

/** Schema 1 is a bare list of results. */
function isLegacyResult(first: Json | undefined): boolean {
  const lists = ['Vulnerabilities', 'Misconfigurations', 'Type', 'Class'];
  return text(object(first), 'Target') !== '' && lists.some((list) => at(first, list) !== undefined);
}

/** Records of one result follow each other: their place is worked out once. */
function cachedPlaces(skeleton: Json): (keys: JsonRecord['keys']) => PlaceAndText {
  let result: JsonRecord['keys'] = [];
  let last: PlaceAndText | undefined;
  return (keys) => {
    const isSame = keys.length - 2 === result.length && result.every((key, depth) => key === keys[depth]);
    if (!last || !isSame) {
      result = keys.slice(0, -2);
      const place = placeOf(skeleton, keys);
      last = { place, text: JSON.stringify(place) };
    }
    return last;
  };
}

type PlaceAndText = { readonly place: TrivyPlace; readonly text: string };
