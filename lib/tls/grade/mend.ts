import {
  type CertificateFacts,
  type ChainFacts,
  type ProtocolFacts,
  type ScanFacts,
  type TlsVersion,
  VERSIONS,
  type WeaknessId,
} from '@/lib/tls/facts';
import { groupFacts } from '@/lib/tls/registry/groups';
import { type Suite, suiteById } from '@/lib/tls/registry/suites';
import { offeredVersions } from '@/lib/tls/versions';

/** Suites that today's guidance starts with (RFC 9325): with AEAD and forward secrecy, for RSA and EC keys. */
const GOOD: Readonly<Record<'tls12' | 'tls13', readonly number[]>> = {
  tls12: [0xc02b, 0xc02f, 0xc02c, 0xc030],
  tls13: [0x1301, 0x1302, 0x1303],
};
const X25519 = 29;

/** The same server, with a version offered that begins with good suites. */
export function withVersion(facts: ScanFacts, version: 'tls12' | 'tls13'): ScanFacts {
  const before = facts.protocols[version];
  const better: ProtocolFacts = {
    ...before,
    offered: true,
    suites: [...new Set([...GOOD[version], ...before.suites])],
    groups: before.groups.length > 0 ? before.groups : [groupFacts(X25519)],
  };
  return preferring({ ...facts, protocols: { ...facts.protocols, [version]: better } }, version);
}

/** Clients that know the version get its first suite; whether they do is told by what they got before. */
function preferring(facts: ScanFacts, version: 'tls12' | 'tls13'): ScanFacts {
  const simulations = facts.simulations.map((simulation) => {
    const better = !simulation.version || VERSIONS.indexOf(simulation.version) <= VERSIONS.indexOf(version);
    if (!simulation.current || !better) return simulation;
    return { ...simulation, version, suite: GOOD[version][0] ?? null, group: groupFacts(X25519), failure: null };
  });
  return { ...facts, simulations };
}

const NONE = { offered: false, suites: [], complete: true, preference: null, groups: [], dhBits: null } as const;

/** Without these versions; TLS 1.2 comes in their place where no other is left. */
export function withoutVersions(facts: ScanFacts, versions: readonly TlsVersion[]): ScanFacts {
  const protocols = { ...facts.protocols };
  for (const version of versions) protocols[version] = { ...NONE, suites: [], groups: [] };
  return standing({ ...facts, protocols });
}

/** Without these suites; a version that has no other left is no longer offered. */
export function withoutSuites(facts: ScanFacts, bad: (suite: Suite) => boolean): ScanFacts {
  const protocols = { ...facts.protocols };
  for (const version of VERSIONS) {
    const { suites } = protocols[version];
    if (version === 'ssl2' || suites.length === 0) continue;
    const left = suites.filter((id) => !isBad(id, bad));
    protocols[version] =
      left.length === 0 ? { ...NONE, suites: [], groups: [] } : { ...protocols[version], suites: left };
  }
  return standing({ ...facts, protocols });
}

function isBad(id: number, bad: (suite: Suite) => boolean): boolean {
  const suite = suiteById(id);
  return suite !== null && bad(suite);
}

/** Handshakes that are no longer possible end in the best that is left. */
function standing(facts: ScanFacts): ScanFacts {
  const best = offeredVersions(facts).at(-1);
  if (!best) return withVersion(facts, 'tls12');
  const first = facts.protocols[best].suites[0] ?? null;
  const simulations = facts.simulations.map((simulation) => {
    const { version, suite } = simulation;
    if (!version || suite === null || facts.protocols[version].suites.includes(suite)) return simulation;
    const same = facts.protocols[version].suites[0];
    return same === undefined ? { ...simulation, version: best, suite: first } : { ...simulation, suite: same };
  });
  return { ...facts, simulations };
}

export function withWeaknessMended(facts: ScanFacts, id: WeaknessId): ScanFacts {
  const mended = { verdict: 'not_vulnerable', detail: null } as const;
  return { ...facts, weaknesses: { ...facts.weaknesses, [id]: mended } };
}

/** Finite-field groups below `bits` give way to one of that size. */
export function withGroups(facts: ScanFacts, bits: number): ScanFacts {
  const protocols = { ...facts.protocols };
  for (const version of VERSIONS) {
    const { dhBits, groups } = protocols[version];
    const small = dhBits !== null && dhBits < bits;
    const better = groups.map((group) => (group.bits > 0 && group.bits < bits ? { ...group, bits } : group));
    protocols[version] = { ...protocols[version], groups: better, dhBits: small ? bits : dhBits };
  }
  return { ...facts, protocols };
}

export function withChains(facts: ScanFacts, mend: (chain: ChainFacts) => ChainFacts): ScanFacts {
  return { ...facts, chains: facts.chains.map(mend) };
}

export function withCertificates(
  facts: ScanFacts,
  mend: (certificate: CertificateFacts) => CertificateFacts,
): ScanFacts {
  return withChains(facts, (chain) => ({ ...chain, sent: chain.sent.map(mend) }));
}

const YEAR = 31_536_000;

export function withHsts(facts: ScanFacts): ScanFacts {
  const hsts = { state: 'present', header: null, maxAge: YEAR, includeSubDomains: false, preload: false } as const;
  return facts.http ? { ...facts, http: { ...facts.http, hsts } } : facts;
}
