import { unsafeDb } from '@/lib/core/db';
import type { NounJobs } from '@/lib/jobs/types';

const EVERY_MS = 60_000;
/** A product is folded when it holds this many rows more than it needs, and a quarter more. */
const SLACK = 20;

/**
 * Sums the deltas of `finding_tally`, product by product where it is worth it. One statement: readers see the rows
 * before or after, never between; rows that others write meanwhile are not touched; two folds at once share the work.
 */
async function foldTally(): Promise<number> {
  return unsafeDb().$executeRaw`
    WITH crowded AS (
      SELECT product_id FROM finding_tally GROUP BY product_id
      HAVING count(*) > ${SLACK} + 1.25 * count(DISTINCT (status, severity, kind, scanner, assignee_id, known_exploited,
        fix_available, first_seen_on))
    ), gone AS (
      DELETE FROM finding_tally WHERE product_id IN (SELECT product_id FROM crowded) RETURNING *
    )
    INSERT INTO finding_tally (product_id, status, severity, kind, scanner, assignee_id, known_exploited, fix_available,
      first_seen_on, n)
    SELECT product_id, status, severity, kind, scanner, assignee_id, known_exploited, fix_available, first_seen_on, sum(n)
    FROM gone GROUP BY 1, 2, 3, 4, 5, 6, 7, 8, 9 HAVING sum(n) <> 0`;
}

/** The same for `finding_flow`. */
async function foldFlow(): Promise<number> {
  return unsafeDb().$executeRaw`
    WITH crowded AS (
      SELECT product_id FROM finding_flow GROUP BY product_id
      HAVING count(*) > ${SLACK} + 1.25 * count(DISTINCT ("on", severity, change))
    ), gone AS (
      DELETE FROM finding_flow WHERE product_id IN (SELECT product_id FROM crowded) RETURNING *
    )
    INSERT INTO finding_flow (product_id, "on", severity, change, n)
    SELECT product_id, "on", severity, change, sum(n) FROM gone GROUP BY 1, 2, 3, 4 HAVING sum(n) <> 0`;
}

/** Folds the maintained counts; their sums stay what they are. Safe beside writers and beside itself. */
export async function foldCounts(): Promise<void> {
  await foldTally();
  await foldFlow();
}

export const findingJobs: NounJobs = {
  tasks: [{ name: 'fold-finding-counts', everyMs: EVERY_MS, run: () => foldCounts() }],
};
