import {
  at,
  flag,
  isArray,
  isObject,
  type Json,
  type JsonObject,
  number,
  object,
  objects,
  text,
  unixMoment,
} from '@/lib/core/json';
import { sslLabsCertificate } from '@/lib/imports/parsers/ssl-labs-certificate';
import {
  TLS_PROTOCOLS,
  type TlsProtocol,
  type TlsSuite,
  tlsProtocol,
  tlsWeaknesses,
} from '@/lib/imports/parsers/tls-weakness';
import type { TlsWeaknessId } from '@/lib/imports/parsers/tls-weakness-list';
import { type JsonParser, type ReadResult, RecordError, type ReportFacts } from '@/lib/imports/parsers/types';

/**
 * SSL Labs' assessment API, one host or the list of `ssllabs-scan` (seen: API 3 of 2021). Each weakness that it shows is a
 * finding of the host, whichever of its addresses has it; the grade sums them up and is a tag.
 * https://github.com/ssllabs/ssllabs-scan/blob/master/ssllabs-api-docs-v3.md
 */
export const sslLabsJson: JsonParser = {
  id: 'ssl-labs',
  label: 'SSL Labs (JSON)',
  syntax: 'json',
  records: ['*.endpoints.*', 'endpoints.*'],

  recognise(outline) {
    const host = isArray(outline) ? outline[0] : outline;
    if (at(host, 'host') === undefined || at(host, 'criteriaVersion') === undefined) return 0;
    return at(host, 'engineVersion') !== undefined && at(host, 'isPublic') !== undefined ? 1 : 0.8;
  },

  open(skeleton) {
    return {
      facts: factsOf(skeleton),
      *read({ keys, value }) {
        yield* readEndpoint(isArray(skeleton) ? at(skeleton, Number(keys[0])) : skeleton, value);
      },
    };
  },
};

function factsOf(skeleton: Json): ReportFacts {
  const hosts = isArray(skeleton) ? skeleton.filter(isObject) : isObject(skeleton) ? [skeleton] : [];
  return {
    scanner: 'ssllabs',
    target: hosts
      .map((host) => `${text(host, 'host')}:${text(host, 'port')}`)
      .join(' ')
      .slice(0, 300),
    scanAt: unixMoment((number(hosts[0], 'startTime') ?? 0) / 1000),
    toolVersion: text(hosts[0], 'engineVersion') || undefined,
    // An assessment that still runs, or that failed, does not say what is gone.
    partial: hosts.some((host) => text(host, 'status') !== 'READY') ? true : undefined,
  };
}

function* readEndpoint(host: Json | undefined, endpoint: Json): Generator<ReadResult> {
  const name = text(host, 'host');
  const details = object(endpoint, 'details');
  if (name === '') throw new RecordError('missing_field', { field: 'host' });
  // Asked without `all=done` the API gives grades alone, which would read as hosts without weaknesses.
  if (!details && text(endpoint, 'grade') !== '') throw new RecordError('missing_field', { field: 'details' });
  if (!details) {
    const why = text(endpoint, 'statusMessage');
    yield { skipped: 'scanner_error', example: `${name} ${text(endpoint, 'ipAddress')}: ${why}`.slice(0, 200) };
    return;
  }
  const suites = suitesOf(details);
  const protocols = protocolsOf(details);
  const grade = text(endpoint, 'grade').slice(0, 3);
  const weaknesses = tlsWeaknesses({
    tool: 'ssllabs',
    host: name,
    others: [text(endpoint, 'ipAddress'), text(endpoint, 'serverName')],
    port: text(host, 'port'),
    protocols,
    suites,
    complete: objects(details, 'protocols').length > 0,
    found: new Map([...flagsOf(details), ...sslLabsCertificate(host, details)]),
  });
  for (const finding of weaknesses)
    yield { ...finding, tags: [...finding.tags, ...(grade === '' ? [] : [`grade:${grade}`])] };
}

function protocolsOf(details: JsonObject): Set<TlsProtocol> {
  const named = objects(details, 'protocols').map((protocol) =>
    tlsProtocol(`${text(protocol, 'name')} ${text(protocol, 'version')}`),
  );
  return new Set(named.filter((protocol) => protocol !== undefined));
}

/** Protocols by the number on the wire: 512 is SSL 2, 768 SSL 3, 769 to 772 TLS 1.0 to 1.3. */
function suitesOf(details: JsonObject): TlsSuite[] {
  const groups = [
    ...objects(details, 'suites'),
    ...(object(details, 'suites') ? [object(details, 'suites') ?? {}] : []),
  ];
  return groups.flatMap((group) => {
    const wire = number(group, 'protocol');
    const protocol = wire === 512 ? 'SSL 2' : wire === undefined ? 'TLS 1.2' : TLS_PROTOCOLS[wire - 767];
    if (protocol === undefined) return [];
    return objects(group, 'list').map((suite) => ({
      protocol,
      name: text(suite, 'name').slice(0, 200),
      bits: number(suite, 'cipherStrength'),
      dhBits: text(suite, 'kxType') === 'DH' ? number(suite, 'kxStrength') : undefined,
    }));
  });
}

/** Flags of the API: most numbers tell safe (1) from exploitable (more), negative ones that nothing is known. */
function flagsOf(details: JsonObject): [TlsWeaknessId, string][] {
  const above = (key: string, safe: number) => (number(details, key) ?? 0) > safe;
  const found: [TlsWeaknessId, boolean][] = [
    ['heartbleed', flag(details, 'heartbleed') === true],
    ['ccs-injection', above('openSslCcs', 1)],
    ['robot', above('bleichenbacher', 1)],
    ['ticketbleed', above('ticketbleed', 1)],
    ['poodle-tls', above('poodleTls', 1)],
    ['padding-oracle', above('openSSLLuckyMinus20', 1)],
    [
      'cbc-oracle',
      ['zombiePoodle', 'goldenDoodle', 'zeroLengthPaddingOracle', 'sleepingPoodle'].some((key) => above(key, 1)),
    ],
    ['drown', flag(details, 'drownVulnerable') === true],
    ['freak', flag(details, 'freak') === true],
    ['logjam', flag(details, 'logjam') === true],
    ['compression', above('compressionMethods', 0)],
    ['insecure-renegotiation', ((number(details, 'renegSupport') ?? 0) & 1) === 1],
    ['hsts-broken', /^(?:disabled|invalid)$/.test(text(details, 'hstsPolicy', 'status'))],
  ];
  return found.filter(([, present]) => present).map(([id]) => [id, '']);
}
