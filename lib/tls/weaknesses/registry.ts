import { beast } from '@/lib/tls/weaknesses/beast';
import { ccsInjection } from '@/lib/tls/weaknesses/ccs-injection';
import { crime } from '@/lib/tls/weaknesses/crime';
import { freak } from '@/lib/tls/weaknesses/freak';
import { goldenDoodle } from '@/lib/tls/weaknesses/golden-doodle';
import { heartbleed } from '@/lib/tls/weaknesses/heartbleed';
import { insecureRenegotiation } from '@/lib/tls/weaknesses/insecure-renegotiation';
import { logjam } from '@/lib/tls/weaknesses/logjam';
import { lucky13 } from '@/lib/tls/weaknesses/lucky13';
import { opensslPaddingOracle } from '@/lib/tls/weaknesses/openssl-padding-oracle';
import { poodleSsl3 } from '@/lib/tls/weaknesses/poodle-ssl3';
import { poodleTls } from '@/lib/tls/weaknesses/poodle-tls';
import { rc4 } from '@/lib/tls/weaknesses/rc4';
import { robot } from '@/lib/tls/weaknesses/robot';
import { sleepingPoodle } from '@/lib/tls/weaknesses/sleeping-poodle';
import { ssl2Drown } from '@/lib/tls/weaknesses/ssl2-drown';
import { sweet32 } from '@/lib/tls/weaknesses/sweet32';
import { ticketbleed } from '@/lib/tls/weaknesses/ticketbleed';
import type { ActiveWeakness, DerivedWeakness } from '@/lib/tls/weaknesses/types';
import { zeroLengthOracle } from '@/lib/tls/weaknesses/zero-length-oracle';
import { zombiePoodle } from '@/lib/tls/weaknesses/zombie-poodle';

/** Weaknesses that the server is asked for, side by side with the probes. */
export const ACTIVE: readonly ActiveWeakness[] = [
  heartbleed,
  ccsInjection,
  ticketbleed,
  robot,
  poodleTls,
  zombiePoodle,
  goldenDoodle,
  zeroLengthOracle,
  sleepingPoodle,
  opensslPaddingOracle,
];

/** Weaknesses that follow from what the probes found. */
export const DERIVED: readonly DerivedWeakness[] = [
  ssl2Drown,
  poodleSsl3,
  beast,
  crime,
  freak,
  logjam,
  sweet32,
  rc4,
  lucky13,
  insecureRenegotiation,
];
