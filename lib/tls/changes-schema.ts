import { z } from 'zod';
import { CHANGE_KINDS, type Change } from '@/lib/tls/changes';

/** Changes as a scan keeps them; what this edition does not know is left out. */
export const changesSchema: z.ZodType<Change[]> = z
  .array(
    z
      .object({
        kind: z.enum(CHANGE_KINDS),
        way: z.enum(['better', 'worse', 'neutral']),
        params: z.record(z.string(), z.union([z.string(), z.number()])),
      })
      .nullable()
      .catch(null),
  )
  .catch([])
  .transform((all) => all.filter((one) => one !== null));
