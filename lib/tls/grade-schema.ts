import { z } from 'zod';
import { EFFECTS, LETTERS, SURENESS } from '@/lib/tls/grade/types';

const letter = z.enum(LETTERS);

/** A grade as a scan keeps it (lib/tls/grade/types.ts). */
export const gradeSchema = z.object({
  letter,
  trustIgnored: letter.nullable(),
  scores: z.object({ protocol: z.number(), keyExchange: z.number(), cipher: z.number(), total: z.number() }).nullable(),
  reasons: z.array(
    z.object({
      rule: z.string(),
      effect: z.enum(EFFECTS),
      params: z.record(z.string(), z.union([z.string(), z.number()])),
      known: z.boolean(),
      decided: z.boolean(),
      remedied: letter.nullable(),
      sure: z.enum(SURENESS),
    }),
  ),
  criteria: z.string(),
  byGuide: z.boolean(),
});
