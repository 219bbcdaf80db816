import type { Rule } from '@/lib/tls/grade/types';

export const intolerance: Rule = {
  id: 'intolerance',
  finds: ({ intolerances }) => (intolerances.length > 0 ? { count: intolerances.length } : null),
  fix: (facts) => ({ ...facts, intolerances: [] }),
};
