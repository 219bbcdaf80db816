import { createLoader, createSerializer, parseAsString, parseAsStringLiteral } from 'nuqs/server';
import { addressList } from '@/lib/core/address-list';

const scope = {
  team: addressList(parseAsString),
  product: addressList(parseAsString),
};

/** The address of the list of products: slugs. */
export const loadProductsAddress = createLoader(scope);

/** `branch` and `environment` as they were said. */
export const sourceParsers = {
  ...scope,
  state: parseAsStringLiteral(['fresh', 'silent', 'never', 'retired']),
  branch: addressList(parseAsString),
  environment: addressList(parseAsString),
};

/** The address of the list of sources. */
export const loadSourcesAddress = createLoader(sourceParsers);
export const productsAddress = createSerializer(scope);
export const sourcesAddress = createSerializer(sourceParsers);
