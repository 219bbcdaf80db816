import { createLoader, parseAsArrayOf, parseAsString } from 'nuqs/server';

/** Slugs that narrow overview, findings, imports and assets: part of the address, as lists of findings have it. */
export const scopeParsers = {
  team: parseAsArrayOf(parseAsString).withDefault([]),
  product: parseAsArrayOf(parseAsString).withDefault([]),
};

/** The scope of an address whose page is not narrowed by it, for links that keep it. */
export const loadScopeAddress = createLoader(scopeParsers);

/** `href`, which may have a query, with the chosen scope, so that moving between nouns keeps it. */
export function withScope(href: string, team: readonly string[], product: readonly string[]): string {
  const chosen = Object.entries({ team, product }).filter(([, slugs]) => slugs.length > 0);
  if (chosen.length === 0) return href;
  const joint = href.includes('?') ? '&' : '?';
  return `${href}${joint}${chosen.map(([key, slugs]) => `${key}=${slugs.map(encodeURIComponent).join(',')}`).join('&')}`;
}
