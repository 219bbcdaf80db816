import { z } from 'zod';
import type { Tx } from '@/lib/core/db';
import type { SlaCause } from '@/lib/sla/types';
import { Prisma } from '@/prisma/generated/client';

const countSchema = z.tuple([z.object({ n: z.number() })]);

/**
 * Computes the due dates of these findings anew, by the policy in force at `now`, and stores those that changed, in one
 * statement. Closed findings keep theirs, but for claimed fixes. A due date that moves to another day leaves the old one
 * in the finding's history. Writers need not call it: triggers note what may have moved, and the worker follows within
 * seconds.
 * @returns how many changed
 */
export async function recomputeDue(tx: Tx, ids: readonly number[], now: Date, cause: SlaCause): Promise<number> {
  if (ids.length === 0) return 0;
  const found = await tx.$queryRaw`
    SELECT sla_recompute(${[...ids]}::int[], ${now.toISOString()}::timestamptz, ${cause}::text) AS n`;
  return countSchema.parse(found)[0].n;
}

/** SQL over `f`: open, so that its due date counts. */
export const IS_OPEN = Prisma.sql`f.status IN ('open', 'confirmed', 'in_progress')`;
