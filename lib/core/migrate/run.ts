import { applyMigrations, withMigrationLock } from '@/lib/core/migrate/apply';

type Migration = {
  /** A role that may create tables. */
  readonly ownerUrl: string;
  /** `prisma/migrations`. */
  readonly folder: string;
};

/**
 * Brings a database up to this code, under a lock: several instances may start at once, one migrates, the others find
 * nothing left to do.
 * @returns the names of the migrations that ran now
 */
export function migrateDatabase({ ownerUrl, folder }: Migration): Promise<string[]> {
  return withMigrationLock(ownerUrl, () => applyMigrations(ownerUrl, folder));
}
