import { type ScanFacts, type TlsVersion, VERSIONS } from '@/lib/tls/facts';
import { isForwardSecret, suiteById, suiteName } from '@/lib/tls/registry/suites';

/** What a suite is worth at a glance: broken, weak (no AEAD, no forward secrecy, small blocks), or as it should be. */
export type Strength = 'good' | 'weak' | 'broken';

export type SuiteRow = {
  readonly id: number;
  readonly name: string;
  readonly openssl: string | null;
  readonly bits: number | null;
  readonly strength: Strength | null;
  /** In which protocols, with its place in the server's order, from 1. */
  readonly places: Readonly<Partial<Record<TlsVersion, number>>>;
};

const BROKEN = new Set(['NULL', 'RC4', 'RC2', 'DES', 'DES40']);

function strengthOf(id: number): Strength | null {
  const suite = suiteById(id);
  if (!suite) return null;
  if (suite.export || suite.auth === 'anon' || BROKEN.has(suite.cipher)) return 'broken';
  return suite.mode === 'aead' && isForwardSecret(suite) ? 'good' : 'weak';
}

/** Every suite that the server accepts, the newest protocol's first, in the server's order. */
export function suiteMatrix({ protocols }: Pick<ScanFacts, 'protocols'>): SuiteRow[] {
  const newestFirst = [...VERSIONS].reverse();
  const ids = [...new Set(newestFirst.flatMap((version) => protocols[version].suites))];
  return ids.map((id) => {
    const suite = suiteById(id);
    const places = newestFirst.flatMap((version) => {
      const place = protocols[version].suites.indexOf(id);
      return place < 0 ? [] : [[version, place + 1] as const];
    });
    return {
      id,
      name: suiteName(id),
      openssl: suite?.openssl ?? null,
      bits: suite?.bits ?? null,
      strength: strengthOf(id),
      places: Object.fromEntries(places),
    };
  });
}

/** Names of the suites that changes speak of, so that browsers need no table of them. */
export function namesOfSuites(ids: readonly number[]): Record<string, string> {
  return Object.fromEntries(ids.map((id) => [String(id), suiteName(id)]));
}
