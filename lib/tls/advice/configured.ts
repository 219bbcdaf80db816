import { type ProtocolFacts, type ScanFacts, type TlsVersion, VERSIONS, type WeaknessId } from '@/lib/tls/facts';
import { ADVISED_GROUPS, ADVISED_SUITES, X25519 } from '@/lib/tls/grade/guidance';
import { NOT_OFFERED, withChains, withHsts, withWeaknessMended } from '@/lib/tls/grade/mend';

/** These go with CBC and RSA key exchange, compression and SSL 2; what the software itself has wrong stays. */
const GONE: readonly WeaknessId[] = [
  'poodle_ssl3',
  'poodle_tls',
  'zombie_poodle',
  'golden_doodle',
  'zero_length_oracle',
  'sleeping_poodle',
  'openssl_padding_oracle',
  'beast',
  'crime',
  'freak',
  'logjam',
  'sweet32',
  'rc4',
  'lucky13',
  'robot',
];

function offered(version: TlsVersion): ProtocolFacts {
  if (version !== 'tls12' && version !== 'tls13') return NOT_OFFERED;
  return { ...NOT_OFFERED, offered: true, suites: [...ADVISED_SUITES[version]], groups: ADVISED_GROUPS };
}

/** The facts that a scan would find once the advice is followed: the same certificate, software and host. */
export function configured(facts: ScanFacts): ScanFacts {
  const protocols = Object.fromEntries(VERSIONS.map((version) => [version, offered(version)]));
  const [suite] = ADVISED_SUITES.tls13;
  const server: ScanFacts = {
    ...facts,
    protocols: { ...facts.protocols, ...protocols },
    compression: false,
    simulations: facts.simulations.map((simulation) =>
      simulation.current ? { ...simulation, version: 'tls13', suite, group: X25519, failure: null } : simulation,
    ),
  };
  const sending = withChains(withHsts(server), (chain) => ({
    ...chain,
    complete: chain.complete === false ? true : chain.complete,
    ordered: true,
    stapled: chain.stapled || chain.sent[0]?.mustStaple === true,
  }));
  return GONE.reduce(withWeaknessMended, sending);
}
