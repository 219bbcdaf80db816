import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { beforeAll, expect, it } from 'vitest';
import { unsafeDb } from '@/lib/core/db';
import { ctx, token } from '@/lib/core/testing/actors';
import { aProduct } from '@/lib/core/testing/assets';
import { withDatabase } from '@/lib/core/testing/database';
import { receiveEvents } from '@/lib/events/incoming';
import { delivery, RECORDS } from '@/lib/events/testing/delivery';
import { bundle } from '@/scripts/lib/bundle.mjs';

withDatabase();

beforeAll(() => bundle(process.cwd(), { 'test-event-worker': 'lib/events/testing/worker.ts' }));

/** Receives deliveries in a process of its own from number `from` on, and kills it with SIGKILL. @returns how many were answered */
async function receiveAndKill(productId: string, from: number, ms: number): Promise<number> {
  const program = join(process.cwd(), 'dist', 'test-event-worker.mjs');
  const args = [program, productId, String(from)];
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] });
  let said = '';
  child.stdout.on('data', (chunk: Buffer) => (said += chunk));
  await expect.poll(() => said, { timeout: 30_000 }).not.toBe('');
  await pause(ms);
  child.kill('SIGKILL');
  await once(child, 'close');
  return said.split('\n').length - 1;
}

async function stored(): Promise<ReadonlyMap<number, number>> {
  const rows = await unsafeDb().$queryRaw<{ n: number; events: number }[]>`
    SELECT e.actor::int AS n, count(*)::int AS events
    FROM event e JOIN event_sender s ON s.id = e.sender_id WHERE s.name = 'killed' GROUP BY 1`;
  return new Map(rows.map(({ n, events }) => [n, events]));
}

it('what was answered before the receiver was killed is there, whole and once; sent again it changes nothing', async () => {
  const { productId } = await aProduct();
  const actor = token(productId, ['event:ingest']);
  let answered = 0;
  for (const ms of [0, 37, 90]) {
    answered += await receiveAndKill(productId, answered, ms);
    const there = await stored();
    for (let n = 0; n < answered; n += 1) expect(there.get(n), `delivery ${n}`).toBe(RECORDS);
    // One that was not answered is there as a whole, or not at all.
    for (const events of there.values()) expect(events).toBe(RECORDS);
  }
  expect(answered).toBeGreaterThan(2);
  // A sender that got no answer sends again.
  for (let n = 0; n <= answered; n += 1) {
    const { events, duplicates } = await receiveEvents({ ...ctx(actor), actor }, delivery(n), 'generic');
    expect(events + duplicates).toBe(RECORDS + 3);
  }
  const there = await stored();
  expect([...there.values()]).toEqual(Array.from({ length: answered + 1 }, () => RECORDS));
});
