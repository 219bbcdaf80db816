import { groupFacts } from '@/lib/tls/registry/groups';

/** Suites of TLS 1.2 with AEAD and forward secrecy, for RSA and EC keys (RFC 9325, 4.2), and those of TLS 1.3. */
export const ADVISED_SUITES = {
  tls12: [0xc02b, 0xc02f, 0xc02c, 0xc030, 0xcca9, 0xcca8],
  tls13: [0x1301, 0x1302, 0x1303],
} as const;
export type AdvisedVersion = keyof typeof ADVISED_SUITES;

export const X25519 = groupFacts(29);
/** And P-256 and P-384. */
export const ADVISED_GROUPS = [X25519, groupFacts(23), groupFacts(24)];

/** A year. */
export const HSTS_SECONDS = 31_536_000;
