import { differing, oracle } from '@/lib/tls/weaknesses/padding/judge';

/** CVE-2019-1559: padding and MAC are told apart in records that carry nothing, and in those alone. */
export const zeroLengthOracle = oracle('zero_length_oracle', ({ malformed }) =>
  malformed.macWrong === malformed.paddingWrong
    ? differing(['wrong MAC', 'wrong padding'], [malformed.emptyMacWrong, malformed.emptyPaddingWrong])
    : null,
);
