import { describe, expect, it } from 'vitest';
import { satisfiedFor } from '@/lib/access/testing/step-up';
import { unsafeDb } from '@/lib/core/db';
import { ctx, system } from '@/lib/core/testing/actors';
import { withDatabase } from '@/lib/core/testing/database';
import {
  aSchedule,
  aStep,
  burning,
  deliveriesOf,
  responder,
  runsOf,
  tick,
  told,
  verbs,
} from '@/lib/escalation/testing/escalations';
import { acknowledgeIncident } from '@/lib/incidents/mutations/acknowledge';
import { closeIncident, reopenIncident } from '@/lib/incidents/mutations/close';
import { prioritiseIncident } from '@/lib/incidents/mutations/prioritise';
import { tickClocks } from '@/lib/incidents/mutations/tick';
import { at, stored } from '@/lib/incidents/testing/incidents';

withDatabase();

const noGate = async () => undefined;
const noticesOf = (personId: string) => unsafeDb().notice.findMany({ where: { personId }, orderBy: { id: 'asc' } });

describe('a P1 that nobody takes', () => {
  it('calls the responders without any configuration, again and again, and ends', async () => {
    const { rita, incident } = await burning();
    expect(await tick(0)).not.toBeNull();
    expect(await verbs(incident.id)).toEqual(['started', 'step']);
    expect((await noticesOf(rita.id)).map(({ kind }) => kind)).toEqual(['escalated']);
    await tick(4);
    expect(await verbs(incident.id)).toHaveLength(2);
    for (const minutes of [5, 10, 15, 20, 25, 30, 40]) await tick(minutes);
    expect((await verbs(incident.id)).slice(2)).toEqual(['step', 'step', 'step', 'step', 'step', 'stopped']);
    expect(await runsOf(incident.id)).toMatchObject([{ stopReason: 'exhausted', nextAt: null, round: 2 }]);
  });

  it('is called once, however many workers look', async () => {
    const { incident, rita } = await burning();
    await Promise.all([tick(0), tick(0), tick(0)]);
    await tick(0);
    expect(await verbs(incident.id)).toEqual(['started', 'step']);
    expect(await noticesOf(rita.id)).toHaveLength(1);
  });

  it('stops when somebody takes it, and when it ends', async () => {
    const { incident, as } = await burning();
    await tick(0);
    await acknowledgeIncident(as(1), { id: incident.id });
    await tick(6);
    expect((await told(incident.id)).slice(2)).toMatchObject([{ verb: 'stopped', reason: 'acknowledged' }]);
    await tick(60);
    expect(await verbs(incident.id)).toHaveLength(3);
  });
});

describe('who is called', () => {
  it('is whoever is on call; those who are disabled, or do not reach the product, are nobody', async () => {
    const { productId } = await burning();
    const [on, gone] = [await responder(productId, 'On'), await responder(productId, 'Gone')];
    await unsafeDb().person.update({ where: { id: gone.id }, data: { disabledAt: at(0) } });
    const scheduleId = await aSchedule([on.id]);
    const goneId = await aSchedule([gone.id]);
    const strange = await responder((await burning()).productId, 'Strange');
    const strangeId = await aSchedule([strange.id]);
    const step = (delayMinutes: number, id: string) =>
      aStep({ delayMinutes, target: { kind: 'schedule', scheduleId: id } });
    const { incident, rita, productId: other } = await burning();
    await unsafeDb().scopeGrant.create({ data: { personId: on.id, productId: other } });
    await unsafeDb().escalationChain.create({
      data: {
        ...{ place: `product:${other}`, priority: 1, number: 1, validFrom: new Date(0), repeats: 0 },
        ...{ steps: [step(0, scheduleId), step(1, goneId), step(10, strangeId)], createdAt: at(0), createdBy: 'test' },
      },
    });
    await tick(0);
    expect((await noticesOf(on.id)).map(({ kind }) => kind)).toContain('escalated');
    expect(await noticesOf(rita.id)).toEqual([]);
    await tick(1);
    expect((await noticesOf(rita.id)).map(({ kind }) => kind)).toEqual(['nobody_on_call']);
    expect(await noticesOf(gone.id)).toEqual([]);
    await tick(6);
    await tick(10);
    expect((await told(incident.id)).filter((one) => JSON.stringify(one).includes('nobody'))).toHaveLength(2);
    expect((await noticesOf(strange.id)).filter(({ productId: of }) => of === other)).toEqual([]);
  });

  it('nobody on call is an alert of its own, once, and the step waits for somebody to come', async () => {
    const { productId } = await burning();
    const scheduleId = await aSchedule([]);
    const {
      incident,
      rita,
      productId: other,
    } = await burning({
      steps: [aStep({ target: { kind: 'schedule', scheduleId } })],
    });
    await tick(0);
    await tick(1);
    const alerts = await unsafeDb().alert.findMany({ where: { productId: other } });
    expect(alerts).toMatchObject([{ rule: 'system:nobody-on-call', events: 1 }]);
    expect(await unsafeDb().alert.count({ where: { productId, rule: 'system:nobody-on-call' } })).toBe(0);
    expect(await verbs(incident.id)).toEqual(['started', 'nobody']);
    await unsafeDb().onCallOverride.create({
      data: { scheduleId, personId: rita.id, from: at(1), to: at(60), createdAt: at(1), createdBy: 'Rita' },
    });
    await tick(2);
    expect(await verbs(incident.id)).toEqual(['started', 'nobody', 'step', 'stopped']);
  });
});

describe('what begins anew', () => {
  it('a raised incident; what was under way for it ends', async () => {
    const { incident, as } = await burning();
    const weighed = { id: incident.id, impact: 'low', urgency: 'low', note: 'less' } as const;
    await prioritiseIncident(as(0), { ...weighed, version: 1, priority: null });
    await tick(0);
    const raised = { id: incident.id, impact: 'high', urgency: 'high', note: 'more' } as const;
    await prioritiseIncident(as(5), { ...raised, version: 2, priority: null });
    await tick(5);
    expect(await runsOf(incident.id)).toMatchObject([
      { reason: 'unanswered', stopReason: 'raised' },
      { reason: 'raised', priority: 1, stoppedAt: null },
    ]);
  });

  it('a reopened one, told once where somebody has it', async () => {
    const { incident, as, rita } = await burning();
    await tick(0);
    await acknowledgeIncident(as(1), { id: incident.id });
    await tick(1);
    await satisfiedFor(rita, 'incident:close-p1', incident.id);
    const { version } = await stored(incident.id);
    await closeIncident(as(2), { id: incident.id, version, outcome: 'benign', reason: 'x', into: null }, noGate);
    await tick(2);
    await reopenIncident(as(3), { id: incident.id, version: version + 1, to: 'analysis', reason: 'again' });
    await tick(3);
    await tick(70);
    expect((await runsOf(incident.id)).map(({ reason, stopReason }) => [reason, stopReason])).toEqual([
      ['unanswered', 'acknowledged'],
      ['reopened', 'told'],
    ]);
    expect((await noticesOf(rita.id)).filter(({ kind }) => kind === 'escalated')).toHaveLength(2);
  });

  it('a status update that is overdue, until there is one', async () => {
    const { incident, as } = await burning();
    await acknowledgeIncident(as(1), { id: incident.id });
    await tickClocks(ctx(system, at(31)));
    await tick(31);
    expect(await runsOf(incident.id)).toMatchObject([{ reason: 'update', stoppedAt: null }]);
    await unsafeDb().incidentClock.updateMany({
      where: { incidentId: incident.id, kind: 'update' },
      data: { stoppedAt: at(32), stopReason: 'updated', nextAt: null },
    });
    await tick(33);
    expect(await runsOf(incident.id)).toMatchObject([{ stopReason: 'updated' }]);
    expect((await deliveriesOf(incident.id)).every(({ state }) => state === 'sent')).toBe(true);
  });
});

it('a service that was called hears that somebody has it, and that it is over: once each', async () => {
  const { id } = await unsafeDb().escalationChannel.create({
    data: { kind: 'pagerduty', name: 'PagerDuty', config: { region: 'eu' }, createdAt: at(0), updatedAt: at(0) },
  });
  const { incident, as } = await burning({ steps: [aStep({ channels: [id] }), aStep({ delayMinutes: 90 })] });
  await tick(0);
  await acknowledgeIncident(as(1), { id: incident.id });
  await tick(1);
  await unsafeDb().incident.update({ where: { id: incident.id }, data: { closedAt: at(2), outcome: 'benign' } });
  await Promise.all([tick(2), tick(2), tick(3)]);
  const services = (await deliveriesOf(incident.id)).filter(({ kind }) => kind === 'pagerduty');
  expect(services.map(({ purpose }) => purpose)).toEqual(['call', 'acknowledge', 'resolve']);
});
