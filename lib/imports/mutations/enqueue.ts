import 'server-only';
import { type Tx, unsafeDb } from '@/lib/core/db';
import { importQueue } from '@/lib/imports/queue';
import { enqueue } from '@/lib/jobs/mutations';

/** An import that found its product busy asks again when that one is over, or after this time. */
const AGAIN_MS = 1_000;

/**
 * The turn after which the imports of a product follow: behind its own that wait, but beside those of other products, as
 * if each product had a queue of its own and they took turns (start-time fair queueing).
 */
async function lastTurn(tx: Tx, productId: string): Promise<number> {
  const [running, waiting, own] = await Promise.all([
    tx.import.aggregate({ where: { state: 'running' }, _max: { turn: true } }),
    tx.import.aggregate({ where: { state: 'queued', turn: { gt: 0 } }, _min: { turn: true } }),
    tx.import.aggregate({ where: { state: 'queued', productId, turn: { gt: 0 } }, _max: { turn: true } }),
  ]);
  const now = running._max.turn ?? (waiting._min.turn ?? 1) - 1;
  return Math.max(now, own._max.turn ?? 0);
}

/** Puts imports, all in state `queued`, into the worker's queue inside the caller's transaction, in their order. */
export async function enqueueImports(tx: Tx, productId: string, ids: readonly string[]): Promise<void> {
  let turn = await lastTurn(tx, productId);
  for (const id of ids) {
    turn += 1;
    await tx.import.update({ where: { id }, data: { turn } });
    await enqueue(tx, importQueue, { importId: id }, { priority: -turn, group: productId });
  }
}

/** Puts an import back for its product is busy: its turn stays, and so does the number of tries that it has left. */
export async function enqueueAgain(importId: string, triesLeft: number, now: Date): Promise<void> {
  await unsafeDb().$transaction(async (tx) => {
    const { productId, turn } = await tx.import.findUniqueOrThrow({
      where: { id: importId },
      select: { productId: true, turn: true },
    });
    const startAfter = new Date(now.getTime() + AGAIN_MS);
    const options = { priority: -turn, group: productId, retries: triesLeft, startAfter };
    await enqueue(tx, importQueue, { importId }, options);
  });
}
