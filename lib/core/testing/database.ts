import { randomBytes } from 'node:crypto';
import pg from 'pg';
import { afterAll, beforeAll, inject } from 'vitest';
import { disconnect } from '@/lib/core/db';

async function maintain(sql: string): Promise<void> {
  const client = new pg.Client({ connectionString: inject('postgres').url });
  await client.connect();
  await client.query(sql).finally(() => client.end());
}

/**
 * Gives the test file a database of its own, migrated and empty, dropped afterwards. Call it once, at the top of an
 * `x.db.test.ts`; then `unsafeDb()`, `pgPool()` and everything that is tested talk to it. Tests of one file share it:
 * let each make its own team and product (`lib/core/testing/actors.ts`) instead of cleaning up.
 */
export function withDatabase(): void {
  const name = `lagebild_test_${process.pid}_${randomBytes(4).toString('hex')}`;

  beforeAll(async () => {
    const { url, template } = inject('postgres');
    await maintain(`CREATE DATABASE ${name} TEMPLATE ${template} STRATEGY FILE_COPY`);
    const own = new URL(url);
    own.pathname = `/${name}`;
    process.env.DATABASE_URL = own.href;
  });

  afterAll(async () => {
    await disconnect();
    await maintain(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`);
  });
}
