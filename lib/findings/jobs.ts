import { unsafeDb } from '@/lib/core/db';
import { bulkQueue } from '@/lib/findings/bulk-queue';
import { takeTurn } from '@/lib/findings/mutations/bulk/turn';
import { sweepBulk, wakeBulk } from '@/lib/findings/mutations/bulk/wake';
import { wakeDue } from '@/lib/findings/mutations/wake-due';
import { weighFindings } from '@/lib/findings/mutations/weigh';
import { handle, type NounJobs } from '@/lib/jobs/types';
import { Prisma } from '@/prisma/generated/client';

const EVERY_MS = 60_000;
const SETTLE_EVERY_MS = 10_000;
const SWEEP_EVERY_MS = 3_600_000;
/** How soon an escalation wakes what sleeps; a date that comes sooner wakes at its moment. */
const WAKE_EVERY_MS = 5_000;
const WEIGH_EVERY_MS = 15_000;
/** A product is folded when it holds this many rows more than it needs, and a quarter more. */
const SLACK = 20;

/** The dimensions of each table of maintained counts, the product first. */
const COUNTS = [
  ['finding_tally', 'product_id, status, severity, kind, scanner, assignee_id, known_exploited, fix_available'],
  ['finding_day', 'product_id, first_seen_on, status, severity'],
  ['finding_flow', 'product_id, "on", severity, change'],
] as const;

/**
 * Sums the deltas of a table, product by product where it is worth it. One statement: readers see the rows before or
 * after, never between; rows that others write meanwhile are not touched; two folds at once share the work.
 */
async function fold(name: string, columns: string): Promise<void> {
  const table = Prisma.raw(name);
  const dimensions = Prisma.raw(columns);
  await unsafeDb().$executeRaw`
    WITH crowded AS (
      SELECT product_id FROM (SELECT product_id, count(*) AS held FROM ${table} GROUP BY ${dimensions}) AS cell
      GROUP BY product_id HAVING sum(held) > ${SLACK} + 1.25 * count(*)
    ), gone AS (
      DELETE FROM ${table} WHERE product_id IN (SELECT product_id FROM crowded) RETURNING *
    )
    INSERT INTO ${table} (${dimensions}, n) SELECT ${dimensions}, sum(n) FROM gone GROUP BY ${dimensions} HAVING sum(n) <> 0`;
}

/** Folds the maintained counts; their sums stay what they are. Safe beside writers and beside itself. */
export async function foldCounts(): Promise<void> {
  for (const [table, dimensions] of COUNTS) await fold(table, dimensions);
}

/** Merges what imports have left in the pending list of the search index, so that a search need not read it along. */
export async function settleSearch(): Promise<void> {
  await unsafeDb().$queryRaw`SELECT settle_finding_tokens()::int AS pages`;
}

/** Works whatever waits, one slice of each job in turn, so that no job waits for the whole of another. */
async function workBulk(signal: AbortSignal): Promise<void> {
  while (!signal.aborted && (await takeTurn(new Date()))) {}
}

export const findingJobs: NounJobs = {
  handlers: [handle(bulkQueue, (_job, { signal }) => workBulk(signal))],
  tasks: [
    { name: 'wake-bulk-decisions', everyMs: SETTLE_EVERY_MS, run: wakeBulk },
    { name: 'sweep-bulk-decisions', everyMs: SWEEP_EVERY_MS, run: sweepBulk },
    { name: 'fold-finding-counts', everyMs: EVERY_MS, run: () => foldCounts() },
    { name: 'wake-findings', everyMs: WAKE_EVERY_MS, run: (ctx) => wakeDue(ctx) },
    { name: 'weigh-findings', everyMs: WEIGH_EVERY_MS, run: async ({ now }) => void (await weighFindings(now)) },
    { name: 'settle-finding-search', everyMs: SETTLE_EVERY_MS, run: () => settleSearch() },
  ],
};
