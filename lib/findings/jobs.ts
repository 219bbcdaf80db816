import { unsafeDb } from '@/lib/core/db';
import { bulkQueue } from '@/lib/findings/bulk-queue';
import { takeTurns } from '@/lib/findings/mutations/bulk/turn';
import { sweepBulk, wakeBulk } from '@/lib/findings/mutations/bulk/wake';
import { foldCounts } from '@/lib/findings/mutations/fold-counts';
import { wakeDue } from '@/lib/findings/mutations/wake-due';
import { weighFindings } from '@/lib/findings/mutations/weigh';
import { handle, type NounJobs } from '@/lib/jobs/types';

const EVERY_MS = 60_000;
const SETTLE_EVERY_MS = 10_000;
const SWEEP_EVERY_MS = 3_600_000;
/** How soon an escalation wakes what sleeps; a date that comes sooner wakes at its moment. */
const WAKE_EVERY_MS = 5_000;
const WEIGH_EVERY_MS = 15_000;

/** Merges what imports have left in the pending list of the search index, so that a search need not read it along. */
export async function settleSearch(): Promise<void> {
  await unsafeDb().$queryRaw`SELECT settle_finding_tokens()::int AS pages`;
}

export const findingJobs: NounJobs = {
  handlers: [handle(bulkQueue, (_job, { signal }) => takeTurns(signal))],
  tasks: [
    { name: 'wake-bulk-decisions', everyMs: SETTLE_EVERY_MS, run: wakeBulk },
    { name: 'sweep-bulk-decisions', everyMs: SWEEP_EVERY_MS, run: sweepBulk },
    { name: 'fold-finding-counts', everyMs: EVERY_MS, run: () => foldCounts() },
    { name: 'wake-findings', everyMs: WAKE_EVERY_MS, run: (ctx) => wakeDue(ctx) },
    { name: 'weigh-findings', everyMs: WEIGH_EVERY_MS, run: async ({ now }) => void (await weighFindings(now)) },
    { name: 'settle-finding-search', everyMs: SETTLE_EVERY_MS, run: () => settleSearch() },
  ],
};
