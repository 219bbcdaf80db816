import { z } from 'zod';
import type { Judged } from '@/lib/backups/rules';
import { OBJECTIVES, REASON_CODES, STATES, type Verdict } from '@/lib/backups/types';

const verdictsSchema: z.ZodType<readonly Verdict[]> = z.array(
  z.object({
    objective: z.enum(OBJECTIVES),
    state: z.enum(STATES),
    value: z.number().nullable(),
    target: z.number(),
    reasons: z.array(
      z.object({ code: z.enum(REASON_CODES), params: z.record(z.string(), z.union([z.string(), z.number()])) }),
    ),
    since: z.string(),
  }),
);

/** With the day since when each state is what it is. */
export function dated(judged: readonly Judged[], before: readonly Verdict[], now: Date): Verdict[] {
  return judged.map((one) => {
    const was = before.find(({ objective }) => objective === one.objective);
    return { ...one, since: was?.state === one.state ? was.since : now.toISOString() };
  });
}

/** What is stored of verdicts; none where nothing is, or a later version wrote it. */
export function storedVerdicts(stored: unknown): readonly Verdict[] {
  const parsed = verdictsSchema.safeParse(stored);
  return parsed.success ? parsed.data : [];
}
