import { probability } from '@/lib/core/json';
import { type Severity, severityFromWord } from '@/lib/findings/severity';
import type { Cvss } from '@/lib/findings/types';
import { cweNumbers, publicIds } from '@/lib/imports/parsers/advisory-ids';
import { cvssRating, distinctRatings } from '@/lib/imports/parsers/cvss';
import { hostFinding } from '@/lib/imports/parsers/host-finding';
import { plain } from '@/lib/imports/parsers/markdown';
import { normaliseUrl } from '@/lib/imports/parsers/normalise';
import type { ParsedFinding, ReadResult } from '@/lib/imports/parsers/types';

/** What Tenable's exports say of one plugin on one host, whichever of them it is. */
export type NessusField =
  | 'plugin'
  | 'name'
  | 'host'
  | 'address'
  | 'fqdn'
  | 'protocol'
  | 'port'
  | 'service'
  | 'severity'
  | 'state'
  | 'accepted'
  | 'synopsis'
  | 'description'
  | 'solution'
  | 'output'
  | 'seeAlso'
  | 'cve'
  | 'cwe'
  | 'cvss2'
  | 'cvss2Vector'
  | 'cvss3'
  | 'cvss3Vector'
  | 'cvss4'
  | 'cvss4Vector'
  | 'vpr'
  | 'epss'
  | 'exploit'
  | 'knownExploited'
  | 'patched';

/** The text of a field, trimmed; empty where the export has none. */
export type NessusRecord = (field: NessusField) => string;

const SCALE: readonly Severity[] = [0, 1, 2, 3, 4];

/**
 * One plugin on one port of one host. Severities are Nessus' five, by word or number (0 informational to 4 critical);
 * what Tenable says was fixed or accepted there is left out.
 */
export function* readNessus(record: NessusRecord): Generator<ReadResult> {
  const example = `${record('name')} ${record('host')}`.slice(0, 200);
  if (record('state').toLowerCase() === 'fixed' || record('accepted').toLowerCase() === 'accepted') {
    yield { skipped: 'resolved', example };
    return;
  }
  const finding = findingOf(record);
  yield /^https?$/i.test(record('protocol')) ? webFinding(record, finding) : finding;
}

function findingOf(record: NessusRecord): ParsedFinding {
  const exploit = /^(?:true|yes)$/i.test(record('exploit'));
  const vpr = record('vpr');
  return hostFinding({
    tool: 'nessus',
    rule: record('plugin'),
    title: record('name'),
    severity: severityFromWord(record('severity')) ?? SCALE[Number(record('severity') || '0')] ?? 0,
    severityReported: record('severity'),
    host: record('host'),
    others: [record('fqdn'), record('address')],
    port: record('port'),
    protocol: record('protocol'),
    service: record('service'),
    ids: publicIds(record('cve')),
    cwe: cweNumbers(record('cwe').replaceAll('#', '')),
    cvss: ratingsOf(record),
    epss: probability(record('epss')),
    knownExploited: record('knownExploited') === '' ? undefined : true,
    fixAvailable: /^(?:n\/a|false)?$/i.test(record('patched')) ? undefined : true,
    description: [plain(record('synopsis')), plain(record('description'))],
    fix: record('solution').toLowerCase() === 'n/a' ? '' : plain(record('solution')),
    output: record('output').replace(/^Plugin Output:\s*/, ''),
    references: record('seeAlso').split(/\s+/),
    tags: [exploit ? 'exploit' : '', /^\d/.test(vpr) ? `vpr:${vpr}` : ''].filter((tag) => tag !== ''),
  });
}

/** The vectors of the CSV exports lack the prefix, those of version 2 have one of Nessus' own. */
function ratingsOf(record: NessusRecord): Cvss[] {
  const rating = (version: '2.0' | '3.0' | '4.0', vector: string, score: string) => {
    const bare = vector.replace(/^CVSS2#/, '');
    const prefixed = version !== '2.0' && /^AV:[A-Z]\/A/.test(bare) ? `CVSS:${version}/${bare}` : bare;
    const number = /^\d{1,2}(?:\.\d{1,3})?$/.test(score) ? Number(score) : undefined;
    return cvssRating({ vector: prefixed, score: number, version, source: 'tenable' });
  };
  return distinctRatings([
    rating('4.0', record('cvss4Vector'), record('cvss4')),
    rating('3.0', record('cvss3Vector'), record('cvss3')),
    rating('2.0', record('cvss2Vector'), record('cvss2')),
  ]);
}

/** Web application scans tell the place in their output alone: "detected on URL '…' by exploiting … named '…'". */
function webFinding(record: NessusRecord, finding: ParsedFinding): ParsedFinding {
  const output = record('output').slice(0, 10_000);
  const url = /\bURL '([^'\n]{1,2000})'/.exec(output)?.[1];
  const parameter = /\bnamed '([^'\n]{1,200})'/.exec(output)?.[1] ?? '';
  const host = finding.location.host ?? '';
  return {
    ...finding,
    kind: 'web',
    location: { host, port: finding.location.port, url: url ?? host, parameter: parameter || undefined },
    identity: ['nessus', finding.ruleId, '', url === undefined ? host : normaliseUrl(url), parameter],
  };
}
