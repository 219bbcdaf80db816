import 'server-only';
import { cache } from 'react';
import { pageCtx } from '@/lib/access/guard';
import { scopeOf } from '@/lib/access/policy';
import { scopeChoices } from '@/lib/assets/data';
import type { ScopeChoices } from '@/lib/assets/types';

/** What the scope filter offers to the person who asks. */
export const loadScopeChoices = cache(async (): Promise<ScopeChoices> => {
  const scope = scopeOf(await pageCtx(), 'finding:read');
  return scope ? scopeChoices(scope) : { teams: [], products: [] };
});
