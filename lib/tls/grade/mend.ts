import {
  type CertificateFacts,
  type ChainFacts,
  type ProtocolFacts,
  type ScanFacts,
  type TlsVersion,
  VERSIONS,
  type WeaknessId,
} from '@/lib/tls/facts';
import { ADVISED_SUITES, type AdvisedVersion, HSTS_SECONDS, X25519 } from '@/lib/tls/grade/guidance';
import { type Suite, suiteById } from '@/lib/tls/registry/suites';
import { offeredVersions } from '@/lib/tls/versions';

export const NOT_OFFERED: ProtocolFacts = {
  offered: false,
  suites: [],
  complete: true,
  preference: null,
  groups: [],
  dhBits: null,
};

/** The same server, with a version offered that begins with good suites. */
export function withVersion(facts: ScanFacts, version: AdvisedVersion): ScanFacts {
  const before = facts.protocols[version].offered === true ? facts.protocols[version] : NOT_OFFERED;
  const better: ProtocolFacts = {
    ...before,
    offered: true,
    suites: [...new Set([...ADVISED_SUITES[version], ...before.suites])],
    groups: before.groups.length > 0 ? before.groups : [X25519],
  };
  return preferring({ ...facts, protocols: { ...facts.protocols, [version]: better } }, version);
}

/** Clients that know the version get its first suite; whether they do is told by what they got before. */
function preferring(facts: ScanFacts, version: AdvisedVersion): ScanFacts {
  const simulations = facts.simulations.map((simulation) => {
    const better = !simulation.version || VERSIONS.indexOf(simulation.version) <= VERSIONS.indexOf(version);
    if (!simulation.current || !better) return simulation;
    return { ...simulation, version, suite: ADVISED_SUITES[version][0], group: X25519, failure: null };
  });
  return { ...facts, simulations };
}

/** Without these versions; TLS 1.2 comes in their place where no other is left. */
export function withoutVersions(facts: ScanFacts, versions: readonly TlsVersion[]): ScanFacts {
  const protocols = { ...facts.protocols };
  for (const version of versions) protocols[version] = NOT_OFFERED;
  return standing(facts, { ...facts, protocols });
}

/** Without these suites; a version that has no other left is no longer offered. */
export function withoutSuites(facts: ScanFacts, bad: (suite: Suite) => boolean): ScanFacts {
  const protocols = { ...facts.protocols };
  for (const version of VERSIONS) {
    const { suites } = protocols[version];
    if (version === 'ssl2' || suites.length === 0) continue;
    const left = suites.filter((id) => !isBad(id, bad));
    protocols[version] = left.length === 0 ? NOT_OFFERED : { ...protocols[version], suites: left };
  }
  return standing(facts, { ...facts, protocols });
}

function isBad(id: number, bad: (suite: Suite) => boolean): boolean {
  const suite = suiteById(id);
  return suite !== null && bad(suite);
}

/** Nothing that a rule speaks against: what a server can be left with. */
function isSound(id: number): boolean {
  const suite = suiteById(id);
  return suite !== null && suite.bits >= 128 && !/^(?:RC4|IDEA)$/.test(suite.cipher) && suite.auth !== 'anon';
}

function chosen(facts: ScanFacts): { version: TlsVersion; suite: number } | null {
  const version = offeredVersions(facts).at(-1);
  const suite = version && facts.protocols[version].suites[0];
  return version && suite !== undefined ? { version, suite } : null;
}

/**
 * What took something away leaves a server that works: good suites come in where only weak ones are left, and handshakes that
 * are no longer possible end in the best that is left.
 */
function standing(before: ScanFacts, after: ScanFacts): ScanFacts {
  const [had, has] = [chosen(before), chosen(after)];
  const kept = had !== null && has !== null && had.version === has.version && had.suite === has.suite;
  const left = offeredVersions(after).flatMap((version) => after.protocols[version].suites);
  const works = had?.version === has?.version && has !== null && left.some(isSound) && (kept || isSound(has.suite));
  const server = works ? after : withVersion(after, has?.version === 'tls13' ? 'tls13' : 'tls12');
  const simulations = server.simulations.map((simulation) => {
    const { version, suite } = simulation;
    if (!version || suite === null || server.protocols[version].suites.includes(suite)) return simulation;
    const same = server.protocols[version].suites.find(isSound);
    if (same !== undefined) return { ...simulation, suite: same };
    const best = offeredVersions(server).findLast((other) => server.protocols[other].suites.some(isSound));
    const suites = best ? server.protocols[best].suites : [];
    return best ? { ...simulation, version: best, suite: suites.find(isSound) ?? null } : simulation;
  });
  return { ...server, simulations };
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

export function withHsts(facts: ScanFacts): ScanFacts {
  const hsts = {
    state: 'present',
    header: null,
    maxAge: HSTS_SECONDS,
    includeSubDomains: false,
    preload: false,
  } as const;
  return facts.http ? { ...facts, http: { ...facts.http, hsts } } : facts;
}
