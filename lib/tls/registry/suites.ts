import rows from '@/lib/tls/registry/suites.json' with { type: 'json' };

/** How the key is agreed; `tls13` leaves it to groups. */
export type KeyExchange = 'RSA' | 'DH' | 'DHE' | 'ECDH' | 'ECDHE' | 'PSK' | 'KRB5' | 'SRP' | 'GOST' | 'PWD' | 'tls13';
/** Who proves himself, and by which kind of key; `any` in TLS 1.3. */
export type Authentication = 'RSA' | 'DSS' | 'ECDSA' | 'anon' | 'PSK' | 'KRB5' | 'SRP' | 'GOST' | 'PWD' | 'any';

export type Suite = {
  /** IANA's code point. */
  readonly id: number;
  readonly name: string;
  /** OpenSSL's name, which many tools and configurations use; null where OpenSSL never had it. */
  readonly openssl: string | null;
  readonly kx: KeyExchange;
  readonly auth: Authentication;
  readonly export: boolean;
  /** NULL, RC4, RC2, DES, DES40, 3DES, IDEA, SEED, AES, CAMELLIA, ARIA, CHACHA20, SM4, GOST, AEGIS … */
  readonly cipher: string;
  readonly mode: 'none' | 'stream' | 'cbc' | 'aead';
  /** Bits of secret in the cipher's key; 3DES counts 112, as SSL Labs counts it. */
  readonly bits: number;
  /** Hash of the MAC, lower case; null for an AEAD. */
  readonly mac: string | null;
  /** The PSK family needs a shared secret, which a scan has not. */
  readonly needsSecret: boolean;
};

const CIPHERS: readonly (readonly [RegExp, string, Suite['mode'], number])[] = [
  [/^NULL/, 'NULL', 'none', 0],
  [/^RC4_40/, 'RC4', 'stream', 40],
  [/^RC4_56/, 'RC4', 'stream', 56],
  [/^RC4_128/, 'RC4', 'stream', 128],
  [/^RC2_CBC_40/, 'RC2', 'cbc', 40],
  [/^RC2_CBC_56/, 'RC2', 'cbc', 56],
  [/^DES40_CBC|^DES_CBC_40/, 'DES', 'cbc', 40],
  [/^DES_CBC/, 'DES', 'cbc', 56],
  [/^3DES_EDE_CBC/, '3DES', 'cbc', 112],
  [/^IDEA_CBC/, 'IDEA', 'cbc', 128],
  [/^SEED_CBC/, 'SEED', 'cbc', 128],
  [/^(AES|CAMELLIA|ARIA)_128_CBC/, '$1', 'cbc', 128],
  [/^(AES|CAMELLIA|ARIA)_256_CBC/, '$1', 'cbc', 256],
  [/^(AES|CAMELLIA|ARIA)_128_(?:GCM|CCM)/, '$1', 'aead', 128],
  [/^(AES|CAMELLIA|ARIA)_256_(?:GCM|CCM)/, '$1', 'aead', 256],
  [/^CHACHA20_POLY1305/, 'CHACHA20', 'aead', 256],
  [/^SM4_/, 'SM4', 'aead', 128],
  [/^AEGIS_128L/, 'AEGIS', 'aead', 128],
  [/^AEGIS_256/, 'AEGIS', 'aead', 256],
  [/^(?:KUZNYECHIK|MAGMA)_MGM/, 'GOST', 'aead', 256],
  [/^(?:KUZNYECHIK|MAGMA|28147)/, 'GOST', 'stream', 256],
  [/^SHA(?:256|384)_/, 'NULL', 'none', 0],
];

const PLAIN: Readonly<Record<string, readonly [KeyExchange, Authentication]>> = {
  RSA: ['RSA', 'RSA'],
  RSA_FIPS: ['RSA', 'RSA'],
  PSK: ['PSK', 'PSK'],
  DHE_PSK: ['DHE', 'PSK'],
  PSK_DHE: ['DHE', 'PSK'],
  RSA_PSK: ['RSA', 'PSK'],
  ECDHE_PSK: ['ECDHE', 'PSK'],
  DH_anon: ['DHE', 'anon'],
  ECDH_anon: ['ECDHE', 'anon'],
  KRB5: ['KRB5', 'KRB5'],
  ECCPWD: ['PWD', 'PWD'],
  DH_DSS: ['DH', 'DSS'],
  DH_RSA: ['DH', 'RSA'],
  DHE_DSS: ['DHE', 'DSS'],
  DHE_RSA: ['DHE', 'RSA'],
  ECDH_ECDSA: ['ECDH', 'ECDSA'],
  ECDH_RSA: ['ECDH', 'RSA'],
  ECDHE_ECDSA: ['ECDHE', 'ECDSA'],
  ECDHE_RSA: ['ECDHE', 'RSA'],
};

/** What the names before WITH say; names of TLS 1.3 have no WITH. */
function agreement(words: string | null): readonly [KeyExchange, Authentication] {
  if (words === null) return ['tls13', 'any'];
  const bare = words.replace(/_EXPORT(?:1024)?$/, '');
  if (bare.startsWith('GOST')) return ['GOST', 'GOST'];
  if (bare.startsWith('SRP')) {
    return ['SRP', bare.endsWith('RSA') ? 'RSA' : bare.endsWith('DSS') ? 'DSS' : 'SRP'];
  }
  return PLAIN[bare] ?? ['tls13', 'any'];
}

/** Takes IANA's name of a suite apart: TLS_<key exchange>_WITH_<cipher>_<hash>. */
function read(row: (typeof rows)[number]): Suite {
  const name = row.name.slice('TLS_'.length);
  const [before, after] = name.includes('_WITH_') ? name.split('_WITH_') : [null, name];
  const [kx, auth] = agreement(before ?? null);
  const rest = after ?? '';
  const found = CIPHERS.find(([pattern]) => pattern.test(rest));
  const [pattern, cipher, mode, bits] = found ?? [/^/, rest, 'none' as const, 0];
  const mac =
    mode === 'aead' ? null : (/_(MD5|SHA|SHA256|SHA384|GOSTR3411|OMAC|IMIT)(?:_OLD)?$/.exec(rest)?.[1] ?? null);
  return {
    id: Number.parseInt(row.id, 16),
    name: row.name,
    openssl: row.openssl,
    kx,
    auth,
    export: before?.includes('EXPORT') ?? false,
    cipher: cipher.startsWith('$') ? (pattern.exec(rest)?.[1] ?? cipher) : cipher,
    mode,
    bits,
    mac: mac?.toLowerCase() ?? null,
    needsSecret: auth === 'PSK' || kx === 'SRP' || kx === 'KRB5' || kx === 'PWD',
  };
}

/** IANA's registry of TLS cipher suites (2026), and code points that deployed servers used without registration. */
export const SUITES: readonly Suite[] = rows.map(read);

const byId = new Map(SUITES.map((suite) => [suite.id, suite]));

export function suiteById(id: number): Suite | null {
  return byId.get(id) ?? null;
}

/** IANA's name, or the code point where nobody registered one. */
export function suiteName(id: number): string {
  return byId.get(id)?.name ?? `0x${id.toString(16).toUpperCase().padStart(4, '0')}`;
}

/** True for the suites that only TLS 1.3 can negotiate (RFC 8446, B.4; RFC 9150; RFC 9367). */
export function isTls13Suite(suite: Suite): boolean {
  return suite.kx === 'tls13' || (suite.id >= 0xc103 && suite.id <= 0xc106);
}

/** A suite with a fresh key agreed for each connection. */
export function isForwardSecret(suite: Suite): boolean {
  return suite.kx === 'DHE' || suite.kx === 'ECDHE' || isTls13Suite(suite);
}
