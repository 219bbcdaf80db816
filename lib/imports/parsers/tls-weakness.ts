import { hostFinding } from '@/lib/imports/parsers/host-finding';
import { bullets, code } from '@/lib/imports/parsers/markdown';
import { TLS_WEAKNESSES, type TlsWeaknessId } from '@/lib/imports/parsers/tls-weakness-list';
import type { ParsedFinding } from '@/lib/imports/parsers/types';

export const TLS_PROTOCOLS = ['SSL 2', 'SSL 3', 'TLS 1.0', 'TLS 1.1', 'TLS 1.2', 'TLS 1.3'] as const;
export type TlsProtocol = (typeof TLS_PROTOCOLS)[number];

/** A suite that the server accepts, by IANA's or OpenSSL's name. `dhBits` only for finite-field Diffie-Hellman. */
export type TlsSuite = {
  readonly protocol: TlsProtocol;
  readonly name: string;
  readonly bits?: number;
  readonly dhBits?: number;
};

/** What a tool saw of a TLS service. */
export type TlsService = {
  readonly tool: string;
  readonly host: string;
  readonly others: readonly string[];
  readonly port: string;
  readonly protocols: ReadonlySet<TlsProtocol>;
  readonly suites: readonly TlsSuite[];
  /** Whether each protocol up to TLS 1.3 was looked at, so that what is not there is missing. */
  readonly complete: boolean;
  /** What the tool itself found, with what it said of it. */
  readonly found: ReadonlyMap<TlsWeaknessId, string>;
};

/** A finding for each weakness of a service, identified by tool, weakness, host and port. */
export function* tlsWeaknesses(service: TlsService): Generator<ParsedFinding> {
  const all = new Map<TlsWeaknessId, readonly string[]>([
    ...[...service.found].map(([id, said]) => [id, said === '' ? [] : [said]] as const),
    ...ofProtocols(service),
    ...ofSuites(service.suites),
    ...ofKeyExchange(service.suites),
  ]);
  for (const [id, evidence] of all) {
    const { title, severity, ids, cwe, fix } = TLS_WEAKNESSES[id];
    yield hostFinding({
      tool: service.tool,
      rule: id,
      title,
      severity,
      severityReported: '',
      host: service.host,
      others: service.others,
      port: service.port,
      protocol: 'tcp',
      ids,
      cwe,
      cvss: [],
      description: [bullets([...new Set(evidence)].map(code), 40)],
      fix,
      output: '',
      references: [],
      tags: ['tls'],
    });
  }
}

type Found = [TlsWeaknessId, readonly string[]];

const OLD: readonly (readonly [TlsProtocol, TlsWeaknessId])[] = [
  ['SSL 2', 'ssl-2'],
  ['SSL 3', 'ssl-3'],
  ['TLS 1.0', 'tls-1.0'],
  ['TLS 1.1', 'tls-1.1'],
];

function ofProtocols({ protocols, complete }: TlsService): Found[] {
  const found: Found[] = OLD.filter(([protocol]) => protocols.has(protocol)).map(([, id]) => [id, []]);
  const modern = protocols.has('TLS 1.2') || protocols.has('TLS 1.3');
  if (complete && protocols.size > 0 && !modern) found.push(['no-tls-1.2', [...protocols]]);
  return found;
}

/** Names of IANA ("TLS_RSA_WITH_NULL_SHA") and of OpenSSL ("NULL-SHA", "ADH-AES128-SHA", "EXP-RC4-MD5"). */
const KINDS: readonly (readonly [TlsWeaknessId, RegExp])[] = [
  ['suites-null', /(?:^|[-_])NULL(?:[-_]|$)/],
  ['suites-anonymous', /^A(?:EC)?DH-|-A(?:EC)?DH-|_anon_/],
  ['suites-export', /(?:^|[-_])EXP(?:ORT)?\d{0,4}(?:[-_]|$)/],
  ['suites-rc4', /RC4/],
  ['suites-64-bit', /3DES|DES-CBC3|DES_192_EDE3|IDEA/],
  ['suites-weak', /(?:^|[-_])DES[-_](?:CBC(?!3)|64)|RC2/],
];

function ofSuites(suites: readonly TlsSuite[]): Found[] {
  return KINDS.flatMap(([id, name]): Found[] => {
    const short = (suite: TlsSuite) =>
      id === 'suites-weak' && suite.bits !== undefined && suite.bits > 0 && suite.bits < 112;
    const matching = suites.filter((suite) => name.test(suite.name) || short(suite));
    return matching.length > 0 ? [[id, matching.map(written)]] : [];
  });
}

function ofKeyExchange(suites: readonly TlsSuite[]): Found[] {
  const found: Found[] = [];
  if (suites.length === 0) return found;
  const modern = suites.some(({ protocol }) => protocol === 'TLS 1.3');
  if (!modern && !suites.some(({ name }) => /DHE[-_]|EDH-/.test(name))) found.push(['no-forward-secrecy', []]);
  if (!modern && !suites.some(({ name }) => /GCM|CCM|CHACHA20|POLY1305/.test(name))) found.push(['no-aead', []]);
  const groups = suites.filter(({ dhBits }) => dhBits !== undefined && dhBits > 0 && dhBits < 2048);
  const small = groups.filter(({ dhBits = 0 }) => dhBits < 1024);
  if (small.length > 0) found.push(['dh-below-1024', small.map(written)]);
  else if (groups.length > 0) found.push(['dh-below-2048', groups.map(written)]);
  return found;
}

function written({ protocol, name, dhBits }: TlsSuite): string {
  return `${protocol} ${name}${dhBits === undefined ? '' : ` (DH ${dhBits})`}`;
}

/** The protocol of "TLSv1.2", "tls_1_2", "TLS 1.2" or "SSLv3". */
export function tlsProtocol(text: string): TlsProtocol | undefined {
  const [, family = '', major = '', minor] = /^(ssl|tls)[\s_v]{0,2}(\d)(?:[._](\d))?/i.exec(text.trim()) ?? [];
  const spelt = `${family.toUpperCase()} ${major}${family.toLowerCase() === 'tls' ? `.${minor ?? '0'}` : ''}`;
  return TLS_PROTOCOLS.find((protocol) => protocol === spelt);
}

/** What a certificate's key and signature are worth; sizes are those of RSA and DSA keys. */
export function ofCertificate(
  signature: string,
  keyType: string,
  keyBits: number | undefined,
): [TlsWeaknessId, string][] {
  const found: [TlsWeaknessId, string][] = [];
  if (/\bmd[25]/i.test(signature)) found.push(['cert-signature-broken', signature]);
  else if (/sha-?1(?!\d)/i.test(signature)) found.push(['cert-signature-sha1', signature]);
  if (/RSA|DSA/i.test(keyType) && !/EC/i.test(keyType) && keyBits !== undefined && keyBits > 0 && keyBits < 2048) {
    found.push([keyBits < 1024 ? 'cert-key-below-1024' : 'cert-key-below-2048', `${keyType} ${keyBits}`]);
  }
  return found;
}
