import 'server-only';
import { join } from 'node:path';
import { z } from 'zod';
import { unsafeDb } from '@/lib/core/db';
import { migrationNames } from '@/lib/core/migrate/files';

const rows = z.array(z.object({ migration_name: z.string() }));

/** The migrations that this code needs and the database has not finished. */
export async function pendingMigrations(): Promise<string[]> {
  const needed = await migrationNames(join(process.cwd(), 'prisma', 'migrations'));
  const done = rows.parse(
    await unsafeDb().$queryRaw`
      SELECT migration_name FROM _prisma_migrations WHERE finished_at IS NOT NULL AND rolled_back_at IS NULL`,
  );
  const names = new Set(done.map((row) => row.migration_name));
  return needed.filter((name) => !names.has(name));
}
