import 'server-only';
import { type Db, PgBoss } from 'pg-boss';
import { pgPool } from '@/lib/core/db';
import { log } from '@/lib/core/log';
import { JOBS_SCHEMA } from '@/lib/jobs/install';

const holder = globalThis as typeof globalThis & { lagebildBoss?: Promise<PgBoss> };

const poolDb: Db = {
  executeSql: async (text, values) => {
    const { rows } = await pgPool().query(text, values);
    return { rows };
  },
};

async function start(): Promise<PgBoss> {
  const boss = new PgBoss({ db: poolDb, schema: JOBS_SCHEMA, migrate: false, supervise: false, schedule: false });
  boss.on('error', (error) => log().warn({ err: error }, 'job queue'));
  return boss.start();
}

/** The sending half of pg-boss over the process-wide pool: works no job, supervises nothing. */
export function sender(): Promise<PgBoss> {
  holder.lagebildBoss ??= start().catch((error: unknown) => {
    holder.lagebildBoss = undefined;
    throw error;
  });
  return holder.lagebildBoss;
}
