import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import type { TestProject } from 'vitest/node';
import { migrateDatabase } from '@/lib/core/migrate/run';
import { databaseUrls } from '@/lib/core/testing/urls';
import { installJobs, JOBS_SCHEMA } from '@/lib/jobs/install';
import { initCluster, startPostgres } from '@/scripts/lib/postgres.mjs';
import { QUEUES } from '@/worker/queues';

declare module 'vitest' {
  interface ProvidedContext {
    /** URL of the server's maintenance database as owner, and the name of the migrated template. */
    postgres: { readonly url: string; readonly template: string };
  }
}

type Server = { readonly url: string; stop(): Promise<void> };

/** A throw-away cluster that does not wait for the disk. */
async function ownServer(): Promise<Server> {
  const folder = await mkdtemp(join(tmpdir(), 'lagebild-test-'));
  await chmod(folder, 0o755);
  const dir = join(folder, 'db');
  initCluster(process.cwd(), dir, 'test');
  const settings = { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off', max_connections: '200' };
  const server = await startPostgres({ root: process.cwd(), dir, password: 'test', settings });
  const stop = async () => {
    await server.stop();
    await rm(folder, { recursive: true, force: true });
  };
  return { url: server.url('postgres'), stop };
}

async function query(url: string, sql: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  await client.query(sql).finally(() => client.end());
}

/** Migrates one template database; each test file clones it (`withDatabase`). TEST_DATABASE_URL names another server. */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const given = process.env.TEST_DATABASE_URL;
  const server: Server = given ? { url: given, stop: async () => undefined } : await ownServer();
  const template = `lagebild_template_${process.pid}`;
  await query(server.url, `CREATE DATABASE ${template}`);
  const urls = databaseUrls(server.url, template);
  await migrateDatabase({
    ownerUrl: urls.owner,
    runtimeUrl: urls.runtime,
    folder: join(process.cwd(), 'prisma', 'migrations'),
    install: (ownerUrl) => installJobs(ownerUrl, JOBS_SCHEMA, QUEUES),
  });
  project.provide('postgres', { url: server.url, template });
  return async () => {
    await query(server.url, `DROP DATABASE ${template}`);
    await server.stop();
  };
}
