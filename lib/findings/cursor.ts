import { z } from 'zod';

/** Where a page ended: the sort key of its last row (null sorts as the smallest promise) and the row's id. */
export type Cursor = { readonly key: number | null; readonly id: number };

const schema = z.tuple([z.number().finite().nullable(), z.number().int().positive().max(2_147_483_647)]);

export function encodeCursor({ key, id }: Cursor): string {
  return Buffer.from(JSON.stringify([key, id])).toString('base64url');
}

/** Null where the text is no cursor: the list then begins at its top. */
export function decodeCursor(text: string | null): Cursor | null {
  if (!text || text.length > 100) return null;
  try {
    const [key, id] = schema.parse(JSON.parse(Buffer.from(text, 'base64url').toString()));
    return { key, id };
  } catch {
    return null;
  }
}
