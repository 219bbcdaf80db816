import { randomUUID } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { unsafeDb } from '@/lib/core/db';
import { ctx, readOnly, stranger } from '@/lib/core/testing/actors';
import { withDatabase } from '@/lib/core/testing/database';
import { pageNow } from '@/lib/escalation/mutations/page';
import { restartChain } from '@/lib/escalation/mutations/restart';
import { silenceChains, wakeChains } from '@/lib/escalation/mutations/silence';
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
import { prioritiseIncident } from '@/lib/incidents/mutations/prioritise';
import { at, entriesOf } from '@/lib/incidents/testing/incidents';

withDatabase();

const TWO = [aStep(), aStep({ delayMinutes: 5 })];

describe('a silence', () => {
  it('holds the chain back with its reason, and it wakes by itself where it was', async () => {
    const { incident, as } = await burning({ steps: TWO });
    await tick(0);
    await silenceChains(as(1), { id: incident.id, until: at(31), reason: 'Known; the fix is on its way' });
    const line = (await entriesOf(incident.id)).at(-1);
    expect(line).toMatchObject({
      note: 'Known; the fix is on its way',
      data: { verb: 'silenced', until: at(31).toISOString() },
    });
    for (const minutes of [5, 20, 30]) await tick(minutes);
    expect(await verbs(incident.id)).toEqual(['started', 'step', 'silenced']);
    await tick(31);
    expect(await verbs(incident.id)).toEqual(['started', 'step', 'silenced', 'woken']);
    await tick(34);
    expect(await verbs(incident.id)).toHaveLength(4);
    await tick(35);
    expect((await verbs(incident.id)).slice(4)).toContain('step');
  });

  it('can be made longer, and ended by hand; no step comes twice or is lost', async () => {
    const { incident, as } = await burning({ steps: TWO });
    await tick(0);
    await silenceChains(as(1), { id: incident.id, until: at(31), reason: 'x' });
    await silenceChains(as(2), { id: incident.id, until: at(61), reason: 'y' });
    expect(await runsOf(incident.id)).toMatchObject([{ nextAt: at(65), silencedUntil: at(61) }]);
    await wakeChains(as(11), { id: incident.id });
    expect(await runsOf(incident.id)).toMatchObject([{ nextAt: at(15), silencedUntil: null }]);
    await expect(wakeChains(as(11), { id: incident.id })).rejects.toMatchObject({ details: { issue: 'not_silent' } });
    await tick(15);
    expect((await verbs(incident.id)).filter((verb) => verb === 'step')).toHaveLength(2);
  });

  it('ends when somebody takes the incident, and does not hold back what a raised one begins', async () => {
    const { incident, as } = await burning();
    await prioritiseIncident(as(0), {
      ...{ id: incident.id, impact: 'low', urgency: 'low', note: 'less', version: 1, priority: null },
    });
    await tick(0);
    await silenceChains(as(1), { id: incident.id, until: at(600), reason: 'x' });
    await prioritiseIncident(as(2), {
      ...{ id: incident.id, impact: 'high', urgency: 'high', note: 'more', version: 2, priority: null },
    });
    await tick(2);
    expect(await runsOf(incident.id)).toMatchObject([
      { stopReason: 'raised', silencedUntil: null },
      { reason: 'raised', silencedUntil: null, stoppedAt: null },
    ]);
    await acknowledgeIncident(as(3), { id: incident.id });
    await tick(3);
    await expect(silenceChains(as(4), { id: incident.id, until: at(60), reason: 'x' })).rejects.toMatchObject({
      details: { issue: 'no_chain' },
    });
  });

  it('is for those who work on the incident, and for a day at most', async () => {
    const { incident, as } = await burning();
    await tick(0);
    const input = { id: incident.id, until: at(60), reason: 'x' };
    await expect(silenceChains(ctx(readOnly(), at(1)), input)).rejects.toMatchObject({ code: 'forbidden' });
    await expect(silenceChains(ctx(stranger(), at(1)), input)).rejects.toMatchObject({ code: 'not_found' });
    await expect(wakeChains(ctx(stranger(), at(1)), input)).rejects.toMatchObject({ code: 'not_found' });
    await expect(silenceChains(as(61), input)).rejects.toMatchObject({ details: { issue: 'past' } });
    const long = { ...input, until: at(24 * 60 + 2) };
    await expect(silenceChains(as(1), long)).rejects.toMatchObject({ details: { issue: 'too_long' } });
  });
});

describe('a chain that is begun anew', () => {
  it('goes from its first step, and what was under way ends', async () => {
    const { incident, as } = await burning({ steps: TWO });
    await tick(0);
    await restartChain(as(3), { id: incident.id, reason: 'Nobody picked up' });
    await tick(3);
    expect(await runsOf(incident.id)).toMatchObject([
      { reason: 'unanswered', stopReason: 'restarted' },
      { reason: 'restarted', step: 1, stoppedAt: null },
    ]);
    await tick(5);
    await tick(8);
    expect((await verbs(incident.id)).filter((verb) => verb === 'step')).toHaveLength(3);
  });

  it('tells its first step alone where somebody has it; not for others', async () => {
    const { incident, as } = await burning({ steps: TWO });
    await tick(0);
    await acknowledgeIncident(as(1), { id: incident.id });
    await tick(1);
    await restartChain(as(2), { id: incident.id, reason: 'More hands' });
    await tick(2);
    expect((await runsOf(incident.id)).at(-1)).toMatchObject({ reason: 'restarted', stopReason: 'told' });
    const input = { id: incident.id, reason: 'x' };
    await expect(restartChain(ctx(readOnly()), input)).rejects.toMatchObject({ code: 'forbidden' });
    await expect(restartChain(ctx(stranger()), input)).rejects.toMatchObject({ code: 'not_found' });
  });
});

describe('paging by hand', () => {
  it('calls one person at once, whatever their hours, and says so', async () => {
    const { incident, as, productId, rita } = await burning();
    await prioritiseIncident(as(0), {
      ...{ id: incident.id, impact: 'low', urgency: 'low', note: 'less', version: 1, priority: null },
    });
    await unsafeDb().escalationChannel.create({
      data: { kind: 'smtp', name: `Mail ${randomUUID()}`, config: {}, createdAt: at(0), updatedAt: at(0) },
    });
    const ben = await responder(productId, 'Ben');
    const always = [{ days: [1, 2, 3, 4, 5, 6, 7], from: 0, to: 0 }];
    await unsafeDb().escalationProfile.create({
      data: {
        ...{ personId: ben.id, defaultKinds: ['email'], importantKinds: ['email'], quietHours: always },
        updatedAt: at(0),
      },
    });
    const target = { kind: 'person', personId: ben.id } as const;
    expect(await pageNow(ctx(rita, at(1)), { id: incident.id, target, note: 'You know the shop' })).toBe(1);
    expect((await deliveriesOf(incident.id)).filter(({ personId }) => personId === ben.id)).toMatchObject([
      { kind: 'email', important: true, nextAt: at(1), purpose: 'call' },
    ]);
    expect((await told(incident.id)).at(-1)).toMatchObject({ verb: 'paged', name: 'Ben', people: 1 });
  });

  it('calls whoever is on call; where that is nobody it says so, and nothing is written', async () => {
    const { incident, as, rita } = await burning();
    const page = (scheduleId: string) =>
      pageNow(as(1), { id: incident.id, target: { kind: 'schedule', scheduleId }, note: '' });
    expect(await page(await aSchedule([rita.id]))).toBe(1);
    const before = await verbs(incident.id);
    await expect(page(await aSchedule([]))).rejects.toMatchObject({ details: { issue: 'nobody_there' } });
    expect(await verbs(incident.id)).toEqual(before);
  });

  it('reaches nobody outside of the product, and is not for readers', async () => {
    const { incident, as, rita } = await burning();
    const far = await responder((await burning()).productId, 'Far');
    const page = (who: ReturnType<typeof as>, personId: string) =>
      pageNow(who, { id: incident.id, target: { kind: 'person', personId }, note: '' });
    await expect(page(as(1), far.id)).rejects.toMatchObject({ details: { issue: 'nobody_there' } });
    await expect(page(ctx(readOnly()), rita.id)).rejects.toMatchObject({ code: 'forbidden' });
    await expect(page(ctx(stranger()), rita.id)).rejects.toMatchObject({ code: 'not_found' });
  });
});
