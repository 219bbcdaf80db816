import type { Connector } from '@/lib/tls/connect/connector';
import type { ProtocolFacts } from '@/lib/tls/facts';
import { type Choice, type Elimination, eliminate } from '@/lib/tls/probes/eliminate';
import { RENEGOTIATION_SCSV, suiteLists } from '@/lib/tls/probes/offers';
import { RECORD_VERSIONS, type RecordVersion } from '@/lib/tls/wire/versions';

/** What the elimination of one version found: its facts, and every answer for the probes that come after. */
export type Enumerated = {
  readonly facts: ProtocolFacts;
  /** Suites chosen, one list after the other; within a list in the order in which the server chose. */
  readonly lists: readonly (readonly Choice[])[];
  readonly spoke: boolean;
  /** Why not all is known; null where it is. */
  readonly why: string | null;
};

export type Enumeration = Readonly<Record<RecordVersion, Enumerated>>;

/** SSL 3 has no extensions: the SCSV tells a server there that renegotiation is understood. */
function withScsv(version: RecordVersion, suites: readonly number[]): readonly number[] {
  return version === 'ssl3' ? [...suites, RENEGOTIATION_SCSV] : suites;
}

function run(connector: Connector, version: RecordVersion, sni: string | null, list: readonly number[]) {
  return eliminate(connector, {
    version,
    offers: list,
    offer: (left) => ({ version, sni, suites: withScsv(version, left) }),
    taken: ({ hello }) => hello.suite,
  });
}

/** The first list of a version, and the others unless it settled that nobody speaks the version, or nobody is there. */
async function enumerateVersion(connector: Connector, version: RecordVersion, sni: string | null): Promise<Enumerated> {
  const [first = [], ...others] = suiteLists(version);
  const begun = await run(connector, version, sni, first);
  const settled = begun.ending === 'other_version' || (begun.ending === 'unknown' && begun.chosen.length === 0);
  const rest = settled ? [] : await Promise.all(others.map((list) => run(connector, version, sni, list)));
  return summary([begun, ...rest], settled);
}

function summary(runs: readonly Elimination[], settled: boolean): Enumerated {
  const chosen = runs.flatMap((run) => run.chosen);
  const unknown = runs.find((run) => run.ending === 'unknown');
  const offered = chosen.length > 0 ? true : unknown === undefined ? false : null;
  return {
    facts: {
      offered,
      suites: chosen.map(({ id }) => id),
      complete: unknown === undefined && (chosen.length === 0 || !settled),
      preference: null,
      groups: groupsOf(chosen),
      dhBits: dhBitsOf(chosen),
    },
    lists: runs.map((run) => run.chosen),
    spoke: runs.some((run) => run.spoke),
    why: unknown?.why ?? null,
  };
}

function groupsOf(chosen: readonly Choice[]): ProtocolFacts['groups'] {
  const found = new Map<string, ProtocolFacts['groups'][number]>();
  for (const { flight } of chosen) {
    if (flight.keyExchange !== null) found.set(flight.keyExchange.group.name, flight.keyExchange.group);
  }
  return [...found.values()];
}

function dhBitsOf(chosen: readonly Choice[]): number | null {
  const sizes = chosen.flatMap(({ flight }) =>
    flight.keyExchange?.dh === null || flight.keyExchange === null ? [] : [flight.keyExchange.group.bits],
  );
  return sizes.length === 0 ? null : Math.min(...sizes);
}

/**
 * Which versions and suites a server accepts, all versions side by side. A server that never said a word of TLS offers
 * nothing that is known: `offered` stays null.
 */
export async function enumerateSuites(connector: Connector, sni: string | null): Promise<Enumeration> {
  const found = await Promise.all(RECORD_VERSIONS.map((version) => enumerateVersion(connector, version, sni)));
  const spoke = found.some((version) => version.spoke);
  const entries = found.map((version) =>
    spoke ? version : { ...version, facts: { ...version.facts, offered: null, complete: false } },
  );
  const [ssl3, tls10, tls11, tls12, tls13] = entries;
  if (!ssl3 || !tls10 || !tls11 || !tls12 || !tls13) throw new TypeError('one enumeration per version');
  return { ssl3, tls10, tls11, tls12, tls13 };
}
