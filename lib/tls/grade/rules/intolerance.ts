import type { Rule } from '@/lib/tls/grade/types';

export const intolerance: Rule = {
  id: 'intolerance',
  finds: ({ intolerances }) => (intolerances.length > 0 ? { what: intolerances.join(', ') } : null),
  fix: (facts) => ({ ...facts, intolerances: [] }),
};
