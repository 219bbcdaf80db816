import type { Rule } from '@/lib/tls/grade/types';

export const clientRenegotiation: Rule = {
  id: 'client_renegotiation',
  finds: ({ renegotiation }) => (renegotiation.clientInitiated === true ? {} : null),
  fix: (facts) => ({ ...facts, renegotiation: { ...facts.renegotiation, clientInitiated: false } }),
};
