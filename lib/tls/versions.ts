import { type ScanFacts, type TlsVersion, VERSIONS } from '@/lib/tls/facts';

/** Proper names of the protocols, the same in all languages. */
export const VERSION_NAMES: Readonly<Record<TlsVersion, string>> = {
  ssl2: 'SSL 2',
  ssl3: 'SSL 3',
  tls10: 'TLS 1.0',
  tls11: 'TLS 1.1',
  tls12: 'TLS 1.2',
  tls13: 'TLS 1.3',
};

/** Versions that the server speaks, worst first. */
export function offeredVersions(facts: ScanFacts): TlsVersion[] {
  return VERSIONS.filter((version) => facts.protocols[version].offered === true);
}
