import {
  type CertificateFacts,
  type ChainFacts,
  factsSchema,
  type ScanFacts,
  VERSIONS,
  WEAKNESSES,
} from '@/lib/tls/facts';

const HASH = 'a'.repeat(64);

export function aCertificate(more: Partial<CertificateFacts> = {}): CertificateFacts {
  return {
    fingerprint: HASH,
    keyHash: 'b'.repeat(64),
    subject: 'CN=shop.example',
    issuer: 'CN=Intermediate',
    serial: '01',
    names: ['shop.example'],
    notBefore: '2026-10-01T00:00:00.000Z',
    notAfter: '2026-12-30T00:00:00.000Z',
    key: { kind: 'ec', bits: 256, curve: 'prime256v1', exponent: null, debianWeak: null },
    signature: { hash: 'sha256', kind: 'ec' },
    isCa: false,
    mustStaple: false,
    ocsp: [],
    crl: [],
    caIssuers: [],
    ...more,
  };
}

export function aChain(more: Partial<ChainFacts> = {}): ChainFacts {
  return {
    sent: [aCertificate()],
    path: [HASH],
    complete: true,
    ordered: true,
    nameMatches: true,
    validations: [{ store: 'mozilla', trusted: true, error: null }],
    scts: [],
    revocation: { status: 'not_checked', by: null, why: 'none_offered' },
    stapled: false,
    ...more,
  };
}

const off = { offered: false, suites: [], complete: true, preference: null, groups: [], dhBits: null };

/** A good server: TLS 1.2 and 1.3 with AEAD, a trusted certificate, HSTS for two years. */
export function someFacts(more: Partial<ScanFacts> = {}): ScanFacts {
  const weaknesses = WEAKNESSES.map((id) => [id, { verdict: 'not_vulnerable', detail: null }] as const);
  const protocols = {
    ...Object.fromEntries(VERSIONS.map((version) => [version, off])),
    tls12: { ...off, offered: true, suites: [0xc02b, 0xc02c], preference: 'server' },
    tls13: { ...off, offered: true, suites: [0x1301, 0x1302], preference: 'server' },
  };
  const hsts = {
    state: 'present',
    header: 'max-age=63072000',
    maxAge: 63_072_000,
    includeSubDomains: false,
    preload: false,
  };
  return factsSchema.parse({
    version: 1,
    target: { host: 'shop.example', port: 443, sni: null, address: '203.0.113.5', starttls: null },
    startedAt: '2026-11-22T12:00:00.000Z',
    milliseconds: 420,
    connections: 19,
    roots: { node: 'v24.21.0', hash: HASH },
    protocols,
    chains: [aChain()],
    signatureSchemes: [0x0403],
    alpn: ['h2', 'http/1.1'],
    extendedMasterSecret: true,
    compression: false,
    fallbackScsv: true,
    downgradeSentinel: true,
    intolerances: [],
    renegotiation: { secure: true, clientInitiated: false },
    resumption: { ids: false, tickets: true, psk: true },
    dhReused: null,
    http: { status: 200, server: 'nginx', redirect: null, hsts },
    weaknesses: Object.fromEntries(weaknesses),
    simulations: [],
    probes: { suites: { state: 'done', why: null, milliseconds: 120, connections: 12 } },
    ...more,
  });
}

/** Nobody was there: every protocol unknown, and probes that say why. */
export function unreachedFacts(why: string): ScanFacts {
  const unknown = { ...off, offered: null, complete: false };
  const unseen = WEAKNESSES.map((id) => [id, { verdict: 'not_checked', detail: null }] as const);
  return someFacts({
    protocols: factsSchema.shape.protocols.parse(Object.fromEntries(VERSIONS.map((version) => [version, unknown]))),
    chains: [],
    http: null,
    weaknesses: factsSchema.shape.weaknesses.parse(Object.fromEntries(unseen)),
    probes: { suites: { state: 'failed', why, milliseconds: 5_000, connections: 1 } },
  });
}
