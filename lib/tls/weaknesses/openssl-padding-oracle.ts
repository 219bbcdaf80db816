import { type Answered, oracle } from '@/lib/tls/weaknesses/padding/judge';

const SIGN = 'record_overflow';

/** The length of the padding alone gives it away: no other member of the family is that. */
export function overflows({ suite, malformed }: Answered): boolean {
  return suite.includes('_AES_') && malformed.allPadding === SIGN;
}

/** CVE-2016-2107: OpenSSL with AES-NI forgot that a record must have room for a MAC; its alert tells. */
export const opensslPaddingOracle = oracle(
  'openssl_padding_oracle',
  (answers) => (overflows(answers) ? `all padding: ${SIGN}` : null),
  ({ suite }) => suite.includes('_AES_'),
);
