import { z } from 'zod';
import { PERIODS } from '@/lib/figures/search-params';

/** `team`: slug; null: the whole organisation. `day`: as of its end (UTC); null: now. */
export const makeReportSchema = z.object({
  team: z.string().max(100).nullable(),
  weeks: z.literal(PERIODS),
  day: z.iso.date().nullable(),
});
export type MakeReport = z.infer<typeof makeReportSchema>;
