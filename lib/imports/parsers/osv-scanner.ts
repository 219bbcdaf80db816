import {
  at,
  flag,
  isArray,
  isObject,
  type Json,
  type JsonObject,
  links,
  number,
  object,
  objects,
  text,
  texts,
} from '@/lib/core/json';
import { type Severity, severityFromScore } from '@/lib/findings/severity';
import type { Cvss } from '@/lib/findings/types';
import { cweNumbers } from '@/lib/imports/parsers/advisory-ids';
import { cvssRating, distinctRatings } from '@/lib/imports/parsers/cvss';
import { dependencyFinding, ratedSeverity } from '@/lib/imports/parsers/dependency';
import { clip, prose } from '@/lib/imports/parsers/markdown';
import { type JsonParser, type ParsedFinding, RecordError } from '@/lib/imports/parsers/types';

const PACKAGE = 'results.*.packages.*';
/** Other names of a group that its entries take over: any number of them may share it. */
const ALIASES = 200;

/**
 * OSV-Scanner, `--format json` (seen: 1.x). Records of several databases about one CVE are one finding. Licence violations
 * are findings of their own. https://google.github.io/osv-scanner/output/
 */
export const osvScannerJson: JsonParser = {
  id: 'osv-scanner',
  label: 'OSV-Scanner (JSON)',
  syntax: 'json',
  records: [`${PACKAGE}.vulnerabilities.*`, `${PACKAGE}.license_violations.*`],
  ignored: [`${PACKAGE}.vulnerabilities.*.affected.*.versions`, `${PACKAGE}.licenses`],

  recognise(outline) {
    const first = object(outline, 'results', 0);
    if (first) return object(first, 'source') && isArray(at(first, 'packages')) ? 1 : 0;
    return isArray(at(outline, 'results')) && object(outline, 'experimental_config') ? 0.9 : 0;
  },

  open(skeleton) {
    const packages = cachedPackages(skeleton);
    return {
      facts: { scanner: 'osv-scanner', target: '' },
      *read({ pattern, keys, value }) {
        const found = packages(keys);
        if (pattern.endsWith('license_violations.*')) yield licenceFinding(text(value), found);
        else if (isObject(value)) yield findingOf(value, found);
        else throw new RecordError('not_an_object');
      },
    };
  },
};

type FoundPackage = {
  readonly name: string;
  readonly version: string;
  readonly ecosystem: string;
  readonly path: string;
  /** Entries that OSV-Scanner knows to be about one vulnerability, by the id of each. */
  readonly groups: ReadonlyMap<string, Group>;
};

type Group = { readonly json: JsonObject; readonly aliases: readonly string[] };

/** Records of one package follow each other: it is worked out once. */
function cachedPackages(skeleton: Json): (keys: readonly (string | number)[]) => FoundPackage {
  let last: { readonly key: string; readonly found: FoundPackage } | undefined;
  return (keys) => {
    const key = keys.slice(0, 4).join('.');
    if (last?.key !== key) last = { key, found: foundPackage(skeleton, keys) };
    return last.found;
  };
}

/** Code that was copied in has no name: there the folder of the repository stands for it. */
function foundPackage(skeleton: Json, keys: readonly (string | number)[]): FoundPackage {
  const result = object(skeleton, ...keys.slice(0, 2));
  const entry = object(skeleton, ...keys.slice(0, 4));
  const path = text(result, 'source', 'path');
  return {
    name: text(entry, 'package', 'name') || path,
    version: text(entry, 'package', 'version') || text(entry, 'package', 'commit'),
    ecosystem: text(entry, 'package', 'ecosystem'),
    path,
    groups: new Map(
      objects(entry, 'groups').flatMap((json) => {
        const group = { json, aliases: texts(json, 'aliases').slice(0, ALIASES) };
        return texts(json, 'ids').map((id) => [id, group] as const);
      }),
    ),
  };
}

function findingOf(vulnerability: JsonObject, found: FoundPackage): ParsedFinding {
  const id = text(vulnerability, 'id');
  const { json: group, aliases = [] } = found.groups.get(id) ?? {};
  const affected = affectedPackage(vulnerability, found);
  const cvss = ratingsOf(vulnerability, affected);
  const word = text(vulnerability, 'database_specific', 'severity') || text(affected, 'database_specific', 'severity');
  const called =
    flag(group, 'experimentalAnalysis', id, 'called') ?? flag(group, 'experimental_analysis', id, 'called');
  return dependencyFinding({
    id,
    aliases: [...texts(vulnerability, 'aliases'), ...aliases],
    name: found.name,
    version: found.version,
    ecosystem: found.ecosystem,
    severity: severityOf(id, word, cvss, number(group, 'max_severity')),
    severityReported: word || text(group, 'max_severity'),
    title: titleOf(vulnerability, id, found.name),
    cwe: cweNumbers([
      ...texts(vulnerability, 'database_specific', 'cwe_ids'),
      ...objects(affected, 'database_specific', 'cwes').map((cwe) => text(cwe, 'cweId')),
    ]),
    cvss,
    fixVersions: fixesOf(affected),
    description: prose(text(vulnerability, 'details')),
    references: links(objects(vulnerability, 'references').map((reference) => text(reference, 'url'))),
    tags: called === undefined ? [] : [called ? 'reachable' : 'not-reachable'],
    place: { path: found.path || undefined },
  });
}

/** The word, else a score, else what OSV-Scanner made of the vectors; an entry of malware bears none and is critical. */
function severityOf(id: string, word: string, cvss: readonly Cvss[], score: number | undefined): Severity {
  if (id.startsWith('MAL-')) return 4;
  const known = ratedSeverity(word, cvss);
  return known === 0 && word === '' && score !== undefined ? severityFromScore(score) : known;
}

function titleOf(vulnerability: JsonObject, id: string, name: string): string {
  const summary = text(vulnerability, 'summary').trim();
  return summary === '' ? '' : clip(`${summary} (${id} in ${name})`, 300);
}

function affectedPackage(vulnerability: JsonObject, { name }: FoundPackage): JsonObject | undefined {
  const affected = objects(vulnerability, 'affected');
  return affected.find((entry) => text(entry, 'package', 'name').toLowerCase() === name.toLowerCase());
}

function fixesOf(affected: JsonObject | undefined): string[] {
  return objects(affected, 'ranges')
    .filter((range) => text(range, 'type') !== 'GIT')
    .flatMap((range) => objects(range, 'events').map((event) => text(event, 'fixed')));
}

/** `severity` of the OSV schema: its `score` is the vector. */
function ratingsOf(vulnerability: JsonObject, affected: JsonObject | undefined): Cvss[] {
  const ratings = [...objects(vulnerability, 'severity'), ...objects(affected, 'severity')];
  return distinctRatings(
    ratings.map((rating) =>
      cvssRating({ vector: text(rating, 'score'), score: number(rating, 'score'), source: 'osv' }),
    ),
  );
}

function licenceFinding(licence: string, found: FoundPackage): ParsedFinding {
  if (licence.trim() === '') throw new RecordError('missing_field', { field: 'license_violations' });
  const finding = dependencyFinding({
    id: licence,
    name: found.name,
    version: found.version,
    ecosystem: found.ecosystem,
    severity: 2,
    severityReported: '',
    title: `Licence ${licence} of ${found.name} is not allowed`,
    place: { path: found.path || undefined },
  });
  const [purl = ''] = finding.identity;
  return { ...finding, kind: 'licence', ids: [], identity: [purl, licence] };
}
