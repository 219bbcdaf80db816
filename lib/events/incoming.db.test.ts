import { gzipSync } from 'node:zlib';
import { beforeAll, describe, expect, it } from 'vitest';
import { requirePermission } from '@/lib/access/policy';
import { unsafeDb } from '@/lib/core/db';
import { forgetSetting } from '@/lib/core/settings';
import { ctx, person, readOnly, stranger, token } from '@/lib/core/testing/actors';
import { aProduct } from '@/lib/core/testing/assets';
import { asOwner, withDatabase } from '@/lib/core/testing/database';
import { KEEP_DAYS_DEFAULT } from '@/lib/events/classes';
import { listSenders } from '@/lib/events/data/senders';
import { receiveEvents } from '@/lib/events/incoming';
import { changeSender } from '@/lib/events/mutations/change-sender';
import { sweepEvents } from '@/lib/events/mutations/sweep';
import { unpackRecords } from '@/lib/events/packs';

withDatabase();

const NOW = new Date('2026-11-22T12:00:00Z');
let productId: string;
beforeAll(async () => {
  ({ productId } = await aProduct());
});

const record = (more: object) =>
  JSON.stringify({ time: '2026-11-22T11:59:00.123456789Z', name: 'a rule', actor: 'Kate', ...more });

function send(
  body: string | Uint8Array<ArrayBuffer>,
  { shape = 'generic', sender = '', now = NOW, scopes = ['event:ingest'] } = {},
) {
  const actor = token(productId, scopes);
  const query = sender === '' ? '' : `?sender=${encodeURIComponent(sender)}`;
  const request = new Request(`http://localhost/api/v1/events/${shape}${query}`, { method: 'POST', body });
  return receiveEvents({ ...ctx(actor, now), actor }, request, shape);
}

const eventsOf = (sender: string) =>
  unsafeDb().$queryRaw<Record<string, unknown>[]>`
    SELECT e.*, e.at::text AS said FROM event e JOIN event_sender s ON s.id = sender_id WHERE s.name = ${sender} ORDER BY at, nanos`;

describe('a delivery', () => {
  it('is there to the nanosecond, with its raw records, once it was answered', async () => {
    const raw = [
      record({ id: 'one', pod: 'web-1', techniques: ['T1059'] }),
      `{"time": "2026-11-22T11:59:01Z", "name": "big", "big": 9007199254740993}`,
    ];
    expect(await send(raw.join('\n'), { sender: 'whole' })).toEqual({
      records: 2,
      events: 2,
      duplicates: 0,
      refusedCount: 0,
      refused: [],
    });
    const [event] = await eventsOf('whole');
    expect(event).toMatchObject({
      said: '2026-11-22 11:59:00.123456+00',
      nanos: 789,
      time_said: '',
      name: 'a rule',
      actor: 'Kate',
      techniques: ['T1059'],
      product_id: productId,
      words: expect.arrayContaining(['user:kate', 'pod:web-1', 'rule:a rule']),
    });
    const pack = await unsafeDb().eventPack.findFirstOrThrow({ where: { id: String(event?.pack_id) } });
    expect(await unpackRecords(pack.records)).toEqual(raw);
    expect(await unsafeDb().eventTodo.count({ where: { packId: pack.id } })).toBe(1);
  });

  it('may be compressed, a list, or one record', async () => {
    await send(new Uint8Array(gzipSync(`[${record({ id: 1 })}, ${record({ id: 2 })}]`)), { sender: 'packed' });
    await send(record({ id: 3 }), { sender: 'packed' });
    expect(await eventsOf('packed')).toHaveLength(3);
    await expect(send(new Uint8Array([0x1f, 0x8b, 1, 2, 3]))).rejects.toMatchObject({ code: 'invalid' });
    const bomb = new Uint8Array(gzipSync(Buffer.alloc(64 * 1024 * 1024)));
    await expect(send(bomb)).rejects.toMatchObject({ code: 'too_large' });
  });

  it('that comes again is kept once, by the sender’s id and else by its text', async () => {
    const body = [record({ id: 'one' }), record({ name: 'without id' })].join('\n');
    await send(body, { sender: 'twice' });
    const more = [record({ id: 'one', message: 'told anew' }), record({ name: 'without id' }), record({ id: 'new' })];
    expect(await send(more.join('\n'), { sender: 'twice' })).toMatchObject({ events: 1, duplicates: 2 });
    expect(await eventsOf('twice')).toHaveLength(3);
    const [newest] = await unsafeDb().eventTodo.findMany({ orderBy: { id: 'desc' }, take: 1 });
    expect(newest?.fresh).toHaveLength(1);
    expect(await send(body, { sender: 'another' })).toMatchObject({ events: 2, duplicates: 0 });
  });

  it('comes from several places at once without a deadlock or a double', async () => {
    const records = Array.from({ length: 300 }, (_, id) => record({ id: `r${id}` }));
    const shuffled = Array.from({ length: 6 }, () => records.toSorted(() => Math.random() - 0.5).join('\n'));
    const receipts = await Promise.all(shuffled.map((body) => send(body, { sender: 'crowd' })));
    expect(receipts.reduce((sum, { events }) => sum + events, 0)).toBe(300);
    expect(await eventsOf('crowd')).toHaveLength(300);
    const sender = await unsafeDb().eventSender.findFirstOrThrow({ where: { name: 'crowd' } });
    expect([sender.events, sender.duplicates]).toEqual([300n, 1500n]);
  });
});

describe('what cannot be read', () => {
  it('is told by record and line, kept as it came, and costs no other', async () => {
    const body = `${record({ id: 'good' })}\nno json\n{"time": "2026-11-22T11:00:00Z"}\n${record({ id: 'fine' })}`;
    expect(await send(body, { sender: 'broken' })).toMatchObject({
      records: 4,
      events: 2,
      refused: [
        { record: 2, line: 2, code: 'not_json' },
        { record: 3, line: 3, code: 'not_this_shape' },
      ],
    });
    const kept = await unsafeDb().eventRefusal.findMany({
      where: { sender: { name: 'broken' } },
      orderBy: { line: 'asc' },
    });
    expect(kept.map(({ raw }) => raw)).toEqual(['no json', '{"time": "2026-11-22T11:00:00Z"}']);
  });

  it('is kept for the newest hundred records of a sender', async () => {
    await send('x\n'.repeat(150), { sender: 'noise' });
    await send('newest', { sender: 'noise', now: new Date(NOW.getTime() + 1000) });
    const kept = await unsafeDb().eventRefusal.findMany({ where: { sender: { name: 'noise' } } });
    expect(kept).toHaveLength(100);
    expect(kept.some(({ raw }) => raw === 'newest')).toBe(true);
  });

  it('by the database is mended before it gets there', async () => {
    const half = `${'x'.repeat(119)}\u{1f600}`;
    expect(await send(record({ host: half, name: `a\u0000b ${half}` }), { sender: 'halves' })).toMatchObject({
      events: 1,
    });
    expect(await send(`${'y'.repeat(7_999)}\u{1f600}\n${record({})}`, { sender: 'halves' })).toMatchObject({
      events: 1,
    });
  });

  it('for its number of records is refused as a whole, for the sender to divide', async () => {
    await expect(send(`${record({})}\n`.repeat(20_001), { sender: 'many' })).rejects.toMatchObject({
      code: 'too_large',
    });
    expect(await eventsOf('many')).toEqual([]);
  });

  it('cannot make anything of nothing, of an unknown shape or of a bad name', async () => {
    await expect(send('')).rejects.toMatchObject({ code: 'invalid' });
    await expect(send('{}', { shape: 'nothing' })).rejects.toMatchObject({ code: 'not_found' });
    await expect(send('{}', { sender: '<b>' })).rejects.toMatchObject({ code: 'invalid' });
    await expect(send('{}', { scopes: ['finding:read'] })).rejects.toMatchObject({ code: 'forbidden' });
  });
});

describe('a time', () => {
  it('that cannot be is the time of receipt, and says so', async () => {
    const times = ['1601-01-01T00:00:00Z', '2031-01-01T00:00:00Z', 'soon'];
    await send(times.map((time) => record({ time })).join('\n'), { sender: 'clock' });
    const events = await eventsOf('clock');
    expect(events.map(({ said }) => said)).toEqual(Array(3).fill('2026-11-22 12:00:00+00'));
    expect(events.map(({ time_said }) => time_said).toSorted()).toEqual(times);
  });

  it('longer ago than its class is kept is refused', async () => {
    const old = record({ time: '2026-01-01T00:00:00Z', class: 'web' });
    expect(await send(old, { sender: 'old' })).toMatchObject({ refused: [{ code: 'too_old' }] });
    expect(await send(record({ time: '2026-01-01T00:00:00Z', class: 'audit' }), { sender: 'old' })).toMatchObject({
      events: 1,
    });
  });
});

it('a week that was dropped behind our back is made again', async () => {
  const week = { time: '2026-10-06T00:00:00Z', class: 'audit' };
  await send(record({ ...week, id: 'a' }), { sender: 'weeks' });
  await asOwner(`SELECT drop_event_partitions('audit', '2026-10-13')`);
  expect(await eventsOf('weeks')).toHaveLength(0);
  expect(await send(record({ ...week, id: 'b' }), { sender: 'weeks' })).toMatchObject({ events: 1 });
});

it('weeks are dropped by how long settings keep their class', async () => {
  for (const kind of ['audit', 'web'])
    await send(record({ id: kind, class: kind, time: '2026-10-01T00:00:00Z' }), { sender: 'aged' });
  await sweepEvents({ now: NOW });
  expect(await eventsOf('aged')).toHaveLength(2);
  const value = { ...KEEP_DAYS_DEFAULT, web: 30 };
  await unsafeDb().setting.create({ data: { key: 'events.keepDays', value, updatedAt: NOW } });
  forgetSetting('events.keepDays');
  await sweepEvents({ now: NOW });
  expect(await eventsOf('aged')).toMatchObject([{ class: 'audit' }]);
  const late = await send(record({ class: 'web', time: '2026-10-01T00:00:00Z' }), { sender: 'aged' });
  expect(late).toMatchObject({ refused: [{ code: 'too_old' }] });
});

it('waits of a sender are kept by the hour', async () => {
  const at = (minutes: number) => new Date(NOW.getTime() + minutes * 60_000);
  for (const minutes of [0, 10, 12]) await send(record({ id: minutes }), { sender: 'pulse', now: at(minutes) });
  const [hour] = await unsafeDb().eventSenderHour.findMany({ where: { sender: { name: 'pulse' } } });
  expect(hour).toMatchObject({ deliveries: 3, events: 3, longestGap: 600 });
});

describe('a sender whose times have no zone', () => {
  const line = '<86>Nov 22 12:30:00 web-1 sshd[7]: Accepted password for kate from 203.0.113.7 port 40000 ssh2';
  const sendLine = (text: string, query: string) => {
    const actor = token(productId, ['event:ingest']);
    const request = new Request(`http://localhost/${query}`, { method: 'POST', body: text });
    return receiveEvents({ ...ctx(actor, NOW), actor }, request, 'syslog');
  };

  it('names it once, and is read by it from then on, by rules too', async () => {
    await sendLine(line, '?sender=edge&zone=Europe/Berlin');
    await sendLine(line.replace('12:30:00', '12:31:00'), '?sender=edge');
    expect((await eventsOf('edge')).map(({ said }) => said)).toEqual([
      '2026-11-22 11:30:00+00',
      '2026-11-22 11:31:00+00',
    ]);
    const packs = await unsafeDb().$queryRaw`
      SELECT DISTINCT p.time_zone FROM event_pack p JOIN event_sender s ON s.id = p.sender_id WHERE s.name = 'edge'`;
    expect(packs).toEqual([{ time_zone: 'Europe/Berlin' }]);
    await expect(sendLine(line, '?sender=edge&zone=Mars/Olympus')).rejects.toMatchObject({
      details: { field: 'zone' },
    });
  });

  it('can be told what is expected of it, by who may, once', async () => {
    await sendLine(line, '?sender=core');
    const { id } = await unsafeDb().eventSender.findFirstOrThrow({ where: { productId, name: 'core' } });
    const before = { expectedSeconds: null, timeZone: null };
    const change = { id, before, after: { expectedSeconds: 600, timeZone: 'Europe/Rome' } };
    await expect(changeSender(ctx(readOnly(), NOW), change)).rejects.toMatchObject({ code: 'forbidden' });
    await expect(changeSender(ctx(stranger(), NOW), change)).rejects.toMatchObject({ code: 'not_found' });
    const engineer = ctx(person('Engineer', [productId]), NOW);
    const both = await Promise.allSettled([changeSender(engineer, change), changeSender(engineer, change)]);
    expect(both.filter(({ status }) => status === 'rejected')).toMatchObject([{ reason: { code: 'conflict' } }]);
    const scope = requirePermission(engineer, 'event:read');
    const address = { product: [], team: [] };
    const rows = await listSenders(scope, address, { now: NOW, change: scope });
    expect(rows.find(({ name }) => name === 'core')).toMatchObject({
      habitSeconds: 600,
      habit: change.after,
      mayChange: true,
    });
    expect(await unsafeDb().auditEntry.findMany({ where: { targetId: id } })).toMatchObject([
      { action: 'event-sender.changed' },
    ]);
  });
});
