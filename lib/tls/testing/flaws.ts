import {
  type ChainFacts,
  type ProtocolFacts,
  type ScanFacts,
  type TlsVersion,
  VERSIONS,
  type WeaknessId,
} from '@/lib/tls/facts';
import { type chain, hsts, protocol, rsa, suites, untrusted } from '@/lib/tls/testing/facts';

type Flaw = (facts: ScanFacts) => ScanFacts;

const leaf =
  (more: Parameters<typeof chain>[0]): Flaw =>
  (facts) => ({
    ...facts,
    chains: facts.chains.map((one) => ({
      ...one,
      sent: one.sent.map((link, at) => (at === 0 ? { ...link, ...more } : link)),
    })),
  });

const chains =
  (more: Partial<ChainFacts>): Flaw =>
  (facts) => ({ ...facts, chains: facts.chains.map((one) => ({ ...one, ...more })) });

const offering =
  (version: TlsVersion, offered: ProtocolFacts): Flaw =>
  (facts) => ({ ...facts, protocols: { ...facts.protocols, [version]: offered } });

/** Beside what TLS 1.2 has, at the end of it. */
const beside =
  (names: string, more: Partial<ProtocolFacts> = {}): Flaw =>
  (facts) => {
    const { tls12 } = facts.protocols;
    const ids = [...new Set([...tls12.suites, ...suites(names)])];
    return offering('tls12', { ...tls12, ...protocol(ids), dhBits: tls12.dhBits, ...more })(facts);
  };

/** In place of everything that TLS 1.2 and 1.3 have. */
const instead =
  (names: string): Flaw =>
  (facts) =>
    offering('tls13', protocol([]))(offering('tls12', protocol(suites(names)))(facts));

/** Nothing above this version. */
const only = (version: TlsVersion, facts: ScanFacts): ScanFacts =>
  VERSIONS.slice(VERSIONS.indexOf(version) + 1).reduce((seen, higher) => offering(higher, protocol([]))(seen), facts);

const vulnerable =
  (id: WeaknessId): Flaw =>
  (facts) => ({ ...facts, weaknesses: { ...facts.weaknesses, [id]: { verdict: 'vulnerable', detail: null } } });

const OLD = 'ECDHE-RSA-AES128-SHA';

/** What brings each rule about, as a change to a server against which nothing can be said. */
export const FLAWS: Readonly<Record<string, Flaw>> = {
  cert_expired: (facts) => leaf({ notAfter: '2026-11-01T00:00:00.000Z' })(chains(untrusted('CERT_HAS_EXPIRED'))(facts)),
  cert_not_yet_valid: (facts) =>
    leaf({ notBefore: '2026-11-30T00:00:00.000Z' })(chains(untrusted('CERT_NOT_YET_VALID'))(facts)),
  cert_self_signed: chains(untrusted('DEPTH_ZERO_SELF_SIGNED_CERT')),
  cert_untrusted: chains(untrusted('UNABLE_TO_VERIFY_LEAF_SIGNATURE')),
  cert_revoked: chains({ revocation: { status: 'revoked', by: 'crl', why: null } }),
  cert_sha1: leaf({ signature: { hash: 'sha1', kind: 'rsa' } }),
  cert_name: chains({ nameMatches: false }),
  ssl2: offering('ssl2', { ...protocol([0x10080]), groups: [] }),
  insecure_renegotiation: vulnerable('insecure_renegotiation'),
  key_broken: leaf({ key: rsa(768) }),
  dh_broken: beside('DHE-RSA-AES128-GCM-SHA256', { dhBits: 768 }),
  key_debian: leaf({ key: { ...rsa(2048), debianWeak: true } }),
  key_exponent: leaf({ key: rsa(2048, '1') }),
  cert_signature_broken: leaf({ signature: { hash: 'md5', kind: 'rsa' } }),
  ssl3_best: (facts) => offering('ssl3', protocol(suites('RC4-SHA')))(only('ssl3', facts)),
  rc4_only: instead('ECDHE-RSA-RC4-SHA'),
  poodle_tls: vulnerable('poodle_tls'),
  zombie_poodle: vulnerable('zombie_poodle'),
  golden_doodle: vulnerable('golden_doodle'),
  zero_length_oracle: vulnerable('zero_length_oracle'),
  sleeping_poodle: vulnerable('sleeping_poodle'),
  drown: vulnerable('ssl2_drown'),
  openssl_padding_oracle: vulnerable('openssl_padding_oracle'),
  robot: vulnerable('robot'),
  heartbleed: vulnerable('heartbleed'),
  ccs_injection: vulnerable('ccs_injection'),
  ticketbleed: vulnerable('ticketbleed'),
  anonymous: beside('ADH-AES128-SHA'),
  export: beside('TLS_RSA_EXPORT_WITH_RC4_40_MD5'),
  weak_cipher: beside('DES-CBC-SHA'),
  no_tls12: (facts) => offering('tls11', protocol(suites(OLD)))(only('tls11', facts)),
  poodle_ssl3: offering('ssl3', protocol(suites('AES128-SHA'))),
  crime: (facts) => ({ ...facts, compression: true }),
  rc4_negotiated: instead('ECDHE-RSA-RC4-SHA:ECDHE-RSA-AES128-GCM-SHA256'),
  small_block_negotiated: instead('ECDHE-RSA-DES-CBC3-SHA:ECDHE-RSA-AES128-GCM-SHA256'),
  key_small: leaf({ key: rsa(1024) }),
  dh_small: beside('DHE-RSA-AES128-GCM-SHA256', { dhBits: 1024 }),
  ssl3: offering('ssl3', protocol(suites('RC4-SHA'))),
  rc4: beside('RC4-SHA'),
  chain_incomplete: chains({ complete: false }),
  old_tls: offering('tls10', protocol(suites(OLD))),
  no_forward_secrecy: instead('AES128-GCM-SHA256'),
  no_aead: instead(OLD),
  no_tls13: offering('tls13', protocol([])),
  hsts_broken: (facts) => ({ ...facts, http: hsts(0) }),
  no_secure_renegotiation: (facts) => ({ ...facts, renegotiation: { secure: false, clientInitiated: false } }),
  fallback_scsv: (facts) => ({ ...facts, fallbackScsv: false }),
  hsts_absent: (facts) => ({ ...facts, http: hsts(null) }),
  hsts_short: (facts) => ({ ...facts, http: hsts(15_551_999) }),
  small_block: beside('ECDHE-RSA-DES-CBC3-SHA'),
  beast: offering('tls10', protocol(suites(OLD))),
  lucky13: beside(OLD),
  small_curve: beside(OLD, { groups: [{ id: 19, name: 'secp192r1', bits: 1536 }] }),
  client_renegotiation: (facts) => ({ ...facts, renegotiation: { secure: true, clientInitiated: true } }),
  intolerance: (facts) => ({ ...facts, intolerances: ['version'] }),
  suites_incomplete: beside(OLD, { complete: false }),
  chain_order: chains({ ordered: false }),
  own_store: chains({
    validations: [
      { store: 'mozilla', trusted: false, error: 'SELF_SIGNED_CERT_IN_CHAIN' },
      { store: 'ours', trusted: true, error: null },
    ],
  }),
  expires_soon: leaf({ notAfter: '2026-12-02T12:00:00.000Z' }),
  must_staple: leaf({ mustStaple: true }),
  scts_missing: chains({ scts: [] }),
};
