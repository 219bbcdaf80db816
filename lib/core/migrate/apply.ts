import pg from 'pg';
import { migrationAdapter } from '@/lib/core/migrate/adapter';
import { schemaEngine } from '@/lib/core/migrate/engine';
import { readMigrations } from '@/lib/core/migrate/files';

const FILTERS = { externalTables: [], externalEnums: [] };
/** "lagebild" as a number; any constant that no other program uses on the same database. */
const LOCK = 7_072_697_331;

/** Runs `work` while this process alone holds the migration lock of the database; others wait. */
export async function withMigrationLock<T>(url: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 10_000 });
  await client.connect();
  try {
    await client.query('SELECT pg_advisory_lock($1)', [LOCK]);
    return await work(client);
  } finally {
    await client.end();
  }
}

/**
 * Applies what is missing of `folder` and keeps Prisma's own table `_prisma_migrations`. Call it under the lock.
 * @param url a role that may create tables
 * @returns the names that were applied now
 * @throws when a migration fails, was edited after it ran, or is unknown to this code
 */
export async function applyMigrations(url: string, folder: string): Promise<string[]> {
  const pool = new pg.Pool({ connectionString: url, max: 3, connectionTimeoutMillis: 10_000 });
  try {
    const engine = await schemaEngine(undefined, migrationAdapter(pool));
    const migrationsList = await readMigrations(folder);
    const state = await engine.diagnoseMigrationHistory({
      migrationsList,
      optInToShadowDatabase: false,
      filters: FILTERS,
    });
    if (state.editedMigrationNames.length > 0) {
      throw new Error(`Migrations were edited after they ran: ${state.editedMigrationNames.join(', ')}`);
    }
    if (
      state.history?.diagnostic === 'migrationsDirectoryIsBehind' ||
      state.history?.diagnostic === 'historiesDiverge'
    ) {
      throw new Error(
        `The database was migrated by a newer or different Lagebild (${state.history.unpersistedMigrationNames.join(', ')})`,
      );
    }
    const { appliedMigrationNames } = await engine.applyMigrations({ migrationsList, filters: FILTERS });
    return appliedMigrationNames;
  } finally {
    await pool.end();
  }
}
