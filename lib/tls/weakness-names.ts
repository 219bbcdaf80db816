import type { WeaknessId } from '@/lib/tls/facts';

/** Names by which the field knows them, the same in all languages. */
export const WEAKNESS_NAMES: Readonly<Record<WeaknessId, string>> = {
  ssl2_drown: 'DROWN',
  poodle_ssl3: 'POODLE (SSL 3)',
  poodle_tls: 'POODLE (TLS)',
  zombie_poodle: 'Zombie POODLE',
  golden_doodle: 'GOLDENDOODLE',
  zero_length_oracle: 'Zero-length oracle',
  sleeping_poodle: 'Sleeping POODLE',
  openssl_padding_oracle: 'CVE-2016-2107',
  beast: 'BEAST',
  crime: 'CRIME',
  freak: 'FREAK',
  logjam: 'Logjam',
  sweet32: 'SWEET32',
  rc4: 'RC4',
  lucky13: 'LUCKY13',
  heartbleed: 'Heartbleed',
  ccs_injection: 'CCS injection',
  ticketbleed: 'Ticketbleed',
  robot: 'ROBOT',
  insecure_renegotiation: 'CVE-2009-3555',
};
