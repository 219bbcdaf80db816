import { z } from 'zod';
import { BREAK_GLASS_MINUTES, ELEVATABLE, MINUTES_MAX } from '@/lib/elevations/rules';

const note = z.string().trim().min(10).max(1000);

export const requestElevationSchema = z
  .object({
    permissions: z
      .array(z.enum(ELEVATABLE))
      .min(1)
      .transform((names) => [...new Set(names)].toSorted()),
    /** Null twice: wherever one's own grants reach. */
    teamId: z.uuid().nullable(),
    productId: z.uuid().nullable(),
    reason: note,
    ticket: z.string().trim().max(120),
    minutes: z.int().min(5).max(MINUTES_MAX),
    /** Not asked for but taken, at once; reviewed afterwards. */
    breakGlass: z.boolean(),
  })
  .refine(({ teamId, productId }) => teamId === null || productId === null, { path: ['productId'] })
  .refine(({ breakGlass, minutes }) => !breakGlass || minutes <= BREAK_GLASS_MINUTES, { path: ['minutes'] });
export type RequestElevation = z.infer<typeof requestElevationSchema>;

export const decideElevationSchema = z.object({
  id: z.uuid(),
  decision: z.enum(['approve', 'refuse']),
  note: z.string().trim().max(1000),
});
export type DecideElevation = z.infer<typeof decideElevationSchema>;

export const endElevationSchema = z.object({ id: z.uuid() });

export const reviewElevationSchema = z.object({ id: z.uuid(), justified: z.boolean(), note });
export type ReviewElevation = z.infer<typeof reviewElevationSchema>;
