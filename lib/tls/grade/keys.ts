import type { CertificateFacts, ScanFacts } from '@/lib/tls/facts';
import { withChains } from '@/lib/tls/grade/mend';
import { keyStrength } from '@/lib/tls/grade/strength';
import type { Found } from '@/lib/tls/grade/types';

type Key = CertificateFacts['key'];

/** The first leaf with such a key, as parameters. */
export function namedKey({ chains }: ScanFacts, is: (key: Key) => boolean): Found {
  const leaf = chains.flatMap(({ sent }) => sent.slice(0, 1)).find(({ key }) => is(key));
  return leaf ? { subject: leaf.subject, bits: leaf.key.bits, kind: leaf.key.kind.toUpperCase() } : null;
}

/** Strength within [from, below), as an RSA key counts; a size that is not known is in no range. */
export function isWithin(key: Key, from: number, below: number): boolean {
  const strength = keyStrength(key);
  return strength !== null && strength >= from && strength < below;
}

/** The same server with good keys where they were so. */
export function withKeys(facts: ScanFacts, is: (key: Key) => boolean): ScanFacts {
  const good: Key = { kind: 'ec', bits: 256, curve: 'secp256r1', exponent: null, debianWeak: false };
  return withChains(facts, (chain) => ({
    ...chain,
    sent: chain.sent.map((link, index) => (index === 0 && is(link.key) ? { ...link, key: good } : link)),
  }));
}
