import { beforeEach, describe, expect, it } from 'vitest';
import { requirePermission } from '@/lib/access/policy';
import type { PersonActor } from '@/lib/core/context';
import { unsafeDb } from '@/lib/core/db';
import { ctx, person, readOnly, stranger } from '@/lib/core/testing/actors';
import { aProduct } from '@/lib/core/testing/assets';
import { withDatabase } from '@/lib/core/testing/database';
import { aPerson } from '@/lib/findings/testing/findings';
import { at, declared, entriesOf, NOON } from '@/lib/incidents/testing/incidents';
import { readTimeline } from '@/lib/timeline/data/view';
import { exportTimeline, TIMELINE_FORMATS } from '@/lib/timeline/export';
import { addItem, removeNote, sayOfItem } from '@/lib/timeline/mutations/say';
import { send } from '@/lib/timeline/testing/send';

withDatabase();

const NOW = at(30);
let alice: PersonActor;
let incident: Awaited<ReturnType<typeof declared>>;

beforeEach(async () => {
  const { productId } = await aProduct();
  alice = person('Responder', [productId], { id: await aPerson('Responder', productId, 'Alice'), name: 'Alice' });
  await send({ productId, now: NOON }, [
    { time: '2026-11-22T11:00:00.000000123Z', name: '=cmd|calc', actor: 'kate', message: 'a "quote",\nand more' },
  ]);
  incident = await declared(ctx(alice, at(5)), productId, { occurredAt: new Date('2026-11-22T10:59:00Z') });
});

const as = (actor: PersonActor) => ({ ...ctx(actor, NOW), actor });
async function view(q = '') {
  const all = requirePermission(ctx(readOnly()), 'incident:read');
  const events = requirePermission(ctx(readOnly()), 'event:read');
  const asked = { q, lanes: 'source', from: null, to: null } as const;
  return readTimeline(all, incident.number, asked, { events, write: null, now: NOW });
}
const eventRef = async () => (await view('kind:event')).items?.[0]?.ref ?? '';
const pins = async () => (await entriesOf(incident.id)).filter(({ kind }) => kind === 'pin');

describe('what people say of an item', () => {
  it('is kept with its time and words, once where once is enough, and each is a line of the log', async () => {
    const { number } = incident;
    const ref = await eventRef();
    await Promise.all([1, 2].map(() => sayOfItem(as(alice), { kind: 'pin', number, ref })));
    await sayOfItem(as(alice), { kind: 'key_moment', number, ref, text: 'First shell' });
    for (const text of ['Who is kate?', 'On leave']) await sayOfItem(as(alice), { kind: 'comment', number, ref, text });
    const { notes, items } = await view();
    expect(notes.map(({ kind, text, by }) => [kind, text, by])).toEqual([
      ['pin', '', 'Alice'],
      ['key_moment', 'First shell', 'Alice'],
      ['comment', 'Who is kate?', 'Alice'],
      ['comment', 'On leave', 'Alice'],
    ]);
    expect(notes[0]).toMatchObject({ time: '2026-11-22T11:00:00.000000123Z', title: '=cmd|calc', ref });
    expect(items?.find((item) => item.ref === ref)?.flags).toEqual(['pinned', 'key', 'commented']);
    for (const flag of ['pinned', 'key', 'commented'])
      expect((await view(`is:${flag}`)).items?.map((item) => item.ref)).toEqual([ref]);
    expect((await pins()).map(({ data, note }) => [data, note])).toMatchObject([
      [{ verb: 'pinned', item: ref, title: '=cmd|calc' }, ''],
      [{ verb: 'key_moment' }, 'First shell'],
      [{ verb: 'commented' }, 'Who is kate?'],
      [{ verb: 'commented' }, 'On leave'],
    ]);
  });

  it('is taken back once, and the log keeps that it was there', async () => {
    const ref = 'l.1';
    const { number } = incident;
    await sayOfItem(as(alice), { kind: 'pin', number, ref });
    const [note] = (await view()).notes;
    const remove = { number, id: note?.id ?? '', reason: 'Wrong line' };
    const both = await Promise.allSettled([removeNote(as(alice), remove), removeNote(as(alice), remove)]);
    expect(both.filter(({ status }) => status === 'rejected')).toMatchObject([{ reason: { code: 'not_found' } }]);
    expect((await view()).notes).toEqual([]);
    expect((await pins()).at(-1)).toMatchObject({
      note: 'Wrong line',
      data: { verb: 'removed', what: 'pin', item: ref },
    });
    await sayOfItem(as(alice), { kind: 'pin', number, ref });
    expect((await view()).notes).toHaveLength(1);
  });

  it('is for who may write there, of items that are there', async () => {
    const { number } = incident;
    const pin = { kind: 'pin', number, ref: await eventRef() } as const;
    await expect(sayOfItem(as(readOnly()), pin)).rejects.toMatchObject({ code: 'forbidden' });
    await expect(sayOfItem(as(stranger()), pin)).rejects.toMatchObject({ code: 'not_found' });
    for (const ref of ['l.999', 'a.1', 'e.host.1.1', 'n.00000000-0000-0000-0000-000000000000'])
      await expect(sayOfItem(as(alice), { ...pin, ref })).rejects.toMatchObject({ code: 'not_found' });
    const add = { number, time: '2026-11-22T11:10:00Z', title: 'x', text: '', known: 'y', actor: '', host: '' };
    await expect(addItem(as(readOnly()), add)).rejects.toMatchObject({ code: 'forbidden' });
    await expect(addItem(as(stranger()), add)).rejects.toMatchObject({ code: 'not_found' });
    await expect(removeNote(as(readOnly()), { number, id: incident.id, reason: '' })).rejects.toMatchObject({
      code: 'forbidden',
    });
    expect(await pins()).toEqual([]);
  });
});

describe('what somebody adds', () => {
  const added = { title: 'Called by the bank', text: '', known: 'Phone note of Rita', actor: 'bank', host: '' };

  it('is an item at its time, with how it is known', async () => {
    const { number } = incident;
    const ref = await addItem(as(alice), { ...added, number, time: '2026-11-22T12:00:01.000000001+01:00' });
    const [item] = (await view('kind:added')).items ?? [];
    expect(item).toMatchObject({
      ref,
      time: '2026-11-22T11:00:01.000000001Z',
      title: 'Called by the bank',
      places: { actor: 'bank' },
      more: { known: 'Phone note of Rita', by: 'Alice' },
    });
    expect((await pins()).at(-1)).toMatchObject({ note: 'Phone note of Rita', data: { verb: 'added', item: ref } });
    await removeNote(as(alice), { number, id: ref.slice(2), reason: '' });
    expect((await view('kind:added')).items).toEqual([]);
    expect(await unsafeDb().timelineNote.count({ where: { id: ref.slice(2) } })).toBe(1);
  });

  it.each([
    ['2026-11-22T13:00:00Z', 'future'],
    ['2026-02-31T13:00:00Z', 'time'],
  ])('is not of %s', async (time, issue) => {
    await expect(addItem(as(alice), { ...added, number: incident.number, time })).rejects.toMatchObject({
      code: 'invalid',
      details: { issue },
    });
  });
});

describe('an export', () => {
  const asked = { q: '', lanes: 'source', from: null, to: null } as const;

  it('is harmless CSV', async () => {
    await sayOfItem(as(alice), { kind: 'comment', number: incident.number, ref: await eventRef(), text: '@SUM(A1)' });
    const response = await exportTimeline(as(alice), incident.number, asked, 'csv');
    const text = await response.text();
    const [head, ...lines] = text.split('\r\n');
    expect(head).toMatch(/^message,datetime,timestamp_desc,kind,/);
    expect(lines[0]).toMatch(
      /^"'=cmd\|calc: a ""quote"",\nand more",2026-11-22T11:00:00\.000000123Z,Event Time,event,/,
    );
    expect(lines[0]).toContain('Alice: @SUM(A1)');
    expect(lines[1]).toMatch(/^declared: .*title=Shell in the shop .*,log,/);
    expect(response.headers.get('content-disposition')).toContain(`INC-${incident.number}-timeline-2026-11-22.csv`);
  });

  it('for Timesketch has the three fields that it asks for, and its microseconds', async () => {
    const response = await exportTimeline(as(alice), incident.number, { ...asked, q: 'kind:event' }, 'timesketch');
    const rows = (await response.text())
      .trim()
      .split('\n')
      .map((line): unknown => JSON.parse(line));
    expect(rows).toMatchObject([
      {
        datetime: '2026-11-22T11:00:00.000000123Z',
        timestamp: Date.UTC(2026, 10, 22, 11) * 1000,
        timestamp_desc: 'Event Time',
        user: 'kate',
      },
    ]);
  });

  it('is nothing for another team', async () => {
    for (const format of TIMELINE_FORMATS)
      await expect(exportTimeline(as(stranger()), incident.number, asked, format)).rejects.toMatchObject({
        code: 'not_found',
      });
  });
});
