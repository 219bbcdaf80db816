import { createParser } from 'nuqs/server';

const MAX = 200;

/** Free text in an address: trimmed, without what no database takes, and cut; null where nothing is left. */
export const addressText = createParser<string>({
  parse: (value) => value.replaceAll('\u0000', '').trim().slice(0, MAX) || null,
  serialize: (value) => value,
});
