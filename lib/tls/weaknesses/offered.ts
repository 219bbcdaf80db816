import type { TlsVersion } from '@/lib/tls/facts';
import { type Suite, suiteById } from '@/lib/tls/registry/suites';
import { inconclusive, type KnownFacts, safe, vulnerable, type WeaknessFact } from '@/lib/tls/weaknesses/types';

export const BEFORE_TLS13 = ['ssl3', 'tls10', 'tls11', 'tls12'] as const satisfies readonly TlsVersion[];

const MAX_NAMES = 3;

/** Some names, and how many more there are. */
export function listed(names: readonly string[]): string {
  const rest = names.length - MAX_NAMES;
  return names.slice(0, MAX_NAMES).join(', ') + (rest > 0 ? ` +${rest}` : '');
}

/** Suites of these versions that fit, each once. */
export function suitesOffered(
  { protocols }: KnownFacts,
  versions: readonly TlsVersion[],
  fits: (suite: Suite) => boolean,
): Suite[] {
  const ids = new Set(versions.flatMap((version) => protocols[version].suites));
  return [...ids].flatMap((id) => suiteById(id) ?? []).filter(fits);
}

/** Everything that these versions offer is known. */
export function allKnown({ protocols }: KnownFacts, versions: readonly TlsVersion[]): boolean {
  return versions.every((version) => {
    const { offered, complete } = protocols[version];
    return offered === false || (offered === true && complete);
  });
}

/** Vulnerable where one such suite is offered; safe only where the enumeration saw everything. */
export function judgeSuites(
  known: KnownFacts,
  versions: readonly TlsVersion[],
  fits: (suite: Suite) => boolean,
): WeaknessFact {
  const found = suitesOffered(known, versions, fits);
  if (found.length > 0) return vulnerable(listed(found.map(({ name }) => name)));
  return allKnown(known, versions) ? safe() : inconclusive('suites_not_all_known');
}
