import type { Connector } from '@/lib/tls/connect/connector';
import { sayHello } from '@/lib/tls/connect/hello';
import type { ProtocolFacts } from '@/lib/tls/facts';
import { offer } from '@/lib/tls/probes/offers';
import type { Enumerated } from '@/lib/tls/probes/suites';
import { done, type Probe, type ProbeContext } from '@/lib/tls/probes/types';
import { suiteById } from '@/lib/tls/registry/suites';
import { RECORD_VERSIONS, type RecordVersion } from '@/lib/tls/wire/versions';

type Choose = (suites: readonly number[]) => Promise<number | null>;

function chooser(connector: Connector, version: RecordVersion, sni: string | null): Choose {
  return async (suites) => {
    const answer = await sayHello(connector, offer({ version, suites, sni }));
    return answer.kind === 'hello' && answer.hello.version === version && suites.includes(answer.hello.suite)
      ? answer.hello.suite
      : null;
  };
}

/** ChaCha20 last: some servers with an order of their own move it up for clients that put it first. */
function chachaLast(suites: readonly number[]): number[] {
  const isChaCha = (id: number) => suiteById(id)?.cipher === 'CHACHA20';
  return [...suites.filter((id) => !isChaCha(id)), ...suites.filter(isChaCha)];
}

/** The same choice from both ends of the list is the server's order; each time the first one is the client's. */
async function preferenceOf(choose: Choose, suites: readonly number[]): Promise<ProtocolFacts['preference']> {
  const forth = chachaLast(suites);
  const back = chachaLast([...suites].reverse());
  const [one, other] = await Promise.all([choose(forth), choose(back)]);
  if (one === null || other === null) return null;
  if (one === other) return 'server';
  return one === forth[0] && other === back[0] ? 'client' : null;
}

/** Merges lists that each stand in the server's order into one: the server picks among their heads. */
async function merge(choose: Choose, lists: readonly (readonly number[])[]): Promise<number[]> {
  const left = lists.map((list) => [...list]).filter((list) => list.length > 0);
  const merged: number[] = [];
  while (left.filter((list) => list.length > 0).length > 1) {
    const heads = left.flatMap((list) => list.slice(0, 1));
    const picked = await choose(heads);
    const from = left.find((list) => list[0] === picked);
    if (from === undefined) break;
    merged.push(...from.splice(0, 1));
  }
  return [...merged, ...left.flat()];
}

async function ofVersion({ connector, sni }: ProbeContext, version: RecordVersion, found: Enumerated) {
  const { suites } = found.facts;
  if (suites.length < 2) return null;
  const choose = chooser(connector, version, sni);
  const preference = await preferenceOf(choose, suites);
  const ids = found.lists.map((list) => list.map(({ id }) => id));
  return { version, facts: { preference, suites: preference === 'server' ? await merge(choose, ids) : suites } };
}

/** Whose order of suites decides, and the server's own order where it does. */
export const preference: Probe = {
  id: 'preference',
  async run(context) {
    const asked = await Promise.all(
      RECORD_VERSIONS.map((version) => ofVersion(context, version, context.found[version])),
    );
    const versions = Object.fromEntries(
      asked.flatMap((each) => (each === null ? [] : [[each.version, each.facts] as const])),
    );
    return done({ versions });
  },
};
