import { z } from 'zod';

/**
 * What a server did when it was asked: the facts of one scan, apart from what a rule set says of them (grade/). `null` is
 * "not known", never "no". Kept as JSON with each scan and read back through this schema; a change of shape raises `version`.
 */

export const VERSIONS = ['ssl2', 'ssl3', 'tls10', 'tls11', 'tls12', 'tls13'] as const;
export type TlsVersion = (typeof VERSIONS)[number];

export const STARTTLS = ['smtp', 'imap', 'pop3', 'ftp', 'ldap', 'postgres', 'xmpp'] as const;
export type StartTls = (typeof STARTTLS)[number];

/** RFC 8446, section 4.2.7 and the IANA registry of groups: the code point, and the bits of a finite-field group. */
const group = z.object({ id: z.number().int().nullable(), name: z.string(), bits: z.number().int() });

/**
 * What one protocol version offers. `suites` are IANA code points (SSL 2: three-byte kinds) in the order in which the server
 * chose them. `complete` is false where the enumeration ended early (limit, deadline, a server that stopped answering).
 */
const protocol = z.object({
  offered: z.boolean().nullable(),
  suites: z.array(z.number().int()),
  complete: z.boolean(),
  /** Whose order decides; null where one suite alone is offered, or nobody could tell. */
  preference: z.enum(['server', 'client']).nullable(),
  /** Groups of ECDHE and DHE that the server used in this version. */
  groups: z.array(group),
  /** The smallest finite-field group that the server sent, in bits; null without DHE. */
  dhBits: z.number().int().nullable(),
});

const validation = z.object({
  /** Named store: "mozilla" or a team's own. */
  store: z.string(),
  trusted: z.boolean(),
  /** OpenSSL's name of the error (CERT_HAS_EXPIRED, SELF_SIGNED_CERT_IN_CHAIN …); null when trusted. */
  error: z.string().nullable(),
});

export const REVOCATION = ['good', 'revoked', 'not_checked'] as const;

const certificate = z.object({
  /** SHA-256 of the DER, hex. */
  fingerprint: z.string(),
  /** SHA-256 of the SubjectPublicKeyInfo, hex: the same key on two hosts (DROWN). */
  keyHash: z.string(),
  subject: z.string(),
  issuer: z.string(),
  serial: z.string(),
  /** DNS names and addresses of the SAN. */
  names: z.array(z.string()),
  notBefore: z.iso.datetime(),
  notAfter: z.iso.datetime(),
  key: z.object({
    kind: z.enum(['rsa', 'ec', 'dsa', 'ed25519', 'ed448', 'other']),
    bits: z.number().int(),
    /** Name of the curve. */
    curve: z.string().nullable(),
    /** RSA's public exponent, decimal. */
    exponent: z.string().nullable(),
    /** The key is on Debian's list of weak keys (CVE-2008-0166); null: not compared. */
    debianWeak: z.boolean().nullable(),
  }),
  /** Hash of the signature, lower case (sha256, sha1, md5 …), and the kind of key that signed. */
  signature: z.object({ hash: z.string(), kind: z.string() }),
  isCa: z.boolean(),
  mustStaple: z.boolean(),
  ocsp: z.array(z.string()),
  crl: z.array(z.string()),
  caIssuers: z.array(z.string()),
});

/** A chain as the server sent it, and what became of its validation. */
const chain = z.object({
  /** Leaf first. */
  sent: z.array(certificate),
  /** Fingerprints from leaf to root as validated; empty where no path was found. */
  path: z.array(z.string()),
  /** The chain was complete as sent; null where no path was found at all. */
  complete: z.boolean().nullable(),
  /** Each certificate sent is signed by the next; false: wrong order or strangers in between. */
  ordered: z.boolean(),
  nameMatches: z.boolean(),
  validations: z.array(validation),
  /** SCTs by where they came from. */
  scts: z.array(
    z.object({ by: z.enum(['certificate', 'handshake', 'staple']), logId: z.string(), at: z.iso.datetime() }),
  ),
  revocation: z.object({
    status: z.enum(REVOCATION),
    by: z.enum(['staple', 'ocsp', 'crl']).nullable(),
    /** Why it was not checked: none offered, unreachable, signature, outdated, refused address … */
    why: z.string().nullable(),
  }),
  stapled: z.boolean(),
});

export const WEAKNESSES = [
  'ssl2_drown',
  'poodle_ssl3',
  'poodle_tls',
  'zombie_poodle',
  'golden_doodle',
  'zero_length_oracle',
  'sleeping_poodle',
  'openssl_padding_oracle',
  'beast',
  'crime',
  'freak',
  'logjam',
  'sweet32',
  'rc4',
  'lucky13',
  'heartbleed',
  'ccs_injection',
  'ticketbleed',
  'robot',
  'insecure_renegotiation',
] as const;
export type WeaknessId = (typeof WEAKNESSES)[number];

export const VERDICTS = ['vulnerable', 'not_vulnerable', 'not_applicable', 'inconclusive', 'not_checked'] as const;
export type Verdict = (typeof VERDICTS)[number];

/** One ClientHello of a well-known client (clients/), and what the server made of it. */
const simulation = z.object({
  client: z.string(),
  /** Clients that are in use today; the others show what older ones would get. */
  current: z.boolean(),
  version: z.enum(VERSIONS).nullable(),
  suite: z.number().int().nullable(),
  group: group.nullable(),
  /** Why there was no handshake: the alert's name, closed, timeout; null where there was one. */
  failure: z.string().nullable(),
});

const hsts = z.object({
  state: z.enum(['absent', 'disabled', 'invalid', 'present']),
  /** The header as it came, at most 200 characters. */
  header: z.string().nullable(),
  maxAge: z.number().int().nullable(),
  includeSubDomains: z.boolean(),
  preload: z.boolean(),
});

/** How a probe went: a server that does not answer leaves facts unknown, and here is why. */
const probeRun = z.object({
  state: z.enum(['done', 'inconclusive', 'not_applicable', 'switched_off', 'failed']),
  why: z.string().nullable(),
  milliseconds: z.number(),
  connections: z.number().int(),
});

export const factsSchema = z.object({
  version: z.literal(1),
  target: z.object({
    host: z.string(),
    port: z.number().int(),
    sni: z.string().nullable(),
    /** The address that all connections of the scan went to. */
    address: z.string(),
    starttls: z.enum(STARTTLS).nullable(),
  }),
  startedAt: z.iso.datetime(),
  milliseconds: z.number(),
  connections: z.number().int(),
  /** Node's version and the SHA-256 of its list of roots: a chain's trust may change with them. */
  roots: z.object({ node: z.string(), hash: z.string() }),
  protocols: z.record(z.enum(VERSIONS), protocol),
  /** What a modern client (all versions, its usual suites) gets, per RFC 8446 negotiation. */
  chains: z.array(chain),
  signatureSchemes: z.array(z.number().int()),
  alpn: z.array(z.string()).nullable(),
  extendedMasterSecret: z.boolean().nullable(),
  compression: z.boolean().nullable(),
  fallbackScsv: z.boolean().nullable(),
  downgradeSentinel: z.boolean().nullable(),
  /** Versions, extensions, groups or suites nobody knows (RFC 8701) that the server did not ignore. */
  intolerances: z.array(z.enum(['version', 'extension', 'group', 'suite', 'long_hello'])),
  renegotiation: z.object({ secure: z.boolean().nullable(), clientInitiated: z.boolean().nullable() }),
  resumption: z.object({ ids: z.boolean().nullable(), tickets: z.boolean().nullable(), psk: z.boolean().nullable() }),
  /** Public parameters of DHE came twice the same. */
  dhReused: z.boolean().nullable(),
  http: z
    .object({ status: z.number().int(), server: z.string().nullable(), redirect: z.string().nullable(), hsts })
    .nullable(),
  weaknesses: z.record(z.enum(WEAKNESSES), z.object({ verdict: z.enum(VERDICTS), detail: z.string().nullable() })),
  simulations: z.array(simulation),
  probes: z.record(z.string(), probeRun),
});

export type ScanFacts = z.infer<typeof factsSchema>;
export type ProtocolFacts = z.infer<typeof protocol>;
export type ChainFacts = z.infer<typeof chain>;
export type CertificateFacts = z.infer<typeof certificate>;
export type SimulationFacts = z.infer<typeof simulation>;
export type GroupFacts = z.infer<typeof group>;
