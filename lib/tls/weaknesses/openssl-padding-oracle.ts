import { oracle } from '@/lib/tls/weaknesses/padding/judge';

/** CVE-2016-2107: OpenSSL with AES-NI forgot that a record must have room for a MAC; its alert tells. */
export const opensslPaddingOracle = oracle(
  'openssl_padding_oracle',
  ({ malformed: { allPadding } }) => (allPadding === 'record_overflow' ? `all padding: ${allPadding}` : null),
  ({ suite }) => suite.includes('_AES_'),
);
