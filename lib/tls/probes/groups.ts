import { sayHello } from '@/lib/tls/connect/hello';
import type { GroupFacts } from '@/lib/tls/facts';
import { eliminate } from '@/lib/tls/probes/eliminate';
import { bestOld, suitesOf } from '@/lib/tls/probes/found';
import { ALL_GROUPS, CURVES, offer } from '@/lib/tls/probes/offers';
import { done, type Probe, type ProbeContext, type ProbeResult } from '@/lib/tls/probes/types';
import { groupFacts } from '@/lib/tls/registry/groups';

type Versions = NonNullable<ProbeResult['versions']>;

/** TLS 1.3: without a key share, the server names a group that it would take. */
async function groups13({ connector, sni, found }: ProbeContext): Promise<Versions> {
  if (found.tls13.facts.offered !== true) return {};
  const { suites } = found.tls13.facts;
  const { chosen } = await eliminate(connector, {
    version: 'tls13',
    offers: ALL_GROUPS,
    offer: (groups) => ({ version: 'tls13', sni, suites, groups, noShare: true }),
    taken: ({ hello }) => hello.group,
  });
  return { tls13: { groups: chosen.map(({ id }) => groupFacts(id)) } };
}

/** Before it, ServerKeyExchange names the curve; the groups of DHE came with the enumeration and stay. */
async function groupsOld({ connector, sni, found }: ProbeContext): Promise<Versions> {
  const version = bestOld(found);
  if (version === null || version === 'ssl3') return {};
  const suites = suitesOf(found, version, (suite) => suite.kx === 'ECDHE');
  if (suites.length === 0) return {};
  const { chosen } = await eliminate(connector, {
    version,
    offers: CURVES,
    offer: (groups) => ({ version, sni, suites, groups }),
    taken: ({ flight }) => flight.keyExchange?.group.id ?? null,
  });
  const fields = found[version].facts.groups.filter(({ id }) => id === null);
  const curves: GroupFacts[] = chosen.map(({ id }) => groupFacts(id));
  return { [version]: { groups: curves.length === 0 ? found[version].facts.groups : [...curves, ...fields] } };
}

/** The public value of DHE, asked for once more: the same for the same prime is a key used again. */
async function reused({ connector, sni, found }: ProbeContext): Promise<boolean | null> {
  const version = bestOld(found);
  const before =
    version === null ? undefined : found[version].lists.flat().find(({ flight }) => flight.keyExchange?.dh);
  if (version === null || before === undefined) return null;
  const answer = await sayHello(connector, offer({ version, sni, suites: [before.id] }), true);
  if (answer.kind !== 'hello' || !answer.flight.keyExchange || !before.flight.keyExchange) return null;
  return answer.flight.keyExchange.publicKey.equals(before.flight.keyExchange.publicKey);
}

/** Groups of ECDHE, by elimination; sizes of DHE come from its parameters. */
export const groups: Probe = {
  id: 'groups',
  async run(context) {
    const [versions13, versionsOld, dhReused] = await Promise.all([
      groups13(context),
      groupsOld(context),
      reused(context),
    ]);
    return done({ versions: { ...versionsOld, ...versions13 }, facts: { dhReused } });
  },
};
