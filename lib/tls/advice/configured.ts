import {
  type ChainFacts,
  type ProtocolFacts,
  type ScanFacts,
  type TlsVersion,
  VERSIONS,
  type WeaknessId,
} from '@/lib/tls/facts';
import { groupFacts } from '@/lib/tls/registry/groups';

/** Suites of TLS 1.2 with AEAD and forward secrecy, for RSA and EC keys (RFC 9325, 4.2), and those of TLS 1.3. */
export const ADVISED = {
  tls12: [0xc02b, 0xc02f, 0xc02c, 0xc030, 0xcca9, 0xcca8],
  tls13: [0x1301, 0x1302, 0x1303],
} as const;
/** X25519, P-256 and P-384. */
const GROUPS = [29, 23, 24];
export const HSTS_SECONDS = 31_536_000;

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

const NONE: ProtocolFacts = { offered: false, suites: [], complete: true, preference: null, groups: [], dhBits: null };

function offered(version: TlsVersion): ProtocolFacts {
  if (version !== 'tls12' && version !== 'tls13') return NONE;
  return { ...NONE, offered: true, suites: [...ADVISED[version]], groups: GROUPS.map(groupFacts) };
}

/** The facts that a scan would find once the advice is followed: the same certificate, software and host. */
export function configured(facts: ScanFacts): ScanFacts {
  const mended = { verdict: 'not_vulnerable', detail: null } as const;
  const protocols = Object.fromEntries(VERSIONS.map((version) => [version, offered(version)]));
  const hsts = {
    state: 'present',
    header: null,
    maxAge: HSTS_SECONDS,
    includeSubDomains: false,
    preload: false,
  } as const;
  const stapled = (chain: ChainFacts) => chain.stapled || chain.sent[0]?.mustStaple === true;
  return {
    ...facts,
    protocols: { ...facts.protocols, ...protocols },
    chains: facts.chains.map((chain) => ({
      ...chain,
      complete: chain.complete === false ? true : chain.complete,
      ordered: true,
      stapled: stapled(chain),
    })),
    compression: false,
    http: facts.http && { ...facts.http, hsts },
    simulations: facts.simulations.map((simulation) => {
      if (!simulation.current) return simulation;
      const [suite = null] = ADVISED.tls13;
      return { ...simulation, version: 'tls13', suite, group: groupFacts(29), failure: null };
    }),
    weaknesses: { ...facts.weaknesses, ...Object.fromEntries(GONE.map((id) => [id, mended])) },
  };
}
