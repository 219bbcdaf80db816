import { probed } from '@/lib/tls/grade/probed';

export const zeroLengthOracle = probed('zero_length_oracle');
