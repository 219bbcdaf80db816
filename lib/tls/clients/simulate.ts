import { CLIENTS, type Client } from '@/lib/tls/clients/client';
import { helloOf } from '@/lib/tls/clients/client-hello';
import type { Connector } from '@/lib/tls/connect/connector';
import { type Answer, sayHello } from '@/lib/tls/connect/hello';
import type { SimulationFacts } from '@/lib/tls/facts';
import { sniOf } from '@/lib/tls/probes/offers';
import { done, type Probe } from '@/lib/tls/probes/types';
import { groupFacts } from '@/lib/tls/registry/groups';
import { VERSION_CODES } from '@/lib/tls/wire/versions';

type Outcome = Pick<SimulationFacts, 'version' | 'suite' | 'group' | 'failure'>;

const failed = (failure: string): Outcome => ({ version: null, suite: null, group: null, failure });

/** Versions that the client takes: by its list, or everything up to the version of its hello. */
function takes(client: Client, code: number): boolean {
  return client.versions.length > 0 ? client.versions.includes(code) : code <= client.hello;
}

/** What the client would make of the answer: it refuses what it never offered, and groups that are too small for it. */
export function outcome(client: Client, answer: Answer): Outcome {
  if (answer.kind === 'alert') return failed(answer.alert.name);
  if (answer.kind === 'closed') return failed('closed');
  if (answer.kind === 'silent') return failed('timeout');
  if (answer.kind !== 'hello') return failed(answer.why);
  const { hello, flight } = answer;
  const { version } = hello;
  if (version === null || version === 'ssl2' || !takes(client, VERSION_CODES[version])) {
    return failed('protocol_version');
  }
  if (!client.suites.includes(hello.suite)) return failed('illegal_parameter');
  const group = hello.group === null ? (flight.keyExchange?.group ?? null) : groupFacts(hello.group);
  const small = flight.keyExchange?.dh && client.minDh !== null && flight.keyExchange.group.bits < client.minDh;
  return { version, suite: hello.suite, group, failure: small ? 'dh_too_small' : null };
}

async function simulate(connector: Connector, client: Client, sni: string | null): Promise<SimulationFacts> {
  const host = sniOf(sni).length === 0 ? null : sni;
  const answer = await sayHello(connector, helloOf(client, host), true);
  return { client: client.id, current: client.current, ...outcome(client, answer) };
}

/** Says the hello of each well-known client and notes what it would have got: "negotiated" in the grade means this. */
export const simulations: Probe = {
  id: 'simulations',
  async run({ connector, sni }) {
    const found = await Promise.all(CLIENTS.map((client) => simulate(connector, client, sni)));
    const silent = found.some(({ failure }) => failure === 'timeout');
    if (silent) return { state: 'inconclusive', why: 'timeout', facts: { simulations: found } };
    return done({ facts: { simulations: found } });
  },
};
