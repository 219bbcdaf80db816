import { createLoader, createSerializer, parseAsArrayOf, parseAsString, parseAsStringLiteral } from 'nuqs/server';
import { IMPORT_STATES } from '@/lib/imports/types';

/** The address of a list of imports. Products and teams by slug, as everywhere. */
export const importParsers = {
  product: parseAsArrayOf(parseAsString).withDefault([]),
  team: parseAsArrayOf(parseAsString).withDefault([]),
  source: parseAsString,
  state: parseAsArrayOf(parseAsStringLiteral(IMPORT_STATES)).withDefault([]),
};

export const loadImportParams = createLoader(importParsers);
export const importsAddress = createSerializer(importParsers);
export type ImportParams = Awaited<ReturnType<typeof loadImportParams>>;
