import { z } from 'zod';

const own = z.tuple([z.enum(['team', 'product']), z.uuid()]);

/** Whose chain it is, as the database and addresses carry it. */
export const ORGANISATION = 'organisation';
export const teamPlace = (id: string) => `team:${id}`;
export const productPlace = (id: string) => `product:${id}`;

export const placeSchema = z
  .string()
  .refine((text) => text === ORGANISATION || own.safeParse(text.split(':')).success, 'a place');

/** As columns and as reach name it. */
export function columnsOf(place: string): { readonly teamId: string | null; readonly productId: string | null } {
  const parsed = own.safeParse(place.split(':'));
  const [kind, id] = parsed.success ? parsed.data : [null, null];
  return { teamId: kind === 'team' ? id : null, productId: kind === 'product' ? id : null };
}
