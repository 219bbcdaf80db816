import { unsafeDb } from '@/lib/core/db';
import type { NounJobs } from '@/lib/jobs/types';

const DAY_MS = 24 * 3_600_000;
const KEEP_READ_MS = 30 * DAY_MS;
const KEEP_MS = 180 * DAY_MS;

/** Removes what was read a month ago, and what nobody read for half a year. */
export async function sweepNotices(now: Date): Promise<void> {
  const ago = (ms: number) => new Date(now.getTime() - ms);
  await unsafeDb().notice.deleteMany({
    where: { at: { lt: ago(KEEP_READ_MS) }, OR: [{ readAt: { lt: ago(KEEP_READ_MS) } }, { at: { lt: ago(KEEP_MS) } }] },
  });
}

export const noticeJobs: NounJobs = {
  tasks: [{ name: 'notices.sweep', everyMs: 3_600_000, run: (ctx) => sweepNotices(ctx.now) }],
};
