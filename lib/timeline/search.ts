import { parseTerms, SEARCH_KEYS, type SearchProblem, type Term } from '@/lib/events/search/grammar';
import { FLAGS, type Flag, type ItemKind, SEARCHED_KINDS } from '@/lib/timeline/types';

type Said = { readonly kind: 'item'; readonly item: ItemKind } | { readonly kind: 'flag'; readonly flag: Flag };
export type TimelineTerm = Term | (Said & { readonly not: boolean });
export type TimelineSearch = { readonly terms: readonly TimelineTerm[]; readonly problems: readonly SearchProblem[] };

/** All that a search of a timeline knows: the keys of events and `kind`, `is`. */
export const TIMELINE_KEYS: readonly string[] = ['kind', 'is', ...SEARCH_KEYS];

const isItemKind = (value: string): value is ItemKind => SEARCHED_KINDS.some((one) => one === value);

function further(key: string, value: string): Said | null | undefined {
  const small = value.toLowerCase();
  if (key === 'kind') return isItemKind(small) ? { kind: 'item', item: small } : null;
  if (key !== 'is') return undefined;
  const flag = FLAGS.find((one) => one === small);
  return flag ? { kind: 'flag', flag } : null;
}

/** The grammar of events (lib/events/search/grammar.ts) with `kind:message` and `is:linked`, for picture and table alike. */
export function parseTimeline(typed: string | null): TimelineSearch {
  return parseTerms(typed ?? '', further);
}
