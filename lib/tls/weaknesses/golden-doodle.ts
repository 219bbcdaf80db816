import { overflows } from '@/lib/tls/weaknesses/openssl-padding-oracle';
import { differing, oracle } from '@/lib/tls/weaknesses/padding/judge';

/** Vaudenay's oracle of 2002 (CVE-2019-6593 and others): of records with a wrong MAC, the one whose padding is right shows. */
export const goldenDoodle = oracle('golden_doodle', (answers) => {
  const { macWrong, bothWrong, allPadding } = answers.malformed;
  return (
    differing(['right padding', 'wrong padding'], [macWrong, bothWrong]) ??
    (overflows(answers) ? null : differing(['right padding', 'all padding'], [macWrong, allPadding]))
  );
});
