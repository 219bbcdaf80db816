import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { requirePermission } from '@/lib/access/policy';
import { satisfiedFor } from '@/lib/access/testing/step-up';
import { unsafeDb } from '@/lib/core/db';
import { ctx, person, readOnly, stranger, system } from '@/lib/core/testing/actors';
import { aProduct } from '@/lib/core/testing/assets';
import { withDatabase } from '@/lib/core/testing/database';
import { aPerson } from '@/lib/findings/testing/findings';
import { closeIncident } from '@/lib/incidents/mutations/close';
import { moveIncident } from '@/lib/incidents/mutations/move';
import { giveRole } from '@/lib/incidents/mutations/roles';
import { at, clocksOf, declared, entriesOf, NOON, stored } from '@/lib/incidents/testing/incidents';
import { EMPTY_CONTENT, publishedSchema, type ReviewContent } from '@/lib/reviews/content';
import { openActions } from '@/lib/reviews/data/actions';
import { reviewByNumber } from '@/lib/reviews/data/detail';
import { addAction, changeAction } from '@/lib/reviews/mutations/actions';
import { remindActions, remindMeetings, startReviews } from '@/lib/reviews/mutations/follow';
import { requireReviewed } from '@/lib/reviews/mutations/gate';
import { publishReview } from '@/lib/reviews/mutations/publish';
import { saveReview } from '@/lib/reviews/mutations/save';

withDatabase();

const DAY = 24 * 60;
const content: ReviewContent = {
  ...EMPTY_CONTENT,
  summary: 'A key lay in the repository',
  happened: 'It was used from outside',
  impact: [{ what: 'downtime', amount: 42, unit: 'min' }],
  factors: ['No scan before a merge'],
  whys: ['The key leaked', 'Nobody scans'],
  root: 1,
  wentWell: 'The alert came within a minute',
};

async function one(more: Parameters<typeof declared>[2] = {}) {
  const { productId } = await aProduct();
  const ritaId = await aPerson('Responder', productId, 'Rita');
  const rita = person('Responder', [productId], { id: ritaId, name: 'Rita' });
  const incident = await declared(ctx(rita, NOON), productId, more);
  const { id } = incident;
  const as = (minutes: number) => ctx(rita, at(minutes));
  const save = (version: number, actor = as(10)) =>
    saveReview(actor, { id, version, ownerId: ritaId, meetingAt: null, content });
  const todo = { title: 'Scan before a merge', ownerId: ritaId, dueOn: new Date('2026-12-01'), ticket: 'SEC-1' };
  return { productId, rita, ritaId, incident, id, as, save, todo };
}

describe('a review', () => {
  it('is saved as it was seen, each time a line, by who may write there', async () => {
    const { id, save } = await one();
    expect(await save(0)).toBe(1);
    await expect(save(0)).rejects.toMatchObject({ code: 'conflict' });
    await expect(save(1, ctx(readOnly()))).rejects.toMatchObject({ code: 'forbidden' });
    await expect(save(1, ctx(stranger()))).rejects.toMatchObject({ code: 'not_found' });
    expect((await entriesOf(id)).at(-1)).toMatchObject({ kind: 'review', data: { verb: 'saved' } });
  });

  it('has an owner who may work on it', async () => {
    const { id, as } = await one();
    const outsider = await aPerson('Responder', (await aProduct()).productId);
    const input = { id, version: 0, ownerId: outsider, meetingAt: null, content };
    await expect(saveReview(as(1), input)).rejects.toMatchObject({ details: { issue: 'person' } });
  });

  it('is published once it says enough, and stays as it was', async () => {
    const { id, as, save, todo, productId } = await one();
    await save(0);
    await expect(publishReview(as(20), { id, version: 1 })).rejects.toMatchObject({
      details: { issue: 'review_incomplete', missing: ['actions'] },
    });
    await addAction(as(21), { id, ...todo });
    await expect(publishReview(ctx(person('Engineer', [productId])), { id, version: 1 })).rejects.toMatchObject({
      code: 'forbidden',
    });
    await expect(publishReview(ctx(stranger('Responder')), { id, version: 1 })).rejects.toMatchObject({
      code: 'not_found',
    });
    const both = await Promise.allSettled([
      publishReview(as(22), { id, version: 1 }),
      publishReview(as(22), { id, version: 2 }),
    ]);
    expect(both.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
    const [publication] = await unsafeDb().reviewPublication.findMany({ where: { incidentId: id } });
    const published = publishedSchema.parse(JSON.parse(publication?.text ?? ''));
    expect(published).toMatchObject({
      owner: 'Rita',
      content,
      responders: [{ name: 'Rita' }],
      actions: [{ title: 'Scan before a merge', dueOn: '2026-12-01' }],
    });
    expect(published.times).toContainEqual({ time: 'declared', at: NOON.toISOString(), known: 'clock', note: '' });
    expect((await entriesOf(id)).at(-1)).toMatchObject({ data: { verb: 'published', sha256: publication?.sha256 } });
    const gone = unsafeDb().reviewPublication.deleteMany({ where: { incidentId: id } });
    await expect(gone).rejects.toThrow(/append-only|permission denied/);
  });

  it('is what a P1 that was real waits for', async () => {
    const { id, as, rita, save, todo } = await one();
    const proved = await satisfiedFor(rita, 'incident:close-p1', id);
    const close = async (outcome: 'resolved' | 'benign') =>
      closeIncident(
        ctx(proved, at(4)),
        { id, version: (await stored(id)).version, outcome, reason: 'Done', into: null },
        requireReviewed,
      );
    await expect(close('resolved')).rejects.toMatchObject({
      code: 'invalid',
      details: { issue: 'review_missing', missing: expect.arrayContaining(['root', 'actions', 'published']) },
    });
    await save(0);
    await addAction(as(11), { id, ...todo });
    await expect(close('resolved')).rejects.toMatchObject({ details: { missing: ['published'] } });
    await publishReview(as(12), { id, version: 1 });
    await close('resolved');
    expect(await stored(id)).toMatchObject({ outcome: 'resolved' });
  });

  it('has a clock from the lessons on, started once and stopped by its publication', async () => {
    const { id, as, save, todo } = await one();
    await startReviews(ctx(system, at(5)));
    const clock = async () => (await clocksOf(id)).filter(({ kind }) => kind === 'review');
    expect(await clock()).toEqual([]);
    await moveIncident(as(10), { id, version: 1, to: 'lessons', note: '' });
    await Promise.all([startReviews(ctx(system, at(11))), startReviews(ctx(system, at(11)))]);
    expect(await clock()).toMatchObject([{ startedAt: at(11), dueAt: at(11 + 7 * DAY) }]);
    await save(0);
    await addAction(as(12), { id, ...todo });
    await publishReview(as(13), { id, version: 1 });
    await startReviews(ctx(system, at(14)));
    expect(await clock()).toMatchObject([{ stopReason: 'published', stoppedAt: at(13) }]);
  });
});

describe('the meeting', () => {
  const meetingOf = async (id: string) => (await clocksOf(id)).filter(({ kind }) => kind === 'meeting');
  const meet = (of: Awaited<ReturnType<typeof one>>, minutes: number, version: number, meetingAt: Date | null) =>
    saveReview(of.as(minutes), { id: of.id, version, ownerId: of.ritaId, meetingAt, content });

  it('is due at the end of the fifth working day after the end, until its date is known', async () => {
    const of = await one();
    // A Sunday.
    await moveIncident(of.as(10), { id: of.id, version: 1, to: 'lessons', note: '' });
    await startReviews(ctx(system, at(11)));
    const [clock] = await meetingOf(of.id);
    expect(clock).toMatchObject({ startedAt: at(11), dueAt: new Date('2026-11-27T23:59:59.999Z'), stoppedAt: null });
    await meet(of, 20, 0, new Date('2026-11-25T09:00:00Z'));
    expect(await meetingOf(of.id)).toMatchObject([{ stopReason: 'planned', stoppedAt: at(20) }]);
    await startReviews(ctx(system, at(21)));
    expect(await meetingOf(of.id)).toHaveLength(1);
    const scope = requirePermission(ctx(of.rita), 'incident:read');
    expect(await reviewByNumber(scope, of.incident.number, { write: null, publish: null })).toMatchObject({
      meetingAt: '2026-11-25T09:00:00.000Z',
      meetingBy: '2026-11-27T23:59:59.999Z',
    });
  });

  it('is asked for again where its date is taken back, by when it was; not once the review is published', async () => {
    const of = await one();
    await moveIncident(of.as(10), { id: of.id, version: 1, to: 'lessons', note: '' });
    await startReviews(ctx(system, at(11)));
    const [before] = await meetingOf(of.id);
    await meet(of, 20, 0, at(3 * DAY));
    await meet(of, 21, 1, null);
    await meet(of, 22, 2, null);
    const clocks = await meetingOf(of.id);
    expect(clocks.map(({ stopReason }) => stopReason).toSorted()).toEqual([null, 'planned'].toSorted());
    const running = clocks.find(({ stoppedAt }) => stoppedAt === null);
    expect(running).toMatchObject({ startedAt: before?.startedAt, dueAt: before?.dueAt });
    expect(running?.nextAt).not.toBeNull();
    await meet(of, 23, 3, at(3 * DAY));
    await addAction(of.as(24), { id: of.id, ...of.todo });
    await publishReview(of.as(25), { id: of.id, version: 4 });
    await meet(of, 26, 4, null);
    expect((await meetingOf(of.id)).filter(({ stoppedAt }) => stoppedAt === null)).toEqual([]);
  });

  it('skips the holidays of the product’s calendar; a date that is known before needs no clock', async () => {
    const [holiday, planned] = [await one(), await one()];
    const { id: calendarId } = await unsafeDb().slaCalendar.findFirstOrThrow();
    const day = new Date('2026-11-25');
    await unsafeDb().slaHoliday.create({ data: { calendarId, day, name: 'A day off' } });
    await unsafeDb().$executeRaw`SELECT sla_build_days(${calendarId}::uuid)`;
    await meet(planned, 5, 0, at(3 * DAY));
    for (const { id, as } of [holiday, planned])
      await moveIncident(as(10), { id, version: 1, to: 'lessons', note: '' });
    await startReviews(ctx(system, at(11)));
    expect(await meetingOf(holiday.id)).toMatchObject([{ dueAt: new Date('2026-11-30T23:59:59.999Z') }]);
    expect(await meetingOf(planned.id)).toEqual([]);
  });

  it('is told of a day before to its owner and those who have a part, once for each date', async () => {
    const of = await one();
    const ben = await aPerson('Analyst', of.productId, 'Ben');
    await giveRole(of.as(1), { id: of.id, role: 'scribe', personId: ben, subject: '', note: '' });
    await meet(of, 2, 0, at(3 * DAY));
    const told = (personId: string) => unsafeDb().notice.count({ where: { personId, kind: 'review_meeting' } });
    await remindMeetings(ctx(system, at(DAY)));
    expect(await told(of.ritaId)).toBe(0);
    await Promise.all([1, 2].map(() => remindMeetings(ctx(system, at(2 * DAY + 1)))));
    expect([await told(of.ritaId), await told(ben)]).toEqual([1, 1]);
    await meet(of, 2 * DAY + 2, 1, at(3 * DAY + 60));
    await remindMeetings(ctx(system, at(2 * DAY + 61)));
    expect(await told(ben)).toBe(2);
  });
});

it('a correction is published as the next version; the first one stays with its hash in the audit trail', async () => {
  const { id, as, save, todo, ritaId } = await one();
  await save(0);
  await addAction(as(11), { id, ...todo });
  expect(await publishReview(as(12), { id, version: 1 })).toBe(1);
  const [first] = await unsafeDb().reviewPublication.findMany({ where: { incidentId: id } });
  const corrected = { ...content, summary: 'Two keys lay in the repository' };
  await saveReview(as(13), { id, version: 1, ownerId: ritaId, meetingAt: null, content: corrected });
  expect(await publishReview(as(14), { id, version: 2 })).toBe(2);
  const rows = await unsafeDb().reviewPublication.findMany({ where: { incidentId: id }, orderBy: { number: 'asc' } });
  expect(rows[0]).toEqual(first);
  expect(rows.map(({ text }) => publishedSchema.parse(JSON.parse(text)).content.summary)).toEqual([
    content.summary,
    corrected.summary,
  ]);
  for (const { text, sha256 } of rows) {
    expect(createHash('sha256').update(text).digest('hex')).toBe(sha256);
    expect(await unsafeDb().auditEntry.count({ where: { targetId: id, text: { contains: sha256 } } })).toBe(1);
  }
});

describe('actions', () => {
  it('are changed as they were seen; dropping one takes a reason', async () => {
    const { id, as, todo } = await one();
    await addAction(as(1), { id, ...todo });
    const [action] = await unsafeDb().incidentAction.findMany({ where: { incidentId: id } });
    const change = { id: action?.id ?? '', version: 1, ...todo, state: 'dropped', note: '' } as const;
    await expect(changeAction(as(2), change)).rejects.toMatchObject({ details: { issue: 'note_required' } });
    await expect(changeAction(ctx(stranger()), change)).rejects.toMatchObject({ code: 'not_found' });
    await expect(changeAction(ctx(readOnly()), change)).rejects.toMatchObject({ code: 'forbidden' });
    await changeAction(as(2), { ...change, note: 'The repository is gone' });
    await expect(changeAction(as(3), { ...change, state: 'done' })).rejects.toMatchObject({ code: 'conflict' });
  });

  it('remind their owner three days before and once they are overdue, once each', async () => {
    const { id, as, todo, ritaId } = await one();
    await addAction(as(1), { id, ...todo });
    const told = async () => {
      const rows = await unsafeDb().notice.findMany({ where: { personId: ritaId }, orderBy: { id: 'asc' } });
      return rows.map(({ kind }) => kind);
    };
    const remind = (day: string) => remindActions(ctx(system, new Date(`${day}T08:00:00Z`)));
    await remind('2026-11-27');
    expect(await told()).toEqual([]);
    await Promise.all([remind('2026-11-28'), remind('2026-11-28')]);
    expect(await told()).toEqual(['action_soon']);
    await remind('2026-12-01');
    expect(await told()).toEqual(['action_soon']);
    await Promise.all([remind('2026-12-02'), remind('2026-12-03')]);
    expect(await told()).toEqual(['action_soon', 'action_overdue']);
  });
});

it('what is left to do is listed across incidents, by its last day, for who reaches the product', async () => {
  const { productId, rita, ritaId, id, as, todo } = await one();
  const other = await declared(as(0), productId);
  await addAction(as(1), { id, ...todo, dueOn: new Date('2026-12-09') });
  await addAction(as(1), { id: other.id, ...todo, title: 'Rotate', dueOn: new Date('2026-11-20') });
  const listed = async (actor: Parameters<typeof ctx>[0], ownerId: string | null = null) =>
    openActions(requirePermission(ctx(actor), 'incident:read'), { now: NOON, ownerId });
  expect(await listed(rita)).toMatchObject([
    { title: 'Rotate', dueOn: '2026-11-20', overdue: true, owner: 'Rita', incident: { number: other.number } },
    { title: 'Scan before a merge', overdue: false },
  ]);
  expect(await listed(rita, ritaId)).toHaveLength(2);
  expect(await listed(rita, person('Responder', []).id)).toEqual([]);
  expect(await listed(stranger())).toEqual([]);
});
