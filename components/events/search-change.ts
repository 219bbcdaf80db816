import { termText } from '@/lib/events/search/grammar';
import type { EventAddress } from '@/lib/events/search-params';

export type EventChange = Partial<{ [K in keyof EventAddress]: EventAddress[K] | null }>;

/** Takes away what narrows the search. */
export const NO_FILTER: EventChange = { q: null, product: null, team: null, from: null, to: null };

export function searchesFor(typed: string): EventChange {
  return { q: typed.trim() || null };
}

/** The search narrowed by one more value, or widened again where it is there already. */
export function withTerm(q: string | null, key: string, value: string, not = false): EventChange {
  const term = termText(key, value, not);
  const before = q ?? '';
  if (before.split(term).length > 1) return searchesFor(before.replace(term, '').replace(/\s+/g, ' '));
  return searchesFor(`${before} ${term}`);
}
