import type pg from 'pg';
import { z } from 'zod';
import type { SlaCause } from '@/lib/sla/types';

const RECOMPUTE = 'SELECT sla_recompute($1::int[], $2, $3) AS n';

const countSchema = z.tuple([z.object({ n: z.number() })]);

/**
 * Computes the due dates of these findings anew, by the policy in force at `now`, and stores those that changed: in the
 * caller's transaction, in one statement. Closed findings keep theirs, but for claimed fixes. A due date that moves to
 * another day leaves the old one in the finding's history. Writers need not call it: triggers note what may have moved,
 * and the worker follows within seconds.
 * @returns how many changed
 */
export async function recomputeDue(
  client: pg.ClientBase,
  ids: readonly number[],
  now: Date,
  cause: SlaCause = 'finding',
): Promise<number> {
  const { rows } = await client.query(RECOMPUTE, [[...ids], now, cause]);
  return countSchema.parse(rows)[0].n;
}
