import { type SeverityName, severityName } from '@/lib/findings/severity';
import { TLS_WEAKNESSES, type TlsWeaknessId } from '@/lib/imports/parsers/tls-weakness-list';
import type { WeaknessId } from '@/lib/tls/facts';

type Described = {
  readonly title: string;
  readonly severity: SeverityName;
  readonly ids: readonly string[];
  readonly cwe: readonly number[];
  readonly fix: string;
};

/** What reports of other tools are told by as well. */
const SHARED: Readonly<Partial<Record<WeaknessId, TlsWeaknessId>>> = {
  ssl2_drown: 'drown',
  poodle_ssl3: 'ssl-3',
  poodle_tls: 'poodle-tls',
  zombie_poodle: 'cbc-oracle',
  golden_doodle: 'cbc-oracle',
  zero_length_oracle: 'cbc-oracle',
  sleeping_poodle: 'cbc-oracle',
  openssl_padding_oracle: 'padding-oracle',
  crime: 'compression',
  freak: 'freak',
  logjam: 'logjam',
  sweet32: 'suites-64-bit',
  rc4: 'suites-rc4',
  heartbleed: 'heartbleed',
  ccs_injection: 'ccs-injection',
  ticketbleed: 'ticketbleed',
  robot: 'robot',
  insecure_renegotiation: 'insecure-renegotiation',
};

/** Names of oracles that share a text. */
const NAMES: Readonly<Partial<Record<WeaknessId, string>>> = {
  zombie_poodle: 'Zombie POODLE: CBC padding oracle',
  golden_doodle: 'GOLDENDOODLE: CBC padding oracle',
  zero_length_oracle: 'Zero-length padding oracle',
  sleeping_poodle: 'Sleeping POODLE: CBC padding oracle',
  poodle_ssl3: 'POODLE: SSL 3 offered',
};

const OWN: Readonly<Partial<Record<WeaknessId, Described>>> = {
  beast: {
    title: 'BEAST: CBC suites with TLS 1.0',
    severity: 'low',
    ids: ['CVE-2011-3389'],
    cwe: [326],
    fix: 'Switch TLS 1.0 off.',
  },
  lucky13: {
    title: 'LUCKY13: CBC suites without encrypt-then-MAC',
    severity: 'info',
    ids: ['CVE-2013-0169'],
    cwe: [208],
    fix: 'Prefer GCM and ChaCha20 suites, and switch CBC suites off where all clients allow it.',
  },
};

/** A weakness as a finding says it. */
export function describeWeakness(id: WeaknessId): Described {
  const shared = SHARED[id];
  if (shared) {
    const { title, severity, ids, cwe, fix } = TLS_WEAKNESSES[shared];
    return { title: NAMES[id] ?? title, severity: severityName(severity), ids, cwe, fix };
  }
  return OWN[id] ?? { title: id, severity: 'medium', ids: [], cwe: [], fix: '' };
}
