import { join } from 'node:path';
import pg from 'pg';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { migrationNames } from '@/lib/core/migrate/files';
import { migrateDatabase } from '@/lib/core/migrate/run';

const folder = join(process.cwd(), 'prisma', 'migrations');
const name = `lagebild_migrate_${process.pid}`;

async function maintain(sql: string): Promise<void> {
  const client = new pg.Client({ connectionString: inject('postgres').url });
  await client.connect();
  await client.query(sql).finally(() => client.end());
}

function ownUrl(): string {
  const url = new URL(inject('postgres').url);
  url.pathname = `/${name}`;
  return url.href;
}

beforeAll(() => maintain(`CREATE DATABASE ${name}`));
afterAll(() => maintain(`DROP DATABASE ${name} WITH (FORCE)`));

test('several instances may start at once: each migration runs once', async () => {
  const start = () =>
    migrateDatabase({ ownerUrl: ownUrl(), runtimeUrl: ownUrl(), folder, install: async () => undefined });
  const applied = await Promise.all([start(), start(), start()]);
  expect(applied.flat().sort()).toEqual(await migrationNames(folder));
});

test('a database that is ahead of the code is refused', async () => {
  const client = new pg.Client({ connectionString: ownUrl() });
  await client.connect();
  await client.query(
    `INSERT INTO _prisma_migrations (id, checksum, finished_at, migration_name, started_at, applied_steps_count)
     VALUES ('x', 'x', now(), '29990101000000_from_the_future', now(), 1)`,
  );
  await client.end();
  await expect(
    migrateDatabase({ ownerUrl: ownUrl(), runtimeUrl: ownUrl(), folder, install: async () => undefined }),
  ).rejects.toThrow('29990101000000_from_the_future');
});
