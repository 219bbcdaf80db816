import type { ScanFacts } from '@/lib/tls/facts';
import { enumerateSuites } from '@/lib/tls/probes/suites';
import type { FakeOptions } from '@/lib/tls/testing/fake-options';
import { type FakeServer, startFakeServer } from '@/lib/tls/testing/fake-server';
import { issue, rsaPair } from '@/lib/tls/testing/pki';
import { connectorTo } from '@/lib/tls/testing/servers';
import { runWeaknesses } from '@/lib/tls/weaknesses/run';

const leaf = issue({ name: 'fake.tls.test', pair: rsaPair(2048) });

export type Verdicts = Readonly<Record<string, ScanFacts['weaknesses']['robot']>>;

/** Verdicts of all probes that ask, on a server of the loopback; its suites may be looked up at another port. */
export async function verdictsAt(port: number, milliseconds = 20_000, suitesAt = port): Promise<Verdicts> {
  const found = await enumerateSuites(connectorTo({ port: suitesAt }), null);
  const connector = connectorTo({ port }, { milliseconds });
  const context = { connector, sni: null, found, signal: connector.signal };
  const outcomes = await runWeaknesses(
    context,
    () => null,
    () => undefined,
  );
  return Object.fromEntries(outcomes.map(({ id, fact }) => [id, fact]));
}

/** A server of ours with an RSA key and, unless said otherwise, one suite of each key exchange. */
export function fakeServer(options: Partial<FakeOptions> = {}): Promise<FakeServer> {
  return startFakeServer({ key: leaf.pair.privateKey, chain: [leaf.der], suites: [0xc013, 0x002f], ...options });
}

/** Verdicts on a server of ours, which is stopped afterwards; the sockets that the probes left open are counted. */
export async function verdictsOf(options: Partial<FakeOptions>): Promise<{ verdicts: Verdicts; left: number }> {
  const server = await fakeServer(options);
  try {
    const verdicts = await verdictsAt(server.port);
    await new Promise((resolve) => setTimeout(resolve, 50));
    return { verdicts, left: server.open() };
  } finally {
    await server.stop();
  }
}
