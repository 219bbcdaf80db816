import { describe, expect, it } from 'vitest';
import { unsafeDb } from '@/lib/core/db';
import { ctx, person, readOnly, roleless, stranger } from '@/lib/core/testing/actors';
import { withDatabase } from '@/lib/core/testing/database';
import { readCalls } from '@/lib/escalation/data/calls';
import { previewChain } from '@/lib/escalation/data/preview';
import { readEscalation } from '@/lib/escalation/loaders';
import { silenceChains } from '@/lib/escalation/mutations/silence';
import { readOnCall } from '@/lib/escalation/on-call/loaders';
import { productPlace, teamPlace } from '@/lib/escalation/place';
import { aChain, aSchedule, aStep, burning, responder, tick } from '@/lib/escalation/testing/escalations';
import { at } from '@/lib/incidents/testing/incidents';

withDatabase();

describe('whom an incident calls', () => {
  it('is told to those who see the incident; what to do about it to those who work on it', async () => {
    const { incident, rita, as } = await burning();
    await tick(0);
    const mine = await readCalls(ctx(rita), incident.number);
    expect(mine).toMatchObject({ mayAct: true, chains: [{ reason: 'unanswered', silencedUntil: null }] });
    expect(mine.rows).toMatchObject([{ recipient: 'Rita', state: 'sent', kind: 'notice' }]);
    expect(await readCalls(ctx(readOnly()), incident.number)).toMatchObject({ mayAct: false, schedules: [] });
    for (const who of [stranger(), stranger('Responder')])
      await expect(readCalls(ctx(who), incident.number)).rejects.toMatchObject({ code: 'not_found' });
    await expect(readCalls(ctx(roleless()), incident.number)).rejects.toMatchObject({ code: 'forbidden' });
    await silenceChains(as(1), { id: incident.id, until: at(60), reason: 'x' });
    expect((await readCalls(ctx(rita), incident.number)).chains).toMatchObject([
      { silencedUntil: at(60).toISOString() },
    ]);
  });
});

describe('who is on call', () => {
  it('is for everybody with the right to read it; what can be changed depends on who asks', async () => {
    const { productId, rita } = await burning();
    const ben = await responder(productId, 'Ben');
    const id = await aSchedule([rita.id, ben.id]);
    const read = async (actor: Parameters<typeof readOnCall>[0]['actor']) => {
      const view = await readOnCall({ actor, now: at(0) }, 'UTC');
      const schedule = view?.schedules.find((one) => one.id === id);
      return view && { ...view, schedule };
    };
    expect(await read(rita)).toMatchObject({ mayTake: true, mayEdit: false, schedule: { mayOverride: true } });
    expect(await read(stranger('Responder'))).toMatchObject({
      mayTake: false,
      mayEdit: false,
      schedule: { mayOverride: false },
    });
    expect(await read(readOnly())).toMatchObject({ mayTake: false, mayEdit: false, schedule: { mayOverride: false } });
    expect(await read(person('Admin', 'everywhere'))).toMatchObject({ mayEdit: true, schedule: { mayOverride: true } });
    expect(await read(roleless())).toBeNull();
  });

  it('passes over people who were disabled since, and names them', async () => {
    const { productId } = await burning();
    const gone = await responder(productId, 'Gone');
    const id = await aSchedule([gone.id]);
    await unsafeDb().person.update({ where: { id: gone.id }, data: { disabledAt: at(0) } });
    const view = await readOnCall({ actor: readOnly(), now: at(0) }, 'UTC');
    const schedule = view?.schedules.find((one) => one.id === id);
    expect(schedule?.skipped).toEqual(['Gone']);
    expect(schedule?.segments).toMatchObject([{ person: null }]);
  });
});

describe('chains', () => {
  it('are read within reach: of other teams neither chain nor name', async () => {
    const { productId, teamId } = await burning({ steps: [aStep()] });
    const places = async (actor: Parameters<typeof readEscalation>[0]['actor']) => {
      const view = await readEscalation({ actor, now: at(0) });
      return (
        view && {
          writable: view.places.filter((one) => one.writable).length,
          ids: view.places.map(({ id }) => id),
          chains: view.chains.map(({ place }) => place),
        }
      );
    };
    const all = await places(readOnly());
    expect(all?.ids).toEqual(expect.arrayContaining(['organisation', teamPlace(teamId), productPlace(productId)]));
    expect(all).toMatchObject({ writable: 0 });
    expect(all?.chains).toContain(productPlace(productId));
    const far = await places(stranger('Responder'));
    expect(far).toMatchObject({ writable: 0, ids: ['organisation'] });
    expect(new Set(far?.chains)).toEqual(new Set(['organisation']));
    expect(await places(person('Admin', [productId]))).toMatchObject({ writable: 1 });
    expect((await places(person('Admin', 'everywhere')))?.writable).toBe(all?.ids.length);
    expect(await places(roleless())).toBeNull();
  });

  it('can be tried: the narrowest one, who would be called when, and by which way, as the worker would do it', async () => {
    const { productId, rita, incident } = await burning();
    const preview = (who: typeof rita, priority = 1) => previewChain(ctx(who, at(0)), { productId, priority });
    expect(await preview(readOnly())).toMatchObject({ place: 'organisation' });
    const [full, empty] = [await aSchedule([rita.id]), await aSchedule([])];
    const on = (scheduleId: string, delayMinutes: number) =>
      aStep({ delayMinutes, target: { kind: 'schedule', scheduleId } });
    const commander = aStep({ delayMinutes: 20, target: { kind: 'role', role: 'commander' } });
    await aChain(productId, [on(full, 0), on(empty, 10), commander]);
    expect(await preview(readOnly())).toMatchObject({
      place: productPlace(productId),
      steps: [
        { at: at(0).toISOString(), nobody: false, people: [{ name: 'Rita', kinds: ['notice'], heldUntil: null }] },
        { at: at(10).toISOString(), nobody: true, people: [{ name: 'Rita' }] },
        { known: false, nobody: false, people: [] },
      ],
    });
    expect(await preview(readOnly(), 2)).toMatchObject({ place: 'organisation' });
    await expect(preview(stranger('Responder'))).rejects.toMatchObject({ code: 'not_found' });
    await expect(preview(roleless())).rejects.toMatchObject({ code: 'forbidden' });
    expect((await readCalls(ctx(rita), incident.number)).rows).toEqual([]);
  });
});
