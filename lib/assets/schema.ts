import { z } from 'zod';

const name = z.string().trim().min(1).max(80);
const description = z.string().trim().max(500);

export const createTeamInput = z.strictObject({ name });
export const renameTeamInput = z.strictObject({ id: z.uuid(), name, /** As it was read. */ before: z.string() });
export const createProductInput = z.strictObject({ teamId: z.uuid(), name, description });
export const changeProductInput = z.strictObject({
  id: z.uuid(),
  teamId: z.uuid(),
  name,
  description,
  /** As they were read: a change in between is a conflict, not overwritten. */
  before: z.strictObject({ teamId: z.uuid(), name: z.string(), description: z.string() }),
});

export type CreateTeamInput = z.infer<typeof createTeamInput>;
export type RenameTeamInput = z.infer<typeof renameTeamInput>;
export type CreateProductInput = z.infer<typeof createProductInput>;
export type ChangeProductInput = z.infer<typeof changeProductInput>;
