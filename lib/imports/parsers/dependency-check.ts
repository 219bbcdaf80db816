import { links, moment, number } from '@/lib/core/json';
import type { Cvss } from '@/lib/findings/types';
import { cweNumbers, publicIds } from '@/lib/imports/parsers/advisory-ids';
import { cvssRating, distinctRatings } from '@/lib/imports/parsers/cvss';
import { dependencyFinding, ratedSeverity } from '@/lib/imports/parsers/dependency';
import { bulletsOf, clip, code, paragraphs, plain } from '@/lib/imports/parsers/markdown';
import { packageOfPurl } from '@/lib/imports/parsers/normalise';
import { attribute, child, children, childText } from '@/lib/imports/parsers/read-xml';
import type { ParsedFinding, ReadResult, XmlElement, XmlParser } from '@/lib/imports/parsers/types';

/**
 * OWASP Dependency-Check, `--format XML` (seen: 6.5 and 7.3). One finding for each dependency and vulnerability; what the
 * suppression file settles is left out and counted.
 * https://dependency-check.github.io/DependencyCheck/ (dependency-check.4.0.xsd)
 */
export const dependencyCheckXml: XmlParser = {
  id: 'dependency-check',
  label: 'OWASP Dependency-Check (XML)',
  syntax: 'xml',
  records: ['analysis/dependencies/dependency'],

  recognise: (root) =>
    root.name === 'analysis' && /dependency[-_]?check/i.test(attribute(root, 'xmlns').slice(0, 300)) ? 1 : 0,

  open(root) {
    const project = child(root, 'projectInfo');
    return {
      facts: {
        scanner: 'dependency-check',
        target: childText(project, 'name'),
        scanAt: moment(childText(project, 'reportDate')),
        toolVersion: childText(child(root, 'scanInfo'), 'engineVersion') || undefined,
      },
      *read({ element }) {
        yield* readDependency(element);
      },
    };
  },
};

/** Files of the same product that are kept: each finding of the dependency repeats them. */
const RELATED = 20;

type Dependency = {
  readonly purl: string;
  readonly name: string;
  readonly version: string;
  readonly path: string;
  /** Files that Dependency-Check took for parts of the same product. */
  readonly related: readonly string[];
};

function* readDependency(element: XmlElement): Generator<ReadResult> {
  const found = child(element, 'vulnerabilities');
  if (!found) return;
  const dependency = dependencyOf(element);
  for (const vulnerability of children(found, 'vulnerability')) yield findingOf(vulnerability, dependency);
  for (const vulnerability of children(found, 'suppressedVulnerability')) {
    yield { skipped: 'suppressed', example: clip(`${childText(vulnerability, 'name')} ${dependency.name}`, 200) };
  }
}

function dependencyOf(element: XmlElement): Dependency {
  const identifiers = child(element, 'identifiers');
  const purl = childText(child(identifiers, 'package'), 'id');
  const cpe = childText(child(identifiers, 'vulnerabilityIds'), 'id').split(':');
  const version = cpe[0] === 'cpe' && cpe[5] !== undefined && !/^[*-]?$/.test(cpe[5]) ? cpe[5] : '';
  const known = packageOfPurl(purl);
  return {
    purl: known ? purl : '',
    name: known?.name ?? withoutVersion(childText(element, 'fileName'), version),
    version: known?.version || version,
    path: childText(element, 'filePath'),
    related: children(child(element, 'relatedDependencies'), 'relatedDependency')
      .slice(0, RELATED)
      .map((file) => clip(childText(file, 'filePath'), 500)),
  };
}

/** A file that no package manager knows has only its name: without the version, which the CPE tells. */
function withoutVersion(file: string, version: string): string {
  return version === '' ? file : file.replace(`-${version}`, '');
}

function findingOf(vulnerability: XmlElement, dependency: Dependency): ParsedFinding {
  const id = childText(vulnerability, 'name');
  const judge = attribute(vulnerability, 'source').toLowerCase();
  const cvss = distinctRatings([
    ...['cvssV4', 'cvssV3', 'cvssV2'].map((name) => ratingOf(child(vulnerability, name), judge)),
  ]);
  const word = childText(vulnerability, 'severity') || childText(child(vulnerability, 'cvssV3'), 'baseSeverity');
  const references = children(child(vulnerability, 'references'), 'reference');
  const description = childText(vulnerability, 'description');
  const cwes = children(child(vulnerability, 'cwes'), 'cwe').map((cwe) => cwe.text.trim());
  return dependencyFinding({
    id,
    // Entries of other sources name the CVE in the title of a reference.
    aliases: publicIds(id).length > 0 ? [] : references.map((reference) => childText(reference, 'name')),
    name: dependency.name,
    version: dependency.version,
    purl: dependency.purl,
    severity: ratedSeverity(word, cvss),
    severityReported: word,
    cwe: cweNumbers(cwes),
    cvss,
    knownExploited: child(vulnerability, 'knownExploitedVulnerability') !== undefined || undefined,
    description: paragraphs(plain(description), relatedOf(dependency)),
    references: links(references.map((reference) => childText(reference, 'url'))),
    place: { path: dependency.path || undefined },
    raw: JSON.stringify({ ...dependency, source: judge, id, severity: word, cvss, cwes, description }, null, 1),
  });
}

function relatedOf({ related }: Dependency): string {
  return related.length === 0 ? '' : `Also in:\n\n${bulletsOf(related, code)}`;
}

/** The metrics of a vector in the order of their standards, by the names of the elements that hold them. */
const METRICS: readonly (readonly [string, readonly string[]])[] = [
  ['AV', ['attackVector', 'accessVector']],
  ['AC', ['attackComplexity', 'accessComplexity']],
  ['PR', ['privilegesRequired']],
  ['UI', ['userInteraction']],
  ['S', ['scope']],
  ['Au', ['authenticationr', 'authentication']],
  ['C', ['confidentialityImpact', 'confidentialImpact']],
  ['I', ['integrityImpact']],
  ['A', ['availabilityImpact']],
];

/** A rating from its metrics: written out ("NETWORK") or as letters, depending on who scored. */
function ratingOf(element: XmlElement | undefined, source: string): Cvss | null {
  if (!element) return null;
  const parts = METRICS.flatMap(([metric, names]) => {
    const value = names.map((name) => childText(element, name)).find((text) => text !== '');
    return value === undefined ? [] : [`${metric}:${value.slice(0, 1).toUpperCase()}`];
  });
  const version = childText(element, 'version') || (element.name === 'cvssV2' ? '2.0' : '3.1');
  const prefix = element.name === 'cvssV2' ? '' : `CVSS:${version}/`;
  const whole = parts.length === (element.name === 'cvssV2' ? 6 : 8);
  return cvssRating({
    vector: childText(element, 'vectorString') || (whole ? `${prefix}${parts.join('/')}` : ''),
    score: number(childText(element, 'baseScore') || childText(element, 'score')),
    version,
    source,
  });
}
