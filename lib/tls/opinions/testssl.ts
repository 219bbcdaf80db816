import {
  at,
  isArray,
  isObject,
  type Json,
  type JsonObject,
  moment,
  number,
  objects,
  text,
  unixMoment,
} from '@/lib/core/json';
import { testsslJson } from '@/lib/imports/parsers/testssl-json';
import type { JsonRecord } from '@/lib/imports/parsers/types';
import type { TlsVersion } from '@/lib/tls/facts';
import { letterIn, portOf, short, shortOrNull, weaknessesIn } from '@/lib/tls/opinions/parts';
import type { Opinion, OpinionCertificate, OpinionNote } from '@/lib/tls/opinions/types';

/** Lines of one host, by id; where an id comes twice, the first. */
type Lines = ReadonlyMap<string, string>;

type Place = { readonly host: string; readonly address: string; readonly port: string };

/**
 * testssl.sh: the list of `--jsonfile` and the tree of `--jsonfile-pretty`. An opinion for each host and port. Up to 3.0 it
 * gives no grade. https://github.com/testssl/testssl.sh/blob/3.2/doc/testssl.1.md
 */
export function testsslOpinions(report: Json): Opinion[] {
  return isArray(report) ? flat(report) : pretty(report);
}

export function isTestssl(outline: Json): boolean {
  return testsslJson.recognise(outline) > 0;
}

/** Lines about the tool itself name no host: "/". */
function flat(report: readonly Json[]): Opinion[] {
  const hosts = new Map<string, { place: Place; records: JsonRecord[] }>();
  report.forEach((line, index) => {
    const [host = '', address = ''] = text(line, 'ip').split('/');
    if (host + address === '') return;
    const key = `${text(line, 'ip')} ${text(line, 'port')}`;
    const known = hosts.get(key) ?? { place: { host, address, port: text(line, 'port') }, records: [] };
    known.records.push({ pattern: '*', keys: [index], value: line });
    hosts.set(key, known);
  });
  return [...hosts.values()].map(({ place, records }) => ofHost(report, place, records));
}

/** A line may stand where hosts do: what has no name of a target is none. */
function pretty(report: Json): Opinion[] {
  const results = at(report, 'scanResult');
  if (!isArray(results)) return [];
  return results.flatMap((host, index) => {
    if (!isObject(host) || text(host, 'targetHost') === '') return [];
    const records = Object.keys(host).flatMap((section) =>
      objects(host, section).map((value, line) => ({
        pattern: 'scanResult.*.{}.*',
        keys: ['scanResult', index, section, line],
        value,
      })),
    );
    const place = { host: text(host, 'targetHost'), address: text(host, 'ip'), port: text(host, 'port') };
    return [ofHost(report, place, records)];
  });
}

function ofHost(report: Json, { host, address, port }: Place, records: readonly JsonRecord[]): Opinion {
  const lines = new Map(records.toReversed().map(({ value }) => [text(value, 'id').trim(), text(value, 'finding')]));
  const reader = testsslJson.open(report);
  const { weaknesses, notes } = weaknessesIn(reader, records);
  return {
    tool: 'testssl',
    version: shortOrNull(text(report, 'version').split(' ')[0] ?? ''),
    criteria: /version (\d{4}\w)/.exec(lines.get('rating_spec') ?? '')?.[1] ?? null,
    host: short(host),
    port: portOf(port),
    address: short(address),
    at: unixMoment(number(report, 'startTime') ?? 0)?.toISOString() ?? null,
    grade: letterIn(lines.get('overall_grade') ?? ''),
    gradeTrustIgnored: null,
    protocols: protocolsOf(lines),
    weaknesses,
    certificate: certificateOf(lines),
    notes: [...capsOf(lines), ...notes],
  };
}

const PROTOCOLS: readonly (readonly [string, TlsVersion])[] = [
  ['SSLv2', 'ssl2'],
  ['SSLv3', 'ssl3'],
  ['TLS1', 'tls10'],
  ['TLS1_1', 'tls11'],
  ['TLS1_2', 'tls12'],
  ['TLS1_3', 'tls13'],
];

function protocolsOf(lines: Lines): TlsVersion[] {
  const offered = ([id]: readonly [string, TlsVersion]) => /^(?:vulnerable|offered)/i.test(lines.get(id) ?? '');
  return PROTOCOLS.filter(offered).map(([, version]) => version);
}

function capsOf(lines: Lines): OpinionNote[] {
  return [...lines].flatMap(([id, finding]): OpinionNote[] => {
    if (id.startsWith('grade_cap_reason')) return [{ code: 'cap', detail: short(finding) }];
    return id.startsWith('grade_cap_warning') ? [{ code: 'cap_warning', detail: short(finding) }] : [];
  });
}

function certificateOf(lines: Lines): OpinionCertificate | null {
  // With several certificates the ids carry a number, as in "cert_keySize <cert#1>".
  const of = (id: string) => lines.get(id) ?? lines.get(`${id} <cert#1>`) ?? '';
  if (of('cert_keySize') === '') return null;
  const until: JsonObject = { at: of('cert_notAfter') };
  const path = of('cert_chain_of_trust');
  return {
    subject: short(of('cert_commonName')),
    notAfter: moment(until, 'at')?.toISOString() ?? null,
    key: short(of('cert_keySize')),
    signature: short(of('cert_signatureAlgorithm')),
    trusted: path === '' ? null : /^passed/i.test(path),
  };
}
