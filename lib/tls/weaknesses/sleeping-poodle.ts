import { oracle, overlooksPadding } from '@/lib/tls/weaknesses/padding/judge';
import { SILENCE } from '@/lib/tls/weaknesses/reaction';

/** As zombie POODLE, but what gives it away is that nothing comes: the connection is left open. */
export const sleepingPoodle = oracle('sleeping_poodle', (answers) => {
  const { paddingWrong, bothWrong } = answers.malformed;
  if (overlooksPadding(answers) || paddingWrong !== SILENCE || bothWrong === SILENCE) return null;
  return `wrong padding: ${SILENCE}, wrong MAC: ${bothWrong}`;
});
