import { describe, expect, it } from 'vitest';
import { requirePermission } from '@/lib/access/policy';
import { unsafeDb } from '@/lib/core/db';
import { ctx, person, readOnly, stranger, system } from '@/lib/core/testing/actors';
import { aProduct } from '@/lib/core/testing/assets';
import { withDatabase } from '@/lib/core/testing/database';
import { dutiesByNumber } from '@/lib/duties/data/detail';
import { answerAsk, noteAsk } from '@/lib/duties/mutations/ask';
import { sayAware } from '@/lib/duties/mutations/aware';
import { decideDuty } from '@/lib/duties/mutations/decide';
import { sendReport } from '@/lib/duties/mutations/send';
import { followIncidents } from '@/lib/duties/mutations/settle';
import { saveSheet } from '@/lib/duties/mutations/sheet';
import type { Decide, Send } from '@/lib/duties/schema';
import { closeIncident } from '@/lib/incidents/mutations/close';
import { correctTime } from '@/lib/incidents/mutations/correct';
import { tickClocks } from '@/lib/incidents/mutations/tick';
import { at, clocksOf, declared, entriesOf, NOON, stored } from '@/lib/incidents/testing/incidents';

withDatabase();

const HOUR = 60;
const follow = (minutes: number) => followIncidents(ctx(system, at(minutes)));

async function one(more: Parameters<typeof declared>[2] = {}) {
  const { productId } = await aProduct();
  const rita = person('Responder', [productId], { name: 'Rita' });
  const incident = await declared(ctx(rita, NOON), productId, more);
  const id = incident.id;
  const as = (minutes: number) => ctx(rita, at(minutes));
  const decide = (minutes: number, input: Partial<Decide> & Pick<Decide, 'regime'>) =>
    decideDuty(as(minutes), {
      ...{ id, version: 1, applies: 'yes', reason: 'Shop and its customers', trustService: false, awareAt: null },
      ...input,
    });
  const send = (minutes: number, input: Partial<Send> & Pick<Send, 'stage'>) =>
    sendReport(as(minutes), {
      ...{ id, regime: 'nis2-23', number: 1, sheetVersion: 0, sentAt: at(minutes), channel: 'portal' },
      ...{ reference: '', receipt: '', delayReason: '' },
      ...input,
    });
  const running = async () =>
    (await clocksOf(id)).filter(({ kind, stoppedAt }) => kind.startsWith('duty:') && stoppedAt === null);
  const lines = async () => (await entriesOf(id)).filter(({ kind }) => kind === 'duty');
  return { productId, rita, incident, id, as, decide, send, running, lines };
}

describe('undecided', () => {
  it('is proposed by what speaks for it, and has a clock until somebody decides', async () => {
    const { running, lines, decide } = await one({ kind: 'ransomware' });
    await follow(1);
    expect((await running()).map(({ kind, dueAt }) => [kind, dueAt])).toEqual([
      ['duty:bsig-32:decision', at(6 * HOUR)],
      ['duty:gdpr-33-1:decision', at(24 * HOUR)],
      ['duty:gdpr-33-2:decision', at(24 * HOUR)],
      ['duty:nis2-23:decision', at(6 * HOUR)],
    ]);
    expect((await lines()).map(({ data }) => data)).toContainEqual({
      verb: 'proposed',
      regime: 'nis2-23',
      because: 'kind:ransomware priority:1',
    });
    await decide(10, { regime: 'nis2-23', applies: 'no', reason: 'Not an important entity' });
    expect((await running()).map(({ kind }) => kind)).not.toContain('duty:nis2-23:decision');
    const [stopped] = await unsafeDb().incidentClock.findMany({ where: { kind: 'duty:nis2-23:decision' } });
    expect(stopped).toMatchObject({ stopReason: 'decided', stoppedBy: 'Rita', stoppedAt: at(10) });
  });

  it('stays undecided where nothing speaks for it: never a silent no', async () => {
    const { incident, rita, running, productId } = await one({ impact: 'low', urgency: 'low' });
    await unsafeDb().product.update({ where: { id: productId }, data: { dataClass: 'public' } });
    await follow(1);
    expect(await running()).toEqual([]);
    const scope = requirePermission({ actor: rita }, 'incident:read');
    const viewer = { now: at(2), write: null, decide: null };
    const { duties } = await dutiesByNumber(scope, incident.number, viewer);
    expect(duties.map(({ applies, decideBy }) => [applies, decideBy])).toEqual(duties.map(() => ['undecided', null]));
  });

  it('following twice, or two workers at once, changes nothing more', async () => {
    const { id } = await one();
    await Promise.all([follow(1), follow(1), follow(1)]);
    const before = await stored(id);
    const clocks = await clocksOf(id);
    await follow(2);
    expect((await stored(id)).lastSeq).toBe(before.lastSeq);
    expect(await clocksOf(id)).toEqual(clocks);
    expect(new Set(clocks.map(({ kind }) => kind)).size).toBe(clocks.length);
  });

  it('what was killed before it was followed is followed after', async () => {
    const { id, running } = await one();
    await unsafeDb().dutyFollow.deleteMany({ where: { incidentId: id } });
    await follow(30);
    expect((await running()).length).toBeGreaterThan(0);
    await tickClocks(ctx(system, at(5 * HOUR)));
    const told = (await entriesOf(id)).filter(({ kind }) => kind === 'clock').map(({ data }) => data);
    expect(told).toContainEqual({ clock: 'duty:nis2-23:decision', percent: 75, dueAt: at(6 * HOUR).toISOString() });
  });
});

describe('a duty that applies', () => {
  it('needs the moment of knowledge, and runs from it', async () => {
    const { decide, running } = await one();
    await follow(1);
    await expect(decide(20, { regime: 'nis2-23' })).rejects.toMatchObject({ details: { issue: 'aware_required' } });
    await decide(20, { regime: 'nis2-23', awareAt: at(10) });
    const clocks = (await running()).filter(({ kind }) => kind.startsWith('duty:nis2'));
    expect(clocks).toMatchObject([
      { kind: 'duty:nis2-23:early_warning', startedAt: at(10), dueAt: at(10 + 24 * HOUR), marks: [50, 75, 90] },
      { kind: 'duty:nis2-23:notification', startedAt: at(10), dueAt: at(10 + 72 * HOUR) },
    ]);
  });

  it('moves with the moment of knowledge, whoever corrects it; the old clocks stay', async () => {
    const { id, as, decide, running } = await one();
    await decide(20, { regime: 'gdpr-33-1', version: 0, awareAt: at(10) });
    const { version } = await stored(id);
    await correctTime(as(30), { id, version, time: 'aware', at: at(-60), reason: 'The hotline knew before' });
    await follow(31);
    const of = (await clocksOf(id)).filter(({ kind }) => kind === 'duty:gdpr-33-1:notification');
    expect(of).toMatchObject([
      { startedAt: at(-60), dueAt: at(71 * HOUR), stoppedAt: null },
      { startedAt: at(10), stopReason: 'corrected' },
    ]);
    await sayAware(as(40), { id, version: version + 1, at: null, reason: 'Not certain after all' });
    expect((await running()).map(({ kind }) => kind)).not.toContain('duty:gdpr-33-1:notification');
    const stale = sayAware(as(41), { id, version: version + 1, at: at(1), reason: 'Late' });
    await expect(stale).rejects.toMatchObject({ code: 'conflict' });
  });

  it('under a law that was not there yet is refused', async () => {
    const { id, as, decide } = await one();
    const { version } = await stored(id);
    const day = new Date('2025-12-01T00:00:00Z');
    await correctTime(as(1), { id, version, time: 'aware', at: day, reason: 'An old break-in' });
    await expect(decide(2, { regime: 'bsig-32', version: 0 })).rejects.toMatchObject({
      details: { issue: 'not_law_yet' },
    });
  });

  it('is decided again for a reason, which stays; no stops its clocks', async () => {
    const { decide, running, lines, id } = await one();
    await decide(5, { regime: 'bsig-32', version: 0, awareAt: at(1) });
    await decide(9, { regime: 'bsig-32', version: 1, applies: 'no', reason: 'No facility of ours' });
    expect((await running()).filter(({ kind }) => kind.includes('bsig'))).toEqual([]);
    expect((await clocksOf(id)).find(({ kind }) => kind === 'duty:bsig-32:notification')).toMatchObject({
      stopReason: 'not_applicable',
    });
    const decisions = (await lines()).filter(({ data }) => JSON.stringify(data).includes('decided'));
    expect(decisions.map(({ note, actorName }) => [note, actorName])).toEqual([
      ['Shop and its customers', 'Rita'],
      ['No facility of ours', 'Rita'],
    ]);
  });

  it('is decided by one of two', async () => {
    const { decide } = await one();
    const both = await Promise.allSettled([
      decide(5, { regime: 'bsig-32', version: 0, awareAt: at(1) }),
      decide(5, { regime: 'bsig-32', version: 0, awareAt: at(2) }),
    ]);
    expect(both.filter(({ status }) => status === 'rejected')).toMatchObject([{ reason: { code: 'conflict' } }]);
  });

  it('is for who may decide there', async () => {
    const { id, productId } = await one();
    const input: Decide = {
      ...{ id, regime: 'nis2-23', version: 0, applies: 'no', reason: 'No' },
      ...{ trustService: false, awareAt: null },
    };
    const analyst = person('Analyst', [productId]);
    for (const actor of [readOnly(), analyst])
      await expect(decideDuty(ctx(actor), input)).rejects.toMatchObject({ code: 'forbidden' });
    await expect(decideDuty(ctx(stranger('Responder')), input)).rejects.toMatchObject({ code: 'not_found' });
    await expect(decideDuty(ctx(system), input)).rejects.toMatchObject({ code: 'forbidden' });
  });
});

describe('reports', () => {
  it('stop their clock when they were sent, and start the month', async () => {
    const { id, decide, send, running } = await one();
    await decide(5, { regime: 'nis2-23', version: 0, awareAt: at(0) });
    await expect(send(60, { stage: 'final' })).rejects.toMatchObject({ details: { issue: 'not_open' } });
    await tickClocks(ctx(system, at(25 * HOUR)));
    // Noted an hour late, sent in time.
    await send(26 * HOUR, { stage: 'early_warning', sentAt: at(23 * HOUR), reference: 'BSI-4711' });
    const clock = async (stage: string) => (await clocksOf(id)).find(({ kind }) => kind === `duty:nis2-23:${stage}`);
    expect(await clock('early_warning')).toMatchObject({
      stoppedAt: at(23 * HOUR),
      stopReason: 'sent',
      breachedAt: null,
    });
    expect((await running()).map(({ kind }) => kind)).not.toContain('duty:nis2-23:final');
    await send(30 * HOUR, { stage: 'notification' });
    expect(await clock('final')).toMatchObject({ startedAt: at(30 * HOUR), dueAt: new Date('2026-12-23T18:00:00Z') });
    // Still going on: the progress report takes the place of the final one.
    await send(31 * HOUR, { stage: 'progress' });
    expect(await clock('final')).toMatchObject({ stopReason: 'sent' });
  });

  it('that are late say why; a correction is the next number, and nothing is withdrawn', async () => {
    const { id, as, decide, send } = await one();
    await decide(5, { regime: 'nis2-23', version: 0, awareAt: at(0) });
    const late = { stage: 'early_warning', sentAt: at(24 * HOUR + 1) } as const;
    await expect(send(25 * HOUR, late)).rejects.toMatchObject({ details: { issue: 'delay_reason_required' } });
    await expect(send(25 * HOUR, { ...late, sentAt: at(26 * HOUR) })).rejects.toMatchObject({
      details: { issue: 'future' },
    });
    await send(25 * HOUR, { ...late, delayReason: 'Their portal was down' });
    await expect(send(25 * HOUR, late)).rejects.toMatchObject({ code: 'conflict' });
    const sheetVersion = await saveSheet(as(26 * HOUR), { id, version: 0, values: { malicious: 'yes' } });
    await send(26 * HOUR, { stage: 'early_warning', number: 2, sheetVersion });
    const reports = await unsafeDb().dutyReport.findMany({
      where: { duty: { incidentId: id } },
      orderBy: { number: 'asc' },
    });
    expect(reports).toMatchObject([
      { number: 1, values: {}, delayReason: 'Their portal was down' },
      { number: 2, values: { malicious: 'yes' } },
    ]);
    const where = { id: reports[0]?.id ?? '' };
    await expect(unsafeDb().dutyReport.delete({ where })).rejects.toThrow(/append-only|permission denied|refuse/);
  });

  it('are what the sender saw', async () => {
    const { id, as, decide, send } = await one();
    await decide(5, { regime: 'nis2-23', version: 0, awareAt: at(0) });
    await saveSheet(as(6), { id, version: 0, values: { malicious: 'unknown' } });
    await expect(send(7, { stage: 'early_warning' })).rejects.toMatchObject({ code: 'conflict' });
    await expect(saveSheet(as(8), { id, version: 0, values: {} })).rejects.toMatchObject({ code: 'conflict' });
    await expect(saveSheet(ctx(readOnly()), { id, version: 1, values: {} })).rejects.toMatchObject({
      code: 'forbidden',
    });
    await expect(saveSheet(ctx(stranger()), { id, version: 1, values: {} })).rejects.toMatchObject({
      code: 'not_found',
    });
  });

  it('on request start with the request, and answer it', async () => {
    const { id, as, decide, send, running } = await one();
    await decide(5, { regime: 'nis2-23', version: 0, awareAt: at(0) });
    await expect(send(6, { stage: 'intermediate' })).rejects.toMatchObject({ details: { issue: 'not_open' } });
    const ask = { id, regime: 'nis2-23', stage: 'intermediate', question: 'Where do you stand?' } as const;
    await noteAsk(as(20), { ...ask, askedAt: at(15), dueAt: at(100) });
    expect((await running()).find(({ kind }) => kind.endsWith('intermediate'))).toMatchObject({
      startedAt: at(15),
      dueAt: at(100),
    });
    await send(30, { stage: 'intermediate' });
    expect((await running()).some(({ kind }) => kind.endsWith('intermediate'))).toBe(false);
    await noteAsk(as(40), { ...ask, stage: 'notification', askedAt: at(39), dueAt: null });
    const [open] = await unsafeDb().dutyAsk.findMany({ where: { answeredAt: null, duty: { incidentId: id } } });
    const answer = { id, askId: open?.id ?? '', answer: 'Contained' };
    await expect(answerAsk(ctx(stranger('Responder')), answer)).rejects.toMatchObject({ code: 'not_found' });
    await answerAsk(as(41), answer);
    await expect(answerAsk(as(42), answer)).rejects.toMatchObject({ details: { issue: 'answered' } });
  });

  it('go on after the end; what was merged and not decided goes with the other one', async () => {
    const { id, as, decide, running, productId } = await one({ impact: 'low', kind: 'data_breach' });
    await decide(5, { regime: 'nis2-23', version: 0, awareAt: at(0) });
    const target = await declared(as(6), productId, { impact: 'low', kind: 'data_breach' });
    await follow(7);
    const { version } = await stored(id);
    const merge = { id, version, outcome: 'merged', reason: 'The same', into: target.id } as const;
    await closeIncident(as(9), merge, async () => undefined);
    await follow(10);
    expect((await running()).map(({ kind }) => kind)).toEqual([
      'duty:nis2-23:early_warning',
      'duty:nis2-23:notification',
    ]);
  });
});

it('two hundred incidents that cannot be followed hold up none of the others', async () => {
  const { id, lines } = await one({ kind: 'ransomware' });
  const columns = await unsafeDb().$queryRaw<{ name: string }[]>`
    SELECT column_name AS name FROM information_schema.columns
    WHERE table_name = 'incident' AND is_generated = 'NEVER' AND column_name NOT IN ('id', 'number', 'priority')`;
  const names = columns.map(({ name }) => `"${name}"`).join(', ');
  await unsafeDb().$executeRawUnsafe(
    `INSERT INTO incident (id, number, priority, ${names})
     SELECT gen_random_uuid(), (SELECT max(number) FROM incident) + g, 9, ${names} FROM incident, generate_series(1, 200) g
     WHERE id = $1::uuid`,
    id,
  );
  await follow(1);
  expect(await lines()).toEqual([]);
  await follow(2);
  expect(await lines()).not.toEqual([]);
});
