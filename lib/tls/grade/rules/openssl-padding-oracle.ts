import { probed } from '@/lib/tls/grade/probed';

export const opensslPaddingOracle = probed('openssl_padding_oracle');
