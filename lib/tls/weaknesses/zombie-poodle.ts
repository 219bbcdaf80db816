import { differing, oracle, overlooksPadding } from '@/lib/tls/weaknesses/padding/judge';
import { SILENCE } from '@/lib/tls/weaknesses/reaction';

/** CVE-2019-5592 and others: among records with wrong padding, those whose MAC is right are answered differently. */
export const zombiePoodle = oracle('zombie_poodle', (answers) => {
  const { paddingWrong, bothWrong } = answers.malformed;
  if (overlooksPadding(answers) || paddingWrong === SILENCE) return null;
  return differing(['right MAC', 'wrong MAC'], [paddingWrong, bothWrong]);
});
