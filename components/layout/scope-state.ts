import { parseAsArrayOf, parseAsString } from 'nuqs/server';

/** Team and product slugs that narrow every page: part of the address, as lists of findings have it. */
export const scopeParsers = {
  team: parseAsArrayOf(parseAsString).withDefault([]),
  product: parseAsArrayOf(parseAsString).withDefault([]),
};

/** `href` with the chosen scope, so that moving between nouns keeps it. */
export function withScope(href: string, team: readonly string[], product: readonly string[]): string {
  const chosen = Object.entries({ team, product }).filter(([, slugs]) => slugs.length > 0);
  if (chosen.length === 0) return href;
  return `${href}?${chosen.map(([key, slugs]) => `${key}=${slugs.map(encodeURIComponent).join(',')}`).join('&')}`;
}
