import { z } from 'zod';
import { VERSIONS } from '@/lib/tls/facts';
import criteria2009q from '@/lib/tls/grade/criteria/2009q.json';
import criteria2009r from '@/lib/tls/grade/criteria/2009r.json';
import { EFFECTS, SURENESS } from '@/lib/tls/grade/types';

const points = z.number().min(0).max(100);
const steps = z.array(z.object({ below: z.number().int().nullable(), points })).min(1);

/** A revision of the SSL Server Rating Guide: its arithmetic, and what each rule does to the grade. */
const schema = z.object({
  id: z.string(),
  /** The day from which SSL Labs rated by it. */
  validFrom: z.iso.date(),
  scores: z.object({
    weights: z.object({ protocol: points, keyExchange: points, cipher: points }),
    protocols: z.record(z.enum(VERSIONS), points),
    keyExchange: steps,
    cipher: steps,
    /** Ciphers that the guide counts by the bits in their name, not by their strength. */
    cipherBits: z.record(z.string(), z.number().int()),
  }),
  rules: z.array(
    z.object({
      rule: z.string(),
      effect: z.enum(EFFECTS),
      sure: z.enum(SURENESS),
      /** Only where HTTP is spoken. */
      http: z.boolean().default(false),
      limits: z.record(z.string(), z.number()).default({}),
    }),
  ),
});
export type Criteria = z.infer<typeof schema>;

/** Oldest first. Grades keep the id of theirs, so old ones stay readable when a revision is added. */
export const CRITERIA: readonly Criteria[] = [criteria2009q, criteria2009r].map((criteria) => schema.parse(criteria));

/** @returns null for a revision that is not known */
export function criteriaOf(id: string): Criteria | null {
  return CRITERIA.find((criteria) => criteria.id === id) ?? null;
}

/** What new scans are graded by at this moment; before the first revision, the oldest that is known. */
export function criteriaAt(now: Date): Criteria {
  const day = now.toISOString().slice(0, 10);
  const valid = CRITERIA.findLast(({ validFrom }) => validFrom <= day) ?? CRITERIA[0];
  if (!valid) throw new Error('There are no grading criteria');
  return valid;
}
