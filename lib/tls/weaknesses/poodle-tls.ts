import { oracle, overlooksPadding } from '@/lib/tls/weaknesses/padding/judge';

/** CVE-2014-8730 and others: the bytes of the padding are not looked at, as in SSL 3. */
export const poodleTls = oracle('poodle_tls', (answers) =>
  overlooksPadding(answers) ? `wrong padding: ${answers.malformed.paddingWrong}` : null,
);
