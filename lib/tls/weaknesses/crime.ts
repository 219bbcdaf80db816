import { type DerivedWeakness, inconclusive, safe, vulnerable } from '@/lib/tls/weaknesses/types';

/** CVE-2012-4929: the length of what was compressed tells what was in it. */
export const crime: DerivedWeakness = {
  id: 'crime',
  judge({ compression }) {
    if (compression === null) return inconclusive('compression_not_known');
    return compression ? vulnerable('deflate') : safe();
  },
};
