import { z } from 'zod';

const id = z.number().int().positive().max(2_147_483_647);

/** Which notices were read: those named, or all up to the newest that the person saw. */
export const readNoticesSchema = z.union([z.object({ ids: z.array(id).min(1).max(100) }), z.object({ upTo: id })]);
export type ReadNotices = z.infer<typeof readNoticesSchema>;

/** The id after which a page of notices begins; null where the text is none. */
export function readBefore(value: string | string[] | null | undefined): number | null {
  const parsed = id.safeParse(typeof value === 'string' && /^\d{1,10}$/.test(value) ? Number(value) : null);
  return parsed.success ? parsed.data : null;
}
