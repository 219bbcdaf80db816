import { randomUUID } from 'node:crypto';
import { beforeEach, describe, expect, it } from 'vitest';
import { requirePermission } from '@/lib/access/policy';
import type { PersonActor } from '@/lib/core/context';
import { unsafeDb } from '@/lib/core/db';
import { ctx, person, readOnly, stranger } from '@/lib/core/testing/actors';
import { aProduct } from '@/lib/core/testing/assets';
import { asOwner, withDatabase } from '@/lib/core/testing/database';
import { aPerson } from '@/lib/findings/testing/findings';
import { sayIncident } from '@/lib/incidents/mutations/say';
import { at, declared, entriesOf, NOON } from '@/lib/incidents/testing/incidents';
import { readItem } from '@/lib/timeline/data/item';
import { readTimeline } from '@/lib/timeline/data/view';
import { exportTimeline, TIMELINE_FORMATS } from '@/lib/timeline/export';
import { correctNote, removeNote } from '@/lib/timeline/mutations/change';
import { addItem, sayOfItem } from '@/lib/timeline/mutations/say';
import { noteHash } from '@/lib/timeline/mutations/write';
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
const detailOf = (ref: string) =>
  readItem(
    requirePermission(ctx(readOnly()), 'incident:read'),
    incident.number,
    { ref, lanes: 'source' },
    { events: requirePermission(ctx(readOnly()), 'event:read'), now: NOW },
  );
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
    expect((await view()).takenBack).toEqual([]);
    await removeNote(as(alice), { number, id: ref.slice(2), reason: 'Another bank' });
    const { items, takenBack } = await view('kind:added');
    expect(items).toEqual([]);
    expect(takenBack).toMatchObject([
      { title: 'Called by the bank', by: 'Alice', ended: { removed: true, by: 'Alice', reason: 'Another bank' } },
    ]);
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

describe('what was said', () => {
  const added = { title: 'Called by the bank', text: 'Ten cards', known: 'Phone note', actor: 'bank', host: '' };

  it('is only ever added to, and the log holds the hash of all of it', async () => {
    const { number } = incident;
    const ref = await addItem(as(alice), { ...added, number, time: '2026-11-22T11:00:01.000000001Z' });
    const row = await unsafeDb().timelineNote.findFirstOrThrow({ where: { ref } });
    const where = { id: row.id };
    const refused = /append-only|permission denied/;
    await expect(unsafeDb().timelineNote.update({ where, data: { text: 'None' } })).rejects.toThrow(refused);
    await expect(unsafeDb().timelineNote.delete({ where })).rejects.toThrow(refused);
    for (const sql of [`UPDATE timeline_note SET text = 'None'`, 'DELETE FROM timeline_note', 'TRUNCATE timeline_note'])
      await expect(asOwner(sql)).rejects.toThrow(/append-only/);
    const { title, text, known, actor, host, nanos } = row;
    const said = { at: '2026-11-22T11:00:01.000000Z', nanos, title, text, known, actor, host };
    expect((await pins()).at(-1)?.data).toMatchObject({ contentSha256: noteHash(said) });
    expect(noteHash({ ...said, text: 'None' })).not.toBe(noteHash(said));
  });

  it('is corrected by a row that replaces it, once; what it was stays', async () => {
    const { number } = incident;
    const ref = await addItem(as(alice), { ...added, number, time: '2026-11-22T11:00:01Z' });
    const id = ref.slice(2);
    const correct = { kind: 'item', number, id, ...added, text: 'Twelve cards', reason: 'Counted again' } as const;
    const later = { ...correct, time: '2026-11-22T11:00:02.000000009Z' };
    const both = await Promise.allSettled([correctNote(as(alice), later), correctNote(as(alice), later)]);
    expect(both.filter(({ status }) => status === 'rejected')).toMatchObject([{ reason: { code: 'not_found' } }]);
    const [item, ...none] = (await view('kind:added')).items ?? [];
    expect([item?.ref, item?.text, item?.time, none]).toEqual([
      ref,
      'Twelve cards',
      '2026-11-22T11:00:02.000000009Z',
      [],
    ]);
    expect((await pins()).at(-1)).toMatchObject({
      note: 'Counted again',
      data: { verb: 'corrected', what: 'item', item: ref, by: 'Alice' },
    });
    const { earlier } = await detailOf(ref);
    expect(earlier).toMatchObject([
      {
        text: 'Ten cards',
        time: '2026-11-22T11:00:01.000000000Z',
        by: 'Alice',
        ended: { removed: false, reason: 'Counted again' },
      },
    ]);
    await expect(
      correctNote(as(alice), { ...later, time: '2026-11-23T11:00:02Z', id: String(item?.more.id) }),
    ).rejects.toMatchObject({
      details: { issue: 'future' },
    });
    await expect(correctNote(as(readOnly()), later)).rejects.toMatchObject({ code: 'forbidden' });
    await expect(correctNote(as(stranger()), later)).rejects.toMatchObject({ code: 'not_found' });
  });

  it('in a comment is corrected likewise; a pin says nothing that could be', async () => {
    const { number } = incident;
    const ref = await eventRef();
    await sayOfItem(as(alice), { kind: 'comment', number, ref, text: 'Kate is away' });
    await sayOfItem(as(alice), { kind: 'pin', number, ref });
    const [pin, comment] = (await view()).notes.toSorted((a, b) => (a.kind < b.kind ? 1 : -1));
    const words = { kind: 'words', number, text: 'Kate is here', reason: 'Asked her' } as const;
    await correctNote(as(alice), { ...words, id: comment?.id ?? '' });
    await expect(correctNote(as(alice), { ...words, id: pin?.id ?? '' })).rejects.toMatchObject({
      details: { issue: 'other_kind' },
    });
    expect((await view()).notes.map(({ kind, text }) => [kind, text]).toSorted()).toEqual([
      ['comment', 'Kate is here'],
      ['pin', ''],
    ]);
    expect((await detailOf(ref)).earlier.map(({ text }) => text)).toEqual(['Kate is away']);
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

  it('names whom a line of the log and a comment mention', async () => {
    const text = `ask @[${alice.id}]`;
    await sayIncident(as(alice), { id: incident.id, key: randomUUID(), text, corrects: null });
    await sayOfItem(as(alice), { kind: 'comment', number: incident.number, ref: await eventRef(), text });
    const written = await (await exportTimeline(as(alice), incident.number, asked, 'jsonl')).text();
    expect(written.match(/ask @Alice/g)).toHaveLength(2);
    expect(written).not.toContain(alice.id);
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
