import { PrismaPg } from '@prisma/adapter-pg';
import pg from 'pg';
import { env } from '@/lib/core/env';
import { type Prisma, PrismaClient } from '@/prisma/generated/client';

export type Tx = Prisma.TransactionClient;
export type { Prisma };

type Connections = { client: PrismaClient; pool: pg.Pool };

const holder = globalThis as typeof globalThis & { lagebildDb?: Connections };

function connect(): Connections {
  const { DATABASE_URL, DATABASE_POOL } = env();
  const pool = new pg.Pool({
    connectionString: DATABASE_URL,
    max: DATABASE_POOL,
    connectionTimeoutMillis: 10_000,
    idleTimeoutMillis: 30_000,
    application_name: 'lagebild',
  });
  // An idle connection that breaks must not end the process: the next query opens a new one.
  pool.on('error', () => undefined);
  return { pool, client: new PrismaClient({ adapter: new PrismaPg(pool) }) };
}

function connections(): Connections {
  holder.lagebildDb ??= connect();
  return holder.lagebildDb;
}

/** Prisma over the process-wide pool. Scope goes inside every `where`: see `lib/access/policy.ts`. */
export function unsafeDb(): PrismaClient {
  return connections().client;
}

/** The pool itself, for COPY and set-based SQL of imports. */
export function pgPool(): pg.Pool {
  return connections().pool;
}

/** Runs `work` in the transaction of `ctx`, or in a new one. Audit rows are written with the same `tx`. */
export function inTransaction<T>(ctx: { readonly db?: Tx }, work: (tx: Tx) => Promise<T>): Promise<T> {
  if (ctx.db) return work(ctx.db);
  return unsafeDb().$transaction(work, { timeout: 60_000, maxWait: 10_000 });
}

/** A transaction on a connection of the pool, for set-based SQL: kept where `work` returns, undone where it throws. */
export async function poolTransaction<T>(work: (client: pg.PoolClient) => Promise<T>): Promise<T> {
  const client = await pgPool().connect();
  try {
    await client.query('BEGIN');
    const result = await work(client);
    await client.query('COMMIT');
    return result;
  } catch (error) {
    await client.query('ROLLBACK').catch(() => undefined);
    throw error;
  } finally {
    client.release();
  }
}

export async function disconnect(): Promise<void> {
  const open = holder.lagebildDb;
  holder.lagebildDb = undefined;
  if (!open) return;
  await open.client.$disconnect();
  if (!open.pool.ended) await open.pool.end();
}
