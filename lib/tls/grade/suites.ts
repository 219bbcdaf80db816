import { CLIENTS } from '@/lib/tls/clients/client';
import { type ProtocolFacts, type ScanFacts, type TlsVersion, VERSIONS } from '@/lib/tls/facts';
import type { Params } from '@/lib/tls/grade/types';
import { isForwardSecret, type Suite, suiteById, suiteName } from '@/lib/tls/registry/suites';
import { offeredVersions, VERSION_NAMES } from '@/lib/tls/versions';

export type Offered = { readonly version: TlsVersion; readonly suite: Suite };

/** Suites of SSL 3 and later by what they are; those that nobody registered are left out. */
export function suitesOf(facts: ScanFacts): Offered[] {
  return VERSIONS.filter((version) => version !== 'ssl2').flatMap((version) =>
    facts.protocols[version].suites.flatMap((id) => {
      const suite = suiteById(id);
      return suite ? [{ version, suite }] : [];
    }),
  );
}

const NAMED = 4;

/** Suites as parameters of a message: `suites` names a few, `count` is their number. Null without any. */
export function namedSuites(facts: ScanFacts, is: (suite: Suite, version: TlsVersion) => boolean): Params | null {
  const found = suitesOf(facts).filter(({ suite, version }) => is(suite, version));
  const names = [...new Set(found.map(({ suite }) => suite.name))];
  if (names.length === 0) return null;
  return { suites: `${names.slice(0, NAMED).join(', ')}${names.length > NAMED ? ' …' : ''}`, count: names.length };
}

export function namedVersions(versions: readonly TlsVersion[]): string {
  return versions.map((version) => VERSION_NAMES[version]).join(', ');
}

/** One handshake: who asked, and what came of it. */
export type Negotiated = { readonly client: string; readonly version: TlsVersion; readonly suite: Suite };

/** What a client that offers everything gets: the server's first choice, or the client's where the server leaves it to it. */
function chosen({ suites, preference }: ProtocolFacts): Suite | null {
  const offered = suites.flatMap((id) => suiteById(id) ?? []);
  const modern = offered.find((suite) => suite.mode === 'aead' && isForwardSecret(suite));
  return (preference === 'client' ? modern : undefined) ?? offered[0] ?? null;
}

/** What today's clients get: by simulations, else by what the server does in its best version. */
export function negotiated(facts: ScanFacts): Negotiated[] {
  const simulated = facts.simulations.flatMap(({ client, current, version, suite }): Negotiated[] => {
    const known = suite === null ? null : suiteById(suite);
    return current && version && known ? [{ client, version, suite: known }] : [];
  });
  if (simulated.length > 0) return simulated;
  const best = offeredVersions(facts).at(-1);
  const suite = best && best !== 'ssl2' ? chosen(facts.protocols[best]) : null;
  return best && suite ? [{ client: '', version: best, suite }] : [];
}

const CLIENT_NAMES = new Map(CLIENTS.map(({ id, name }) => [id, name]));

/** The first clients whose handshake is so, as parameters; null without any. `client` is empty without simulations. */
export function namedClients(facts: ScanFacts, is: (handshake: Negotiated) => boolean): Params | null {
  const found = negotiated(facts).filter(is);
  const [first] = found;
  if (!first) return null;
  const clients = found.map(({ client }) => CLIENT_NAMES.get(client) ?? client).filter((client) => client !== '');
  return {
    suite: suiteName(first.suite.id),
    version: VERSION_NAMES[first.version],
    clients: `${clients.slice(0, NAMED).join(', ')}${clients.length > NAMED ? ' …' : ''}`,
    count: clients.length,
  };
}

/** TLS 1.1 and later, where better suites were at hand. */
export function isRecent(version: TlsVersion): boolean {
  return version === 'tls11' || version === 'tls12' || version === 'tls13';
}

export function hasSmallBlock({ cipher }: Suite): boolean {
  return cipher === '3DES' || cipher === 'IDEA';
}
