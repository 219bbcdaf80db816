import type { ScanFacts } from '@/lib/tls/facts';
import type { Found } from '@/lib/tls/grade/types';
import { groupById } from '@/lib/tls/registry/groups';
import { offeredVersions } from '@/lib/tls/versions';

/** Bits of the smallest finite-field group that was used; null without DHE. */
function smallestField(facts: ScanFacts): number | null {
  const sizes = offeredVersions(facts).flatMap((version) => facts.protocols[version].dhBits ?? []);
  return sizes.length === 0 ? null : Math.min(...sizes);
}

/** The smallest group as parameters, where it lies within [from, below). */
export function fieldWithin(facts: ScanFacts, from: number, below: number): Found {
  const bits = smallestField(facts);
  return bits !== null && bits >= from && bits < below ? { bits } : null;
}

/** Curves of less strength than an RSA key of `below` bits, by name. */
export function smallCurves(facts: ScanFacts, below: number): string[] {
  const groups = offeredVersions(facts).flatMap((version) => facts.protocols[version].groups);
  const small = groups.filter(({ id, bits }) => id !== null && groupById(id)?.kind === 'curve' && bits < below);
  return [...new Set(small.map(({ name }) => name))];
}
