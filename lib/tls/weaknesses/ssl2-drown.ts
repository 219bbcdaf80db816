import { type DerivedWeakness, inconclusive, safe, vulnerable } from '@/lib/tls/weaknesses/types';

/** CVE-2016-0800: a server that speaks SSL 2 gives its RSA key away, even where it names no suite. */
export const ssl2Drown: DerivedWeakness = {
  id: 'ssl2_drown',
  judge({ protocols }) {
    const { offered, suites } = protocols.ssl2;
    if (offered === null) return inconclusive('ssl2_not_known');
    return offered ? vulnerable(suites.length > 0 ? `ssl2, ${suites.length} kinds` : 'ssl2, no kinds') : safe();
  },
};
