import {
  createLoader,
  createParser,
  createSerializer,
  parseAsArrayOf,
  parseAsString,
  parseAsStringLiteral,
} from 'nuqs/server';
import { z } from 'zod';
import { IMPORT_STATES } from '@/lib/imports/types';

const parseAsUuid = createParser({
  parse: (text) => z.uuid().safeParse(text).data ?? null,
  serialize: (id: string) => id,
});

/** The address of a list of imports. Products and teams by slug, as everywhere; formats by their word. */
export const importParsers = {
  product: parseAsArrayOf(parseAsString).withDefault([]),
  team: parseAsArrayOf(parseAsString).withDefault([]),
  source: parseAsArrayOf(parseAsUuid).withDefault([]),
  format: parseAsArrayOf(parseAsString).withDefault([]),
  state: parseAsArrayOf(parseAsStringLiteral(IMPORT_STATES)).withDefault([]),
};

export const loadImportParams = createLoader(importParsers);
export const importsAddress = createSerializer(importParsers);
export type ImportParams = Awaited<ReturnType<typeof loadImportParams>>;
