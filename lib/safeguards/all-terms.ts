import { CATALOGUE } from '@/lib/safeguards/catalogue';
import { type Decided, termsOf } from '@/lib/safeguards/terms';
import type { Terms } from '@/lib/safeguards/types';

/** The terms of every promise by its id. */
export function allTerms(decided: ReadonlyMap<string, Decided>): ReadonlyMap<string, Terms> {
  return new Map(CATALOGUE.map((one) => [one.id, termsOf(one, decided.get(one.id))]));
}
