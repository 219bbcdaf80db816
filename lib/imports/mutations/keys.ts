import 'server-only';
import { type Tx, unsafeDb } from '@/lib/core/db';
import { DomainError } from '@/lib/core/errors';

const KEPT_MS = 24 * 3_600_000;
const ALIVE_EVERY_MS = 10_000;
/** A request that has not said that it lives for so long was cut off with its server: another one may take its key. */
const SILENT_MS = 30_000;

/** An Idempotency-Key: keys of one token know nothing of another one's. */
export type RequestKey = { readonly tokenId: string; readonly key: string };
type Settled = { readonly importId: string; readonly fingerprint: string };

/**
 * The import that a request with this key has made within the last 24 hours; null: the key is free, or about to be.
 * @throws DomainError `key_in_use` while that request still arrives
 */
export async function settledRequest({ tokenId, key }: RequestKey, now: Date): Promise<Settled | null> {
  const row = await unsafeDb().importKey.findUnique({ where: { tokenId_key: { tokenId, key } } });
  if (!row || row.createdAt.getTime() < now.getTime() - KEPT_MS) return null;
  if (row.fingerprint !== null) return { importId: row.importId, fingerprint: row.fingerprint };
  if (row.aliveAt.getTime() < now.getTime() - SILENT_MS) return null;
  throw new DomainError('key_in_use', { retryAfterSeconds: 5 });
}

/**
 * Takes the key for an import that begins to arrive.
 * @returns false when another request has it
 */
export async function takeKey({ tokenId, key }: RequestKey, importId: string, now: Date): Promise<boolean> {
  const over = new Date(now.getTime() - KEPT_MS);
  const silent = new Date(now.getTime() - SILENT_MS);
  const taken = await unsafeDb().$executeRaw`
    INSERT INTO import_key AS k (token_id, key, import_id, created_at, alive_at)
    VALUES (${tokenId}, ${key}, ${importId}::uuid, ${now}, ${now})
    ON CONFLICT (token_id, key) DO UPDATE
    SET import_id = excluded.import_id, fingerprint = NULL, created_at = excluded.created_at, alive_at = excluded.alive_at
    WHERE k.created_at < ${over} OR (k.fingerprint IS NULL AND k.alive_at < ${silent})`;
  return taken === 1;
}

/** Says that the import still arrives, until the returned function is called. */
export function keepKeyAlive({ tokenId, key }: RequestKey, importId: string, now: Date): () => void {
  const began = performance.now();
  const timer = setInterval(() => {
    const aliveAt = new Date(now.getTime() + performance.now() - began);
    // A sign that is missed is made up for by the next one; a key that is lost shows when the request settles.
    unsafeDb()
      .importKey.updateMany({ where: { tokenId, key, importId }, data: { aliveAt } })
      .catch(() => undefined);
  }, ALIVE_EVERY_MS);
  timer.unref();
  return () => clearInterval(timer);
}

/**
 * The request is whole: from now on its key answers with its import. In the transaction that queues it.
 * @throws DomainError `key_in_use` when another request took the key meanwhile
 */
export async function settleKey(tx: Tx, { tokenId, key }: RequestKey, settled: Settled): Promise<void> {
  const { importId, fingerprint } = settled;
  const { count } = await tx.importKey.updateMany({
    where: { tokenId, key, importId, fingerprint: null },
    data: { fingerprint },
  });
  if (count !== 1) throw new DomainError('key_in_use', { retryAfterSeconds: 5 });
}

/** A request that failed has done nothing: its key is free for the next try. */
export async function freeKey({ tokenId, key }: RequestKey, importId: string): Promise<void> {
  await unsafeDb().importKey.deleteMany({ where: { tokenId, key, importId, fingerprint: null } });
}

/** Forgets keys that no longer count. */
export async function sweepKeys(now: Date): Promise<void> {
  await unsafeDb().importKey.deleteMany({ where: { createdAt: { lt: new Date(now.getTime() - KEPT_MS) } } });
}
