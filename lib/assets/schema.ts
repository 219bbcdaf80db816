import { z } from 'zod';
import { DATA_CLASSES, EXPOSURES, TIERS } from '@/lib/assets/attributes';

const name = z.string().trim().min(1).max(80);
const description = z.string().trim().max(500);
/** What a product is, as a form or a file says it. */
export const attributes = {
  tier: z.literal(TIERS).nullable(),
  exposure: z.enum(EXPOSURES).nullable(),
  dataClass: z.enum(DATA_CLASSES).nullable(),
};

export const createTeamInput = z.strictObject({ name });
export const renameTeamInput = z.strictObject({ id: z.uuid(), name, /** As it was read. */ before: z.string() });
export const createProductInput = z.strictObject({ teamId: z.uuid(), name, description, ...attributes });
export const changeProductInput = z.strictObject({
  id: z.uuid(),
  teamId: z.uuid(),
  name,
  description,
  ...attributes,
  /** As they were read: a change in between is a conflict, not overwritten. */
  before: z.strictObject({ teamId: z.uuid(), name: z.string(), description: z.string(), ...attributes }),
});

export const watchProductInput = z.strictObject({ productId: z.uuid(), on: z.boolean() });

export type WatchProductInput = z.infer<typeof watchProductInput>;
export type CreateTeamInput = z.infer<typeof createTeamInput>;
export type RenameTeamInput = z.infer<typeof renameTeamInput>;
export type CreateProductInput = z.infer<typeof createProductInput>;
export type ChangeProductInput = z.infer<typeof changeProductInput>;
