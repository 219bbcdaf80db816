import { migrateEnv } from '@/lib/core/env';
import { migrateDatabase } from '@/lib/core/migrate/run';
import { installJobs, JOBS_SCHEMA } from '@/lib/jobs/install';
import { QUEUES } from '@/worker/queues';

/** One line of JSON on stdout when it went well; what went wrong on stderr, and exit code 1. */
async function main(): Promise<void> {
  const { DATABASE_URL, DATABASE_MIGRATE_URL } = migrateEnv();
  const applied = await migrateDatabase({
    ownerUrl: DATABASE_MIGRATE_URL ?? DATABASE_URL,
    runtimeUrl: DATABASE_URL,
    folder: 'prisma/migrations',
    install: (url) => installJobs(url, JOBS_SCHEMA, QUEUES),
  });
  console.log(JSON.stringify({ applied }));
}

// Timers of closed connection pools would hold the process for ten seconds more.
main().then(
  () => process.exit(0),
  (error: unknown) => {
    console.error(error instanceof Error ? error.message : String(error));
    process.exit(1);
  },
);
