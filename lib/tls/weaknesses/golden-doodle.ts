import { differing, oracle } from '@/lib/tls/weaknesses/padding/judge';

/** Vaudenay's oracle of 2002 (CVE-2019-6593 and others): of two records with a wrong MAC, the one whose padding is right shows. */
export const goldenDoodle = oracle('golden_doodle', ({ malformed: { macWrong, paddingLong } }) =>
  differing(['right padding', 'wrong padding'], [macWrong, paddingLong]),
);
