import { pgPool } from '@/lib/core/db';

/** How many statements wait for a lock in this file's database; other files' databases on the same server don't count. */
export async function waitingForLocks(): Promise<number> {
  const { rows } = await pgPool().query<{ n: number }>(`
    SELECT count(*)::int AS n FROM pg_stat_activity
    WHERE datname = current_database() AND wait_event_type = 'Lock'`);
  return rows[0]?.n ?? 0;
}
