import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { addDays } from '@/lib/core/datetime';
import { unsafeDb } from '@/lib/core/db';
import { seal } from '@/lib/core/secrets';
import { ctx, person, readOnly, system } from '@/lib/core/testing/actors';
import { aProduct } from '@/lib/core/testing/assets';
import { selfSigned } from '@/lib/core/testing/certificate';
import { withDatabase } from '@/lib/core/testing/database';
import type { Net } from '@/lib/escalation/channels/types';
import { responder } from '@/lib/escalation/testing/escalations';
import { loopback, mailServer } from '@/lib/escalation/testing/servers';
import { reportSchema } from '@/lib/reports/content';
import { makeReport } from '@/lib/reports/mutations/make';
import { addSchedule, changeSchedule } from '@/lib/reports/mutations/schedules';
import { runDue } from '@/lib/reports/schedules/run-due';
import { type Clock, sendReports } from '@/lib/reports/schedules/send';

withDatabase();

/** A Sunday. */
const NOW = new Date('2026-11-22T12:00:00Z');
const DUE = new Date('2026-11-23T08:00:00Z');
const PLAN = { cadence: 'weekly', weekday: 1, hour: 9, timeZone: 'Europe/Berlin', weeks: 4 } as const;
const DAY_MS = 86_400_000;
const good = selfSigned(new Date(Date.now() - DAY_MS), new Date(Date.now() + DAY_MS));

const open: { close: () => Promise<unknown> }[] = [];
afterAll(async () => {
  for (const one of open) await one.close();
});
beforeEach(async () => {
  await unsafeDb().reportSchedule.deleteMany();
  await unsafeDb().escalationChannel.deleteMany();
});

async function mailing(refuse: { status: number } | null = null) {
  const server = await mailServer({ cert: good.certificate, key: good.key }, refuse);
  open.push(server);
  const config = {
    host: 'localhost',
    port: server.port,
    security: 'starttls',
    user: 'lagebild',
    from: 'r@example.org',
  };
  const { id } = await unsafeDb().escalationChannel.create({
    data: { kind: 'smtp', name: `mail ${server.port}`, config, createdAt: NOW, updatedAt: NOW },
  });
  await unsafeDb().escalationChannel.update({ where: { id }, data: { secret: seal('channel', 'open sesame', id) } });
  return server;
}

async function planned() {
  const { productId, teamId } = await aProduct();
  const { slug } = await unsafeDb().team.findUniqueOrThrow({ where: { id: teamId } });
  const maker = await responder(productId);
  const reader = await responder(productId, 'Rolf');
  const id = await addSchedule(ctx(maker, NOW), { team: slug, ...PLAN, recipients: [maker.id, reader.id] });
  return { id, maker, reader, productId, slug };
}

/** By a clock that stands still at `at`, unless another is given. */
const send = (at: Date, clock: Clock = async () => at, more: Partial<Net> = {}) =>
  sendReports(ctx(system, at), loopback({ ca: good.certificate, timeoutMs: 5_000, now: at, ...more }), clock);
const deliveries = (scheduleId: string) =>
  unsafeDb().reportDelivery.findMany({ where: { scheduleId }, orderBy: { id: 'asc' } });
const reports = (scheduleId: string) => unsafeDb().report.findMany({ where: { scheduleId } });

describe('a schedule', () => {
  it('makes a report once for each time it is due, whoever looks, and sends it as PDF', async () => {
    const server = await mailing();
    const { id, reader } = await planned();
    await runDue(ctx(system, new Date(DUE.getTime() - 1)));
    expect(await reports(id)).toHaveLength(0);
    await Promise.all(Array.from({ length: 4 }, () => runDue(ctx(system, DUE))));
    await runDue(ctx(system, DUE));
    const made = await reports(id);
    expect(made).toMatchObject([{ dueAt: DUE, madeByName: 'worker' }]);
    const { nextAt } = await unsafeDb().reportSchedule.findUniqueOrThrow({ where: { id } });
    expect(nextAt).toEqual(addDays(DUE, 7));
    await Promise.all([send(DUE), send(DUE)]);
    expect((await deliveries(id)).map(({ state }) => state)).toEqual(['sent', 'sent']);
    expect(server.mails).toHaveLength(2);
    const mail = server.mails.find(({ to }) => to === `${reader.id}@example.org`);
    expect(mail?.text).toContain('Content-Type: application/pdf');
    expect(mail?.text).toContain(`/reports/${made[0]?.number}`);
    expect(mail?.secure).toBe(true);
    // Nobody has judged anything here: that comes before how much holds.
    expect(mail?.text).toMatch(/\n\r?\nNobody has judged the promises yet[\s\S]+\n\r?\n0 of \d+ promises hold/);
    await send(addDays(DUE, 1));
    expect(server.mails).toHaveLength(2);
  });

  it('sends each letter once, however slowly a worker comes through its batch', async () => {
    const server = await mailing();
    const { id } = await planned();
    await runDue(ctx(system, DUE));
    let seconds = 0;
    let letters = 0;
    const clock: Clock = async () => new Date(DUE.getTime() + seconds * 1000);
    // Each letter takes nearly its whole lease; at the end of the second one another worker looks.
    const lookup = async () => {
      seconds += 100;
      letters += 1;
      if (letters === 2) await send(await clock(), clock);
      return ['127.0.0.1'];
    };
    await send(DUE, clock, { lookup });
    expect(server.mails).toHaveLength(2);
    expect(await deliveries(id)).toMatchObject([
      { state: 'sent', tries: 1, sentAt: new Date(DUE.getTime() + 100_000) },
      { state: 'sent', tries: 1, sentAt: new Date(DUE.getTime() + 200_000) },
    ]);
  });

  it('counts from the clock of the database, the same for all workers', async () => {
    await mailing();
    const { id } = await planned();
    await runDue(ctx(system, DUE));
    const nextAt = new Date(Date.now() + DAY_MS);
    await unsafeDb().reportDelivery.updateMany({ where: { scheduleId: id }, data: { nextAt } });
    await sendReports(ctx(system, new Date(Date.now() + 2 * DAY_MS)), loopback({ ca: good.certificate }));
    expect(await deliveries(id)).toMatchObject(Array(2).fill({ state: 'queued', tries: 0, nextAt }));
  });

  it('is compared with its own report before, and one that somebody makes with theirs of as many weeks', async () => {
    const { id, reader, slug } = await planned();
    const make = (weeks: 4 | 13, at: Date) => makeReport(ctx(reader, at), { team: slug, weeks, day: null });
    const compared = async (number: number | undefined) => {
      const { text } = await unsafeDb().report.findUniqueOrThrow({ where: { number: number ?? 0 } });
      return reportSchema.parse(JSON.parse(text)).comparedWith;
    };
    await runDue(ctx(system, DUE));
    const own = await make(4, addDays(DUE, 6));
    await make(13, addDays(DUE, 6));
    await runDue(ctx(system, addDays(DUE, 7)));
    const [first, second] = (await reports(id)).toSorted((a, b) => a.number - b.number);
    expect(await compared(first?.number)).toEqual({ at: addDays(DUE, -28).toISOString(), report: null });
    expect(await compared(second?.number)).toEqual({ at: DUE.toISOString(), report: first?.number });
    expect(await compared(own)).toEqual({ at: addDays(DUE, -22).toISOString(), report: null });
    expect(await compared(await make(4, addDays(DUE, 8)))).toEqual({ at: addDays(DUE, 6).toISOString(), report: own });
  });

  it('makes up for time without a worker by one report', async () => {
    const { id } = await planned();
    await runDue(ctx(system, addDays(DUE, 22)));
    expect(await reports(id)).toHaveLength(1);
    const { nextAt } = await unsafeDb().reportSchedule.findUniqueOrThrow({ where: { id } });
    expect(nextAt).toEqual(addDays(DUE, 28));
  });

  it('leaves out who may not see it any more, and tries again where the server asks to wait', async () => {
    const server = await mailing({ status: 451 });
    const { id, maker, reader } = await planned();
    await runDue(ctx(system, DUE));
    await unsafeDb().person.update({ where: { id: reader.id }, data: { disabledAt: DUE } });
    await send(DUE);
    const stateOf = async (personId: string) => (await deliveries(id)).find((one) => one.personId === personId);
    expect(await stateOf(reader.id)).toMatchObject({ state: 'left_out', nextAt: null });
    expect(await stateOf(maker.id)).toMatchObject({ state: 'queued', error: 'throttled', tries: 1 });
    for (let hour = 1; hour < 12; hour++) await send(new Date(DUE.getTime() + hour * 3_600_000));
    expect(await stateOf(maker.id)).toMatchObject({ state: 'failed', nextAt: null });
    expect(server.mails).toHaveLength(0);
    const notices = await unsafeDb().notice.findMany({ where: { personId: maker.id, kind: 'report_ready' } });
    expect(notices).toHaveLength(1);
  });

  it('of which nobody may see the report any more switches itself off, is told of, and can be taken up again', async () => {
    const { id, maker, reader, productId } = await planned();
    const other = await responder(productId, 'Nina');
    await unsafeDb().person.updateMany({ where: { id: { in: [maker.id, reader.id] } }, data: { disabledAt: NOW } });
    await runDue(ctx(system, DUE));
    await runDue(ctx(system, addDays(DUE, 7)));
    expect(await reports(id)).toHaveLength(0);
    expect(await unsafeDb().reportSchedule.findUnique({ where: { id } })).toMatchObject({
      nextAt: null,
      stopped: true,
    });
    const told = () => unsafeDb().notice.findMany({ where: { kind: 'report_stopped' }, select: { personId: true } });
    expect(await told()).toEqual([{ personId: other.id }]);
    expect(await unsafeDb().auditEntry.count({ where: { targetId: id, action: 'report-schedule.stopped' } })).toBe(1);
    await changeSchedule(ctx(other, DUE), { id, version: 1, on: true, ...PLAN, recipients: [other.id] });
    expect(await unsafeDb().reportSchedule.findUnique({ where: { id } })).toMatchObject({ stopped: false });
    await runDue(ctx(system, addDays(DUE, 7)));
    expect(await reports(id)).toHaveLength(1);
  });

  it('without a way to send says so in Lagebild', async () => {
    const { id, maker } = await planned();
    await runDue(ctx(system, DUE));
    await send(DUE);
    expect((await deliveries(id)).map(({ state, error }) => [state, error])).toEqual([
      ['failed', 'not_configured'],
      ['failed', 'not_configured'],
    ]);
    expect(await unsafeDb().notice.count({ where: { personId: maker.id, kind: 'report_ready' } })).toBe(1);
  });

  it('is planned and changed by who may see the report and may change things, for people who may see it', async () => {
    const { id, maker, slug, productId } = await planned();
    const other = await aProduct();
    const stranger = await responder(other.productId);
    const plan = { team: slug, ...PLAN, recipients: [maker.id] };
    await expect(addSchedule(ctx(readOnly(), NOW), plan)).rejects.toMatchObject({ code: 'forbidden' });
    await expect(addSchedule(ctx(stranger, NOW), plan)).rejects.toMatchObject({ code: 'not_found' });
    await expect(addSchedule(ctx(maker, NOW), { ...plan, team: null })).rejects.toMatchObject({ code: 'not_found' });
    await expect(addSchedule(ctx(maker, NOW), { ...plan, recipients: [stranger.id] })).rejects.toMatchObject({
      code: 'invalid',
    });
    const change = { id, version: 1, on: false, ...PLAN, recipients: [maker.id] };
    await expect(changeSchedule(ctx(stranger, NOW), change)).rejects.toMatchObject({ code: 'not_found' });
    await changeSchedule(ctx(person('Engineer', [productId]), NOW), change);
    await expect(changeSchedule(ctx(maker, NOW), change)).rejects.toMatchObject({ code: 'conflict' });
    await runDue(ctx(system, DUE));
    expect(await reports(id)).toHaveLength(0);
    expect(await unsafeDb().auditEntry.count({ where: { targetKind: 'report-schedule', targetId: id } })).toBe(2);
  });
});
