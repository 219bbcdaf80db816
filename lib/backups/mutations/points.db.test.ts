import { expect, it } from 'vitest';
import { deliver } from '@/lib/backups/testing/delivery';
import { fixture } from '@/lib/backups/testing/reading';
import { unsafeDb } from '@/lib/core/db';
import { aProduct } from '@/lib/core/testing/assets';
import { withDatabase } from '@/lib/core/testing/database';

withDatabase();

const copy = (id: string, more: object = {}) => ({ id, asset: 'db', end: `2026-11-2${id}T10:00:00Z`, ...more });
const list = (...backups: readonly object[]) => JSON.stringify({ backups, complete: ['db'] });

/** Documents of one source, and when each was made. */
const DOCUMENTS = [
  [list(copy('0'), copy('1')), '2026-11-21T11:00:00Z'],
  [list(copy('1', { bytes: 5 }), copy('2', { status: 'running' })), '2026-11-22T09:00:00Z'],
  [JSON.stringify([copy('2', { status: 'failed', note: 'disk full' })]), '2026-11-22T12:00:00Z'],
  [list(copy('2', { status: 'ok', bytes: 7 }), copy('0')), '2026-11-22T13:00:00Z'],
] as const;

function orders<T>(items: readonly T[]): T[][] {
  if (items.length < 2) return [[...items]];
  return items.flatMap((one, index) => orders(items.toSpliced(index, 1)).map((rest) => [one, ...rest]));
}

async function stateAfter(order: readonly (readonly [string, string])[]) {
  const { productId } = await aProduct();
  for (const [index, [text, at]] of order.entries())
    await deliver(productId, text, {
      ...{ shape: 'generic', query: { at }, now: new Date(Date.parse('2026-11-23T12:00:00Z') + index * 60_000) },
    });
  return unsafeDb().backupPoint.findMany({
    where: { source: { productId } },
    omit: { id: true, sourceId: true, receivedAt: true },
    orderBy: { key: 'asc' },
  });
}

it('comes to the same copies, words and losses in whatever order documents come', async () => {
  const states = [];
  for (const order of orders(DOCUMENTS)) states.push(await stateAfter(order));
  expect(states[0]).toMatchObject([
    { key: '0', goneAt: null, listedAt: new Date('2026-11-22T13:00:00Z') },
    { key: '1', goneAt: new Date('2026-11-22T13:00:00Z'), bytes: 5n },
    { key: '2', goneAt: null, status: 'ok', bytes: 7n, note: 'disk full' },
  ]);
  for (const state of states) expect(state).toEqual(states[0]);
});

it('takes lengths and sizes for as many copies as there are, before and after these', async () => {
  const snapshot = (id: string) => ({
    ...{ time: '2026-11-22T10:00:00Z', hostname: 'db01', paths: ['/srv'], id, short_id: id.slice(0, 8) },
  });
  const summary = (id: string) =>
    JSON.stringify({ message_type: 'summary', total_duration: 60, total_bytes_processed: 7, snapshot_id: id });
  const { productId } = await aProduct();
  const ids = ['a'.repeat(64), 'b'.repeat(64), 'c'.repeat(64)];
  const now = new Date('2026-11-23T12:00:00Z');
  await deliver(productId, summary('aaaaaaaa'), { now });
  await deliver(productId, JSON.stringify(ids.map(snapshot)), { now });
  await deliver(productId, summary(ids[1] ?? ''), { now });
  const points = await unsafeDb().backupPoint.findMany({ where: { source: { productId } }, orderBy: { key: 'asc' } });
  expect(points.map(({ bytes, endedAt }) => [bytes, endedAt?.toISOString()])).toEqual([
    [7n, '2026-11-22T10:01:00.000Z'],
    [7n, '2026-11-22T10:01:00.000Z'],
    [null, undefined],
  ]);
});

it('takes nothing away by a list of names alone, and says that it was not read', async () => {
  const { productId } = await aProduct();
  const send = (text: string, hour: number) =>
    deliver(productId, text, { shape: 'barman', now: new Date(Date.UTC(2026, 10, 23, hour)) });
  expect(await send(fixture('barman-list-types.json'), 12)).toMatchObject({ newPoints: 3, gonePoints: 0 });
  expect(await send('{"main":["20261123T020000"]}', 13)).toMatchObject({
    ...{ changed: false, gonePoints: 0 },
    skipped: [
      { place: 'main', code: 'not_whole' },
      { place: 'main[0]', code: 'broken' },
    ],
  });
  const events = await unsafeDb().$queryRaw`SELECT name, host FROM event WHERE product_id = ${productId}::uuid`;
  expect(events).toEqual([{ name: 'Backup failed', host: 'main' }]);
  expect(await send('{"main":[]}', 14)).toMatchObject({ gonePoints: 2 });
});

it("moves the beginning of a database's window on, so that nothing older is believed to be there", async () => {
  const { productId } = await aProduct();
  const window = (day: number) =>
    JSON.stringify([
      { name: 'orders', properties: { status: 'Online', earliestRestoreDate: `2026-11-${day}T00:00:00Z` } },
    ]);
  const send = (day: number, hour: number) =>
    deliver(productId, window(day), { shape: 'azure-sql', now: new Date(Date.UTC(2026, 10, 23, hour)) });
  await send(14, 10);
  expect(await send(15, 11)).toMatchObject({ gonePoints: 1 });
  expect(await send(14, 12)).toMatchObject({ gonePoints: 0 });
  const there = await unsafeDb().backupPoint.findMany({
    where: { source: { productId }, goneAt: null, kind: 'full' },
    select: { at: true },
  });
  expect(there).toEqual([{ at: new Date('2026-11-15T00:00:00Z') }]);
});
