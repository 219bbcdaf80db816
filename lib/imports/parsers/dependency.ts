import { type Severity, severityFromScore, severityFromWord } from '@/lib/findings/severity';
import type { Cvss, Location } from '@/lib/findings/types';
import { identifyingId, publicIds } from '@/lib/imports/parsers/advisory-ids';
import { leadingScore } from '@/lib/imports/parsers/cvss';
import { packageIdentity, purlWithoutVersion } from '@/lib/imports/parsers/normalise';
import { type ParsedFinding, RecordError } from '@/lib/imports/parsers/types';

type Shared = Pick<ParsedFinding, 'severity' | 'severityReported'> &
  Partial<
    Pick<
      ParsedFinding,
      | 'title'
      | 'scannerId'
      | 'cwe'
      | 'cvss'
      | 'epss'
      | 'knownExploited'
      | 'fixAvailable'
      | 'description'
      | 'fix'
      | 'references'
      | 'tags'
      | 'raw'
    >
  >;

/** A vulnerable package as a report tells it. */
export type VulnerablePackage = Shared & {
  /** The advisory's own id. */
  readonly id: string;
  /** Other ids of the same vulnerability, also within prose. */
  readonly aliases?: readonly string[];
  readonly name: string;
  readonly version?: string;
  readonly purl?: string;
  /** What the tool calls the kind of package where it gives no package URL: "npm", "Debian:12". */
  readonly ecosystem?: string;
  readonly fixVersions?: readonly string[];
  /** Where the package was found: path, image, resource. */
  readonly place?: Location;
};

/** Names of one vulnerability that are looked at; there are not that many databases. */
const ALIASES = 200;

/** The finding for it, with the identity that all tools share. Throws RecordError without package or id. */
export function dependencyFinding(found: VulnerablePackage): ParsedFinding {
  const { id, aliases = [], name, version, purl, ecosystem = '', fixVersions = [], place, ...shared } = found;
  if (id.trim() === '') throw new RecordError('missing_field', { field: 'id' });
  if (name.trim() === '' && !purl) throw new RecordError('missing_field', { field: 'package' });
  const others = aliases.slice(0, ALIASES);
  const ids = publicIds(id, others);
  const fixes = [...new Set(fixVersions.filter((fixed) => fixed.trim() !== ''))];
  return {
    cwe: [],
    cvss: [],
    description: '',
    fix: '',
    references: [],
    tags: [],
    fixAvailable: fixes.length > 0 || undefined,
    ...shared,
    kind: 'dependency',
    title: found.title?.trim() || `${id.trim()} in ${name || purl}`,
    ruleId: id.trim(),
    ids: ids.length > 0 ? ids : [id.trim()],
    fixVersion: fixes.join(', ') || undefined,
    location: {
      ...place,
      purl: purl || undefined,
      packageName: name || undefined,
      packageVersion: version || undefined,
      packageType: ecosystem || undefined,
    },
    identity: [purl ? purlWithoutVersion(purl) : ecosystemIdentity(ecosystem, name), identifyingId(id, others)],
  };
}

/** The tool's word; where it is none or "unknown", the CVSS score. */
export function ratedSeverity(word: string, cvss: readonly Cvss[]): Severity {
  const known = /^\s*(?:unknown|undefined|unassigned)?\s*$/i.test(word) ? null : severityFromWord(word);
  return known ?? severityFromScore(leadingScore(cvss) ?? 0);
}

/** Distributions by the names that tools give them, as type and namespace of a package URL. */
const SYSTEMS = new Map<string, readonly [type: string, namespace: string]>([
  ['debian', ['deb', 'debian']],
  ['ubuntu', ['deb', 'ubuntu']],
  ['alpine', ['apk', 'alpine']],
  ['wolfi', ['apk', 'wolfi']],
  ['chainguard', ['apk', 'chainguard']],
  ['redhat', ['rpm', 'redhat']],
  ['red hat', ['rpm', 'redhat']],
  ['rhel', ['rpm', 'redhat']],
  ['centos', ['rpm', 'centos']],
  ['fedora', ['rpm', 'fedora']],
  ['rocky', ['rpm', 'rocky']],
  ['rocky linux', ['rpm', 'rocky']],
  ['almalinux', ['rpm', 'alma']],
  ['amazon', ['rpm', 'amazon']],
  ['amzn', ['rpm', 'amazon']],
  ['oracle', ['rpm', 'oracle']],
  ['suse', ['rpm', 'suse']],
  ['sles', ['rpm', 'suse']],
  ['opensuse', ['rpm', 'opensuse']],
  ['photon', ['rpm', 'photon']],
  ['photon os', ['rpm', 'photon']],
  ['mageia', ['rpm', 'mageia']],
]);

/** Ecosystems that packageIdentity does not know: names of OSV, GitHub, Snyk and npm's relatives. */
const ECOSYSTEMS = new Map<string, string>([
  ['crates.io', 'cargo'],
  ['packagist', 'composer'],
  ['rubygems', 'gem'],
  ['gomodules', 'golang'],
  ['golangdep', 'golang'],
  ['govendor', 'golang'],
  ['sbt', 'maven'],
  ['erlang', 'hex'],
  ['actions', 'githubactions'],
  ['github actions', 'githubactions'],
  ['swifturl', 'swift'],
  ['cocoapods', 'cocoapods'],
]);

/** "Debian:12" or "debian:11" and a name as `pkg:deb/debian/name`; everything else by its package type. */
function ecosystemIdentity(ecosystem: string, name: string): string {
  const [bare = ''] = ecosystem.trim().toLowerCase().split(':', 1);
  const system = SYSTEMS.get(bare);
  if (system) return packageIdentity(system[0], `${system[1]}/${name}`);
  return packageIdentity(ECOSYSTEMS.get(bare) ?? bare, name);
}

/** The first finding of each identity: reports name a package once a version or architecture. */
export function* distinctFindings(findings: Iterable<ParsedFinding>): Generator<ParsedFinding> {
  const seen = new Set<string>();
  for (const finding of findings) {
    const identity = finding.identity.join('\n');
    if (!seen.has(identity)) yield finding;
    seen.add(identity);
  }
}
