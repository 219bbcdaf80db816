import {
  type CertificateFacts,
  type ChainFacts,
  factsSchema,
  type ProtocolFacts,
  type ScanFacts,
  type TlsVersion,
  WEAKNESSES,
} from '@/lib/tls/facts';
import { groupFacts } from '@/lib/tls/registry/groups';
import { SUITES } from '@/lib/tls/registry/suites';

/** The id of a suite by OpenSSL's name or IANA's. */
export function suite(name: string): number {
  const found = SUITES.find((candidate) => candidate.openssl === name || candidate.name === name);
  if (!found) throw new Error(`no suite ${name}`);
  return found.id;
}

/** Several, by OpenSSL's names with colons between them. */
export const suites = (names: string): number[] => names.split(':').map(suite);

export const GOOD_TLS12 = suites('ECDHE-ECDSA-AES128-GCM-SHA256:ECDHE-ECDSA-AES256-GCM-SHA384');
export const GOOD_TLS13 = suites('TLS_AES_128_GCM_SHA256:TLS_AES_256_GCM_SHA384:TLS_CHACHA20_POLY1305_SHA256');

const NOT_OFFERED: ProtocolFacts = {
  offered: false,
  suites: [],
  complete: true,
  preference: null,
  groups: [],
  dhBits: null,
};

/** A protocol with these suites, x25519 and P-256; none where the list is empty. */
export function protocol(ids: readonly number[], more: Partial<ProtocolFacts> = {}): ProtocolFacts {
  if (ids.length === 0) return NOT_OFFERED;
  return {
    ...NOT_OFFERED,
    offered: true,
    suites: [...ids],
    preference: 'server',
    groups: [groupFacts(29), groupFacts(23)],
    ...more,
  };
}

export function certificate(more: Partial<CertificateFacts> = {}): CertificateFacts {
  return {
    fingerprint: 'a'.repeat(64),
    keyHash: 'b'.repeat(64),
    subject: 'CN=a.tls.test',
    issuer: 'CN=Middle',
    serial: '1001',
    names: ['a.tls.test'],
    notBefore: '2026-10-01T00:00:00.000Z',
    notAfter: '2026-12-30T00:00:00.000Z',
    key: { kind: 'ec', bits: 256, curve: 'secp256r1', exponent: null, debianWeak: false },
    signature: { hash: 'sha256', kind: 'rsa' },
    isCa: false,
    mustStaple: false,
    ocsp: [],
    crl: [],
    caIssuers: [],
    ...more,
  };
}

export const rsa = (bits: number, exponent = '65537'): CertificateFacts['key'] => ({
  kind: 'rsa',
  bits,
  curve: null,
  exponent,
  debianWeak: false,
});

/** A chain that everybody trusts, with this leaf. */
export function chain(leaf: Partial<CertificateFacts> = {}, more: Partial<ChainFacts> = {}): ChainFacts {
  const middle = certificate({ fingerprint: 'c'.repeat(64), subject: 'CN=Middle', issuer: 'CN=Root', isCa: true });
  const sent = [certificate(leaf), { ...middle, notAfter: '2030-01-01T00:00:00.000Z' }];
  return {
    sent,
    path: [...sent.map(({ fingerprint }) => fingerprint), 'd'.repeat(64)],
    complete: true,
    ordered: true,
    nameMatches: true,
    validations: [{ store: 'mozilla', trusted: true, error: null }],
    scts: [{ by: 'certificate', logId: 'e'.repeat(64), at: '2026-10-01T00:00:00.000Z' }],
    revocation: { status: 'good', by: 'ocsp', why: null },
    stapled: false,
    ...more,
  };
}

/** Validations of a chain that no store trusts. */
export const untrusted = (error: string): Partial<ChainFacts> => ({
  validations: [{ store: 'mozilla', trusted: false, error }],
  ...(error.startsWith('CERT_') ? {} : { path: [], complete: null }),
});

const TWO_YEARS = 63_072_000;

export function hsts(maxAge: number | null): NonNullable<ScanFacts['http']> {
  const state = maxAge === null ? 'absent' : maxAge === 0 ? 'disabled' : 'present';
  const header = maxAge === null ? null : `max-age=${maxAge}`;
  return {
    status: 200,
    server: null,
    redirect: null,
    hsts: { state, header, maxAge, includeSubDomains: false, preload: false },
  };
}

type Wish = Partial<Omit<ScanFacts, 'protocols' | 'weaknesses' | 'target'>> & {
  readonly protocols?: Partial<Record<TlsVersion, ProtocolFacts>>;
  readonly weaknesses?: Partial<ScanFacts['weaknesses']>;
  readonly target?: Partial<ScanFacts['target']>;
};

/** A server against which nothing can be said (n01 of the laboratory), and what is different. Protocols named replace all. */
export function facts(wish: Wish = {}): ScanFacts {
  const {
    protocols = { tls12: protocol(GOOD_TLS12), tls13: protocol(GOOD_TLS13) },
    weaknesses,
    target,
    ...rest
  } = wish;
  const none = Object.fromEntries(WEAKNESSES.map((id) => [id, { verdict: 'not_vulnerable', detail: null }]));
  const all = {
    ssl2: NOT_OFFERED,
    ssl3: NOT_OFFERED,
    tls10: NOT_OFFERED,
    tls11: NOT_OFFERED,
    tls12: NOT_OFFERED,
    tls13: NOT_OFFERED,
  };
  return factsSchema.parse({
    version: 1,
    target: { host: 'a.tls.test', port: 443, sni: 'a.tls.test', address: '127.0.0.1', starttls: null, ...target },
    startedAt: '2026-11-22T12:00:00.000Z',
    milliseconds: 40,
    connections: 19,
    roots: { node: '24.21.0', hash: 'f'.repeat(64) },
    protocols: { ...all, ...protocols },
    chains: [chain()],
    signatureSchemes: [],
    alpn: [],
    extendedMasterSecret: true,
    compression: false,
    fallbackScsv: true,
    downgradeSentinel: true,
    intolerances: [],
    renegotiation: { secure: true, clientInitiated: false },
    resumption: { ids: true, tickets: true, psk: true },
    dhReused: false,
    http: hsts(TWO_YEARS),
    simulations: [],
    probes: {},
    ...rest,
    weaknesses: { ...none, ...weaknesses },
  });
}
