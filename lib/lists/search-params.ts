import {
  createLoader,
  createSerializer,
  type inferParserType,
  parseAsInteger,
  parseAsString,
  parseAsStringLiteral,
} from 'nuqs/server';
import { addressText } from '@/lib/core/address-text';
import { KINDS } from '@/lib/lists/types';

export const listParsers = {
  kind: parseAsStringLiteral(KINDS).withDefault('ports'),
  /** A product by slug; empty: the organisation. */
  of: parseAsString.withDefault(''),
  q: addressText.withDefault(''),
  /** From 1. */
  page: parseAsInteger.withDefault(1),
};
export type ListAddress = inferParserType<typeof listParsers>;

export const loadListAddress = createLoader(listParsers);
export const listHref = createSerializer(listParsers);
