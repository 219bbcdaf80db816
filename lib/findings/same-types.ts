import type { Count } from '@/lib/findings/types';

/** Verbs that may be given to the same thing in other places at once. */
export const SAME_VERBS = [
  'confirmed',
  'in_progress',
  'fixed',
  'false_positive',
  'out_of_scope',
  'assign',
  'snooze',
] as const;
export type SameVerb = (typeof SAME_VERBS)[number];

/** Other places of the same thing: a list's address, as of when it was read, and how many match in how many products. */
export type SamePlaces = {
  readonly query: string;
  readonly asOf: string;
  readonly total: Count;
  readonly products: number;
};
