import { createLoader, createSerializer, parseAsArrayOf, parseAsString, parseAsStringLiteral } from 'nuqs/server';

const scope = {
  team: parseAsArrayOf(parseAsString).withDefault([]),
  product: parseAsArrayOf(parseAsString).withDefault([]),
};

/** The address of the list of products: slugs. */
export const loadProductsAddress = createLoader(scope);

/** `branch` and `environment` as they were said. */
export const sourceParsers = {
  ...scope,
  state: parseAsStringLiteral(['fresh', 'silent', 'never', 'retired']),
  branch: parseAsArrayOf(parseAsString).withDefault([]),
  environment: parseAsArrayOf(parseAsString).withDefault([]),
};

/** The address of the list of sources. */
export const loadSourcesAddress = createLoader(sourceParsers);
export const productsAddress = createSerializer(scope);
export const sourcesAddress = createSerializer(sourceParsers);
