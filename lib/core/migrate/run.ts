import { applyMigrations, withMigrationLock } from '@/lib/core/migrate/apply';
import { grantRuntime } from '@/lib/core/migrate/grants';

type Migration = {
  /** A role that may create tables. */
  readonly ownerUrl: string;
  /** The role of web and worker; the same URL when there is one role only. */
  readonly runtimeUrl: string;
  /** `prisma/migrations`. */
  readonly folder: string;
  /** What else needs the owner, under the same lock: the job queue's tables. */
  readonly install: (ownerUrl: string) => Promise<void>;
};

/**
 * Brings a database up to this code, under a lock: several instances may start at once, one migrates, the others find
 * nothing left to do.
 * @returns the names of the migrations that ran now
 */
export function migrateDatabase({ ownerUrl, runtimeUrl, folder, install }: Migration): Promise<string[]> {
  return withMigrationLock(ownerUrl, async (owner) => {
    const applied = await applyMigrations(ownerUrl, folder);
    await install(ownerUrl);
    const [from, to] = [new URL(ownerUrl), new URL(runtimeUrl)];
    if (from.username !== to.username) {
      await grantRuntime(owner, decodeURIComponent(to.username), decodeURIComponent(to.password));
    }
    return applied;
  });
}
