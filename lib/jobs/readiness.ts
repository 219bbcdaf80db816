import 'server-only';
import { log } from '@/lib/core/log';
import { pendingMigrations } from '@/lib/core/migrate/state';
import { lastHeartbeat } from '@/lib/jobs/data';

/** A worker that has said nothing for this long counts as gone. */
const WORKER_SILENT_MS = 30_000;

type Readiness = { readonly database: boolean; readonly migrations: boolean; readonly worker: boolean };

/** Whether this installation can do its work now. Names no detail: the caller is not signed in. */
export async function readiness(now: Date): Promise<Readiness> {
  try {
    const pending = await pendingMigrations();
    const seen = await lastHeartbeat();
    const worker = seen !== null && now.getTime() - seen.getTime() < WORKER_SILENT_MS;
    return { database: true, migrations: pending.length === 0, worker };
  } catch (error) {
    log().warn({ err: error }, 'not ready');
    return { database: false, migrations: false, worker: false };
  }
}
