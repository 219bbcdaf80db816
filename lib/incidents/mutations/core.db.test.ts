import { describe, expect, it } from 'vitest';
import { satisfiedFor } from '@/lib/access/testing/step-up';
import { raise, stored as storedAlert } from '@/lib/alerts/testing/alerts';
import type { PersonActor } from '@/lib/core/context';
import { unsafeDb } from '@/lib/core/db';
import { DomainError } from '@/lib/core/errors';
import { ctx, person, readOnly, stranger, system } from '@/lib/core/testing/actors';
import { aProduct } from '@/lib/core/testing/assets';
import { withDatabase } from '@/lib/core/testing/database';
import { aPerson } from '@/lib/findings/testing/findings';
import { acknowledgeIncident } from '@/lib/incidents/mutations/acknowledge';
import { attachAlerts, detachAlert } from '@/lib/incidents/mutations/alerts';
import { closeIncident, reopenIncident } from '@/lib/incidents/mutations/close';
import { correctTime, editIncident } from '@/lib/incidents/mutations/correct';
import { declareIncident } from '@/lib/incidents/mutations/declare';
import { moveIncident } from '@/lib/incidents/mutations/move';
import { prioritiseIncident } from '@/lib/incidents/mutations/prioritise';
import { endRole, giveRole } from '@/lib/incidents/mutations/roles';
import { tickClocks } from '@/lib/incidents/mutations/tick';
import { at, clocksOf, declaration, declared, entriesOf, NOON, stored } from '@/lib/incidents/testing/incidents';

withDatabase();

const noGate = async () => undefined;

async function responder(productId: string): Promise<PersonActor> {
  const id = await aPerson('Responder', productId, 'Rita');
  return person('Responder', [productId], { id, name: 'Rita' });
}

async function one(more: Parameters<typeof declared>[2] = {}) {
  const { productId } = await aProduct();
  const rita = await responder(productId);
  const incident = await declared(ctx(rita, NOON), productId, more);
  return { productId, rita, incident, as: (minutes: number) => ctx(rita, at(minutes)) };
}

describe('declaring', () => {
  it('starts the clocks from when the first alert reached us, and gathers its alerts', async () => {
    const { productId } = await aProduct();
    const rita = await responder(productId);
    const number = await raise({ productId, severity: 4 });
    const alert = await storedAlert(number);
    const incident = await declared(ctx(rita, at(5)), productId, { alerts: [alert.id] });
    expect(incident).toMatchObject({ priority: 1, severity: 4, phase: 'detection', techniques: ['T1059'], lastSeq: 2 });
    expect(incident.receivedAt).toEqual(alert.receivedAt);
    expect(incident.detectedAt).toEqual(alert.firstAt);
    const [reaction, update] = await clocksOf(incident.id);
    expect(reaction).toMatchObject({ kind: 'reaction', startedAt: alert.receivedAt, dueAt: at(15), nextMark: 50 });
    expect(update).toMatchObject({ kind: 'update', startedAt: at(5), dueAt: at(35) });
    expect(await storedAlert(number)).toMatchObject({ incidentId: incident.id, state: 'acknowledged' });
    expect((await entriesOf(incident.id)).map(({ seq, kind }) => [seq, kind])).toEqual([
      [1, 'declared'],
      [2, 'alert'],
    ]);
    await expect(
      declareIncident(ctx(rita, at(6)), declaration(productId, { alerts: [alert.id] })),
    ).rejects.toMatchObject({
      code: 'invalid',
      details: { issue: 'in_incident' },
    });
  });

  it('another priority than the matrix says takes a note', async () => {
    const { productId } = await aProduct();
    const rita = await responder(productId);
    const input = declaration(productId, { impact: 'low', urgency: 'low', priority: 1 });
    await expect(declareIncident(ctx(rita), input)).rejects.toMatchObject({ details: { issue: 'note_required' } });
    const incident = await declared(ctx(rita), productId, { ...input, note: 'The board is watching' });
    expect(incident.priority).toBe(1);
  });

  it('is for who may write there; the worker may', async () => {
    const { productId } = await aProduct();
    await expect(declareIncident(ctx(readOnly()), declaration(productId))).rejects.toMatchObject({ code: 'forbidden' });
    await expect(declareIncident(ctx(stranger()), declaration(productId))).rejects.toMatchObject({ code: 'not_found' });
    expect(await declareIncident(ctx(system), declaration(productId))).toBeGreaterThan(0);
  });
});

it('the log is numbered, only ever added to, and its hashes are in the audit trail', async () => {
  const { incident, as } = await one();
  await acknowledgeIncident(as(3), { id: incident.id });
  const entries = await entriesOf(incident.id);
  expect(entries.map(({ seq, kind }) => [seq, kind])).toEqual([
    [1, 'declared'],
    [2, 'acknowledged'],
    [3, 'role'],
  ]);
  const where = { incidentId_seq: { incidentId: incident.id, seq: 1 } };
  await expect(unsafeDb().incidentEntry.update({ where, data: { note: 'x' } })).rejects.toThrow(
    /append-only|permission denied/,
  );
  await expect(unsafeDb().incidentEntry.delete({ where })).rejects.toThrow(/append-only|permission denied/);
  const audit = await unsafeDb().auditEntry.findMany({ where: { targetId: incident.id }, orderBy: { id: 'asc' } });
  expect(audit.map(({ action }) => action)).toEqual(['incident.declared', 'incident.acknowledged', 'incident.role']);
  expect(audit[1]?.text).toMatch(/"entry":2,.*"sha256":"[0-9a-f]{64}"/);
});

describe('acknowledging', () => {
  it('stops the reaction clock once, and whoever was first commands', async () => {
    const { productId, incident, as } = await one();
    const ben = await responder(productId);
    const both = await Promise.all([
      acknowledgeIncident(as(14), { id: incident.id }),
      acknowledgeIncident(ctx(ben, at(14)), { id: incident.id }),
    ]);
    expect(both.toSorted()).toEqual([false, true]);
    const [reaction] = await clocksOf(incident.id);
    expect(reaction).toMatchObject({ stoppedAt: at(14), stopReason: 'acknowledged', nextAt: null, breachedAt: null });
    const roles = await unsafeDb().incidentRole.findMany({ where: { incidentId: incident.id } });
    expect(roles).toMatchObject([{ role: 'commander', until: null }]);
  });

  it('late is late, whether or not a worker ran', async () => {
    const { incident, as } = await one();
    await acknowledgeIncident(as(16), { id: incident.id });
    expect((await clocksOf(incident.id))[0]).toMatchObject({ breachedAt: at(15), stoppedAt: at(16) });
  });

  it('is for responders of the product', async () => {
    const { incident } = await one();
    const id = incident.id;
    await expect(acknowledgeIncident(ctx(readOnly(), at(1)), { id })).rejects.toMatchObject({ code: 'forbidden' });
    await expect(acknowledgeIncident(ctx(stranger(), at(1)), { id })).rejects.toMatchObject({ code: 'not_found' });
  });
});

describe('clocks', () => {
  it('warn and breach once each, whoever looks and however often, and survive whoever looked before', async () => {
    const { incident, rita, as } = await one();
    await giveRole(as(0), { id: incident.id, role: 'scribe', personId: rita.id, subject: '', note: '' });
    const told = async () =>
      (await entriesOf(incident.id)).filter(({ kind }) => kind === 'clock').map(({ data }) => data);
    const tick = (minutes: number) => tickClocks(ctx(system, at(minutes)));
    expect(await tick(7)).toEqual(at(7.5));
    await Promise.all([tick(8), tick(8), tick(8)]);
    expect(await told()).toMatchObject([{ clock: 'reaction', percent: 50 }]);
    await tick(20);
    expect((await told()).slice(1)).toMatchObject([
      { clock: 'reaction', percent: 100, dueAt: at(15).toISOString() },
      { clock: 'update', percent: 50 },
    ]);
    expect((await clocksOf(incident.id))[0]).toMatchObject({ breachedAt: at(15), nextAt: null, stoppedAt: null });
    const notices = await unsafeDb().notice.findMany({ where: { personId: rita.id }, orderBy: { id: 'asc' } });
    expect(notices.map(({ kind }) => kind)).toEqual(['incident_clock', 'incident_breach', 'incident_clock']);
  });
});

describe('phases', () => {
  it('set what ends with them, go back for a reason, and every change is a line', async () => {
    const { incident, as } = await one();
    const move = async (minutes: number, to: 'containment' | 'eradication' | 'recovery', note = '') =>
      moveIncident(as(minutes), { id: incident.id, version: (await stored(incident.id)).version, to, note });
    await move(10, 'eradication');
    expect(await stored(incident.id)).toMatchObject({ phase: 'eradication', containedAt: at(10), eradicatedAt: null });
    await expect(move(11, 'containment')).rejects.toMatchObject({ details: { issue: 'note_required' } });
    await move(12, 'containment', 'Another pod talks to it');
    expect(await stored(incident.id)).toMatchObject({ phase: 'containment', containedAt: null });
    await move(20, 'recovery');
    expect(await stored(incident.id)).toMatchObject({ containedAt: at(20), eradicatedAt: at(20), recoveredAt: null });
    const lines = (await entriesOf(incident.id)).filter(({ kind }) => kind === 'phase');
    expect(lines.map(({ data }) => data)).toEqual([
      { from: 'detection', to: 'eradication' },
      { from: 'eradication', to: 'containment' },
      { from: 'containment', to: 'recovery' },
    ]);
  });

  it('two who move at once: one is told', async () => {
    const { incident, as } = await one();
    const { id, version } = incident;
    const both = await Promise.allSettled([
      moveIncident(as(1), { id, version, to: 'analysis', note: '' }),
      moveIncident(as(1), { id, version, to: 'containment', note: '' }),
    ]);
    expect(both.filter(({ status }) => status === 'rejected')).toMatchObject([{ reason: { code: 'conflict' } }]);
  });
});

it('a time is corrected for a reason, keeps its order, and the old value stays', async () => {
  const { incident, as } = await one();
  const { id, version } = incident;
  const say = (time: 'occurred' | 'contained', minutes: number) =>
    correctTime(as(30), { id, version, time, at: at(minutes), reason: 'The firewall has it' });
  await expect(say('occurred', 40)).rejects.toMatchObject({ details: { issue: 'future' } });
  await expect(say('occurred', 20)).rejects.toMatchObject({
    details: { issue: 'order', first: 'occurred', second: 'detected' },
  });
  await say('occurred', -300);
  await expect(say('occurred', -301)).rejects.toMatchObject({ code: 'conflict' });
  expect((await stored(id)).occurredAt).toEqual(at(-300));
  expect((await entriesOf(id)).at(-1)).toMatchObject({
    kind: 'time',
    note: 'The firewall has it',
    data: { time: 'occurred', value: at(-300).toISOString(), previous: null, by: 'correction' },
  });
});

describe('priority', () => {
  it('raised: its whole reaction time anew, the old clock stays', async () => {
    const { incident, as } = await one({ impact: 'medium', urgency: 'medium' });
    const { id, version } = incident;
    await prioritiseIncident(as(50), { id, version, impact: 'high', urgency: 'high', priority: null, note: '' });
    const reactions = (await clocksOf(id)).filter(({ kind }) => kind === 'reaction');
    expect(reactions).toMatchObject([
      { priority: 3, dueAt: at(240), stopReason: 'priority_changed', stoppedAt: at(50) },
      { priority: 1, startedAt: at(50), dueAt: at(65), stoppedAt: null },
    ]);
  });

  it('lowered: for a reason, from the same beginning', async () => {
    const { incident, as } = await one();
    const { id, version } = incident;
    const lower = (note: string) =>
      prioritiseIncident(as(5), { id, version, impact: 'low', urgency: 'low', priority: null, note });
    await expect(lower('')).rejects.toMatchObject({ details: { issue: 'note_required' } });
    await lower('One test pod');
    const reaction = (await clocksOf(id)).find(({ kind, stoppedAt }) => kind === 'reaction' && stoppedAt === null);
    expect(reaction).toMatchObject({ priority: 4, startedAt: NOON, dueAt: at(24 * 60) });
  });
});

it('a part is handed over to somebody who may work on it, once', async () => {
  const { productId, incident, rita, as } = await one();
  const ben = await responder(productId);
  const outsider = await aPerson('Responder', (await aProduct()).productId);
  const give = (personId: string) =>
    giveRole(as(1), { id: incident.id, role: 'commander', personId, subject: '', note: '' });
  await give(rita.id);
  await expect(give(rita.id)).rejects.toMatchObject({ details: { issue: 'has_role' } });
  await expect(give(outsider)).rejects.toMatchObject({ details: { issue: 'person' } });
  await give(ben.id);
  const roles = await unsafeDb().incidentRole.findMany({ where: { incidentId: incident.id }, orderBy: { id: 'asc' } });
  expect(roles).toMatchObject([
    { personId: rita.id, until: at(1) },
    { personId: ben.id, until: null },
  ]);
  await endRole(as(2), { id: incident.id, roleId: roles[1]?.id ?? '', note: '' });
  await expect(endRole(as(2), { id: incident.id, roleId: roles[1]?.id ?? '', note: '' })).rejects.toMatchObject({
    code: 'not_found',
  });
  const notices = await unsafeDb().notice.findMany({ where: { personId: ben.id } });
  expect(notices).toMatchObject([{ kind: 'incident_role' }]);
});

it('facts are changed by whoever saw them, with what they were', async () => {
  const { incident, as } = await one();
  const { id, version } = incident;
  const edit = {
    title: 'Miner in the shop',
    summary: '',
    kind: 'compromised_container',
    techniques: ['T1496'],
  } as const;
  await editIncident(as(1), { id, version, ...edit, techniques: [...edit.techniques], exercise: false });
  expect((await entriesOf(id)).at(-1)).toMatchObject({
    kind: 'facts',
    data: { title: 'Miner in the shop', titleBefore: 'Shell in the shop', techniques: 'T1496', techniquesBefore: '' },
  });
});

describe('ending', () => {
  it('closes its alerts with what it was, stops its clocks, and can be taken back', async () => {
    const { productId, incident, as } = await one({ impact: 'low' });
    const { id, version } = incident;
    const number = await raise({ productId });
    const alert = await storedAlert(number);
    expect(await attachAlerts(as(1), { id, alerts: [alert.id] })).toBe(1);
    expect(await attachAlerts(as(1), { id, alerts: [alert.id] })).toBe(0);
    const close = { id, version, outcome: 'benign', reason: 'A drill of the platform team', into: null } as const;
    await closeIncident(as(9), close, noGate);
    expect(await storedAlert(number)).toMatchObject({ state: 'closed', verdict: 'benign' });
    expect((await clocksOf(id)).map(({ stopReason }) => stopReason)).toEqual(['closed', 'closed']);
    await expect(closeIncident(as(9), close, noGate)).rejects.toMatchObject({ details: { issue: 'closed' } });
    const { version: now } = await stored(id);
    await reopenIncident(as(12), { id, version: now, to: 'analysis', reason: 'It came back' });
    expect(await stored(id)).toMatchObject({
      outcome: null,
      closedAt: null,
      phase: 'analysis',
      acknowledgedAt: at(12),
    });
    expect((await clocksOf(id)).filter(({ stoppedAt }) => stoppedAt === null)).toMatchObject([{ kind: 'update' }]);
    await detachAlert(as(13), { id, alertId: alert.id, reason: 'Something else' });
    expect((await storedAlert(number)).incidentId).toBeNull();
  });

  it('of a P1 takes its own right and a second factor', async () => {
    const { productId, incident, rita } = await one();
    const { id, version } = incident;
    const close = { id, version, outcome: 'resolved', reason: 'Done', into: null } as const;
    const analyst = person('Analyst', [productId]);
    await expect(closeIncident(ctx(analyst, at(5)), close, noGate)).rejects.toMatchObject({ code: 'forbidden' });
    const proved = await satisfiedFor(rita, 'incident:close-p1', id);
    await expect(
      closeIncident(ctx(proved, at(5)), { ...close, outcome: 'near_miss' }, async () => {
        throw new DomainError('invalid', { issue: 'review' });
      }),
    ).rejects.toMatchObject({ details: { issue: 'review' } });
    await closeIncident(ctx(proved, at(5)), close, noGate);
    expect(await stored(id)).toMatchObject({ outcome: 'resolved', closedAt: at(5) });
    const other = await declared(ctx(rita, NOON), productId);
    const again = closeIncident(ctx(proved, at(6)), { ...close, id: other.id, version: other.version }, noGate);
    await expect(again).rejects.toMatchObject({ code: 'step_up_required' });
  });

  it('of what was a P1 before it was lowered takes the same', async () => {
    const { productId, incident, rita } = await one();
    const { id, version } = incident;
    const lower = { id, version, impact: 'low', urgency: 'low', priority: null, note: 'Smaller' } as const;
    await prioritiseIncident(ctx(rita, at(1)), lower);
    const seen: number[] = [];
    const close = { id, version: version + 1, outcome: 'resolved', reason: 'Done', into: null } as const;
    const analyst = person('Analyst', [productId]);
    await expect(closeIncident(ctx(analyst, at(5)), close, noGate)).rejects.toMatchObject({ code: 'forbidden' });
    const proved = await satisfiedFor(rita, 'incident:close-p1', id);
    await closeIncident(ctx(proved, at(5)), close, async (_tx, { priority }) => void seen.push(priority));
    expect(seen).toEqual([1]);
  });

  it('by a merge hands its alerts over', async () => {
    const { productId, incident, as } = await one({ impact: 'low' });
    const alert = await storedAlert(await raise({ productId }));
    await attachAlerts(as(1), { id: incident.id, alerts: [alert.id] });
    const target = await declared(as(2), productId, { impact: 'low' });
    const { id, version } = incident;
    const merge = (into: string | null) =>
      closeIncident(as(3), { id, version, outcome: 'merged', reason: 'The same', into }, noGate);
    await expect(merge(null)).rejects.toMatchObject({ details: { issue: 'target_required' } });
    await merge(target.id);
    expect(await stored(id)).toMatchObject({ outcome: 'merged', mergedIntoId: target.id });
    expect(await unsafeDb().alert.findUniqueOrThrow({ where: { id: alert.id } })).toMatchObject({
      incidentId: target.id,
    });
    expect((await entriesOf(target.id)).at(-1)).toMatchObject({ kind: 'merged', data: { alerts: 1 } });
  });
});
