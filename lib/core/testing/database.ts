import { randomBytes } from 'node:crypto';
import pg from 'pg';
import { afterAll, beforeAll, inject } from 'vitest';
import { disconnect } from '@/lib/core/db';
import { databaseUrls } from '@/lib/core/testing/urls';

const name = `lagebild_test_${process.pid}_${randomBytes(4).toString('hex')}`;

async function run(url: string, sql: string): Promise<pg.QueryResult> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  return client.query(sql).finally(() => client.end());
}

/** The URL of this file's database for the owner of its tables. */
export function ownerUrl(): string {
  return databaseUrls(inject('postgres').url, name).owner;
}

/** Runs SQL with the owner's rights, past the grants of web and worker: for tampering. */
export function asOwner(sql: string): Promise<pg.QueryResult> {
  return run(ownerUrl(), sql);
}

/**
 * Gives the test file a database of its own, migrated and empty, dropped afterwards. Call it once, at the top of an
 * `x.db.test.ts`; then `unsafeDb()`, `pgPool()` and everything that is tested talk to it, as the role of web and worker.
 * Tests of one file share it: let each make its own team and product (`lib/core/testing/assets.ts`), never clean up.
 */
export function withDatabase(): void {
  beforeAll(async () => {
    const { url, template } = inject('postgres');
    await run(url, `CREATE DATABASE ${name} TEMPLATE ${template} STRATEGY FILE_COPY`);
    process.env.DATABASE_URL = databaseUrls(url, name).runtime;
  });

  afterAll(async () => {
    await disconnect();
    await run(inject('postgres').url, `DROP DATABASE IF EXISTS ${name} WITH (FORCE)`);
  });
}
