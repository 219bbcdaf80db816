import { z } from 'zod';
import { LETTERS } from '@/lib/tls/grade/types';

const letter = z.enum(LETTERS);

/** A grade as a scan keeps it (lib/tls/grade/types.ts). */
export const gradeSchema = z.object({
  letter,
  trustIgnored: letter.nullable(),
  scores: z.object({ protocol: z.number(), keyExchange: z.number(), cipher: z.number(), total: z.number() }).nullable(),
  reasons: z.array(
    z.object({
      rule: z.string(),
      effect: z.enum(['T', 'M', 'F', 'B', 'C', 'warning', 'no_a_plus', 'note']),
      params: z.record(z.string(), z.union([z.string(), z.number()])),
      decided: z.boolean(),
      remedied: letter,
      sure: z.enum(['guide', 'convention', 'unclear']),
    }),
  ),
  criteria: z.string(),
  byGuide: z.boolean(),
});
