import { z } from 'zod';
import { attributes } from '@/lib/assets/schema';
import { DomainError } from '@/lib/core/errors';

const seen = { id: z.uuid(), version: z.number().int().positive() };

/** Null: what its product has. */
export const changeAssetInput = z.strictObject({ ...seen, productId: z.uuid(), ...attributes });
export type ChangeAssetInput = z.infer<typeof changeAssetInput>;

/** `other`: a name of the asset that this one is part of. */
export const mergeAssetInput = z.strictObject({ ...seen, other: z.string().trim().min(1).max(500) });
export type MergeAssetInput = z.infer<typeof mergeAssetInput>;

export const splitNameInput = z.strictObject({ ...seen, nameId: z.number().int().positive() });
export type SplitNameInput = z.infer<typeof splitNameInput>;

/** The id in an address. @throws DomainError `not_found` for what can be none */
export function requireAssetId(segment: string): string {
  const read = z.uuid().safeParse(segment);
  if (!read.success) throw new DomainError('not_found');
  return read.data;
}
