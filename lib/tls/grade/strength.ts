import type { CertificateFacts } from '@/lib/tls/facts';

/** Bits of an RSA key of like strength (NIST SP 800-57, 5.6.1.1, as SSL Labs counts), by bits of the curve. */
const CURVES: readonly (readonly [number, number])[] = [
  [160, 1024],
  [192, 1536],
  [224, 2048],
  [256, 3072],
  [384, 7680],
  [512, 15_360],
];

/** RSA-like strength of a certificate's key; null where its size is not known. */
export function keyStrength({ kind, bits }: CertificateFacts['key']): number | null {
  if (bits <= 0) return null;
  switch (kind) {
    case 'rsa':
    case 'dsa':
      return bits;
    case 'ed25519':
      return 3072;
    case 'ed448':
      return 7680;
    case 'ec':
      return CURVES.findLast(([curve]) => bits >= curve)?.[1] ?? 512;
    default:
      return null;
  }
}
