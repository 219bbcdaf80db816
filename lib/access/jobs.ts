import { recheckSessions } from '@/lib/access/mutations/recheck';
import { refreshIdentity } from '@/lib/core/auth/refresh';
import { unsafeDb } from '@/lib/core/db';
import type { NounJobs } from '@/lib/jobs/types';

const DAY_MS = 24 * 3_600_000;
const KEEP_SESSIONS_MS = 90 * DAY_MS;

/** Removes what only served a moment: ended sessions (with their step-ups and drafts) and full buckets. */
export async function purgeAccess(now: Date): Promise<void> {
  const dayAgo = new Date(now.getTime() - DAY_MS);
  const longAgo = new Date(now.getTime() - KEEP_SESSIONS_MS);
  await unsafeDb().stepUp.deleteMany({ where: { expiresAt: { lt: dayAgo } } });
  await unsafeDb().userSession.deleteMany({ where: { expiresAt: { lt: longAgo } } });
  await unsafeDb().rateBucket.deleteMany({ where: { updatedAt: { lt: dayAgo } } });
}

export const accessJobs: NounJobs = {
  tasks: [
    { name: 'access.purge', everyMs: 3_600_000, run: (ctx) => purgeAccess(ctx.now) },
    { name: 'access.recheck', everyMs: 60_000, run: (ctx) => recheckSessions(ctx, refreshIdentity) },
  ],
};
