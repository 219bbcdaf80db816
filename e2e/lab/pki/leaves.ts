/** Kinds of keys; each is made once and shared by the leaves of that kind. */
export const KEYS = ['ec256', 'rsa2048', 'rsa1024', 'rsa768', 'rsa512', 'rsa-e1'] as const;
export type KeyKind = (typeof KEYS)[number];

/** A leaf as data. Days are counted from today. */
export type Leaf = {
  readonly key: KeyKind;
  /** DNS name of the SAN; `*.tls.test` fits every server. */
  readonly name: string;
  readonly issuer: 'intermediate' | 'root' | 'stranger' | 'self';
  readonly hash: 'sha256' | 'sha1' | 'md5';
  readonly from: number;
  readonly to: number;
  /** What is sent after the leaf. */
  readonly sends: 'intermediate' | 'nothing' | 'root too' | 'wrong order';
  readonly extensions: readonly string[];
};

const GOOD: Leaf = {
  key: 'rsa2048',
  name: '*.tls.test',
  issuer: 'intermediate',
  hash: 'sha256',
  from: -1,
  to: 89,
  sends: 'intermediate',
  extensions: [],
};

/** Every certificate of the laboratory by name; leaves of 90 days where nothing else is said. */
export const LEAVES: Readonly<Record<string, Leaf>> = {
  ec: { ...GOOD, key: 'ec256' },
  rsa: GOOD,
  'rsa-alone': { ...GOOD, sends: 'nothing' },
  'rsa-with-root': { ...GOOD, sends: 'root too' },
  'rsa-wrong-order': { ...GOOD, sends: 'wrong order' },
  elsewhere: { ...GOOD, name: 'www.elsewhere.test' },
  'not-yet': { ...GOOD, from: 3_000, to: 3_090 },
  expired: { ...GOOD, from: -100, to: -10 },
  'self-signed': { ...GOOD, issuer: 'self', sends: 'nothing' },
  stranger: { ...GOOD, issuer: 'stranger', sends: 'nothing' },
  'ten-days': { ...GOOD, key: 'ec256', from: -80, to: 10 },
  'five-years': { ...GOOD, key: 'ec256', to: 1_825 },
  sha1: { ...GOOD, hash: 'sha1' },
  md5: { ...GOOD, hash: 'md5' },
  'rsa-1024': { ...GOOD, key: 'rsa1024' },
  'rsa-768': { ...GOOD, key: 'rsa768' },
  'rsa-512': { ...GOOD, key: 'rsa512' },
  'exponent-1': { ...GOOD, key: 'rsa-e1' },
  revoked: GOOD,
  'must-staple': { ...GOOD, extensions: ['tlsfeature=status_request'] },
};
