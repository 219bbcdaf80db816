import { createLoader, createSerializer, parseAsArrayOf, parseAsString, parseAsStringLiteral } from 'nuqs/server';

const scope = {
  team: parseAsArrayOf(parseAsString).withDefault([]),
  product: parseAsArrayOf(parseAsString).withDefault([]),
};

/** The address of the list of products: slugs. */
export const loadProductsAddress = createLoader(scope);

const sources = { ...scope, state: parseAsStringLiteral(['fresh', 'silent', 'never']) };

/** The address of the list of sources. */
export const loadSourcesAddress = createLoader(sources);
export const productsAddress = createSerializer(scope);
export const sourcesAddress = createSerializer(sources);
