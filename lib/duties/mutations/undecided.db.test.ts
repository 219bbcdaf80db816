import { expect, it } from 'vitest';
import { unsafeDb } from '@/lib/core/db';
import { ctx, system } from '@/lib/core/testing/actors';
import { aProduct } from '@/lib/core/testing/assets';
import { withDatabase } from '@/lib/core/testing/database';
import { decideDuty } from '@/lib/duties/mutations/decide';
import { followIncidents } from '@/lib/duties/mutations/settle';
import { responder, runsOf, tick, told } from '@/lib/escalation/testing/escalations';
import { aPerson } from '@/lib/findings/testing/findings';
import { acknowledgeIncident } from '@/lib/incidents/mutations/acknowledge';
import { tickClocks } from '@/lib/incidents/mutations/tick';
import { at, declared, entriesOf } from '@/lib/incidents/testing/incidents';

withDatabase();

const HOUR = 60;

/** Everything that the worker does, at one moment of a fake clock. */
async function work(minutes: number): Promise<void> {
  await followIncidents(ctx(system, at(minutes)));
  await tickClocks(ctx(system, at(minutes)));
  await tick(minutes);
}

/** A P2 that Rita has, Max may decide too, Ben only works on it; NIS2 and § 32 BSIG are undecided. */
async function undecided() {
  const { productId } = await aProduct();
  const rita = await responder(productId);
  const max = await responder(productId, 'Max');
  const ben = await aPerson('Analyst', productId, 'Ben');
  await unsafeDb().product.update({ where: { id: productId }, data: { dataClass: 'public' } });
  const incident = await declared(ctx(rita), productId, {
    impact: 'high',
    urgency: 'medium',
    kind: 'denial_of_service',
  });
  await acknowledgeIncident(ctx(rita, at(1)), { id: incident.id });
  // Status updates have a chain of their own.
  const where = { incidentId: incident.id, kind: 'update' };
  await unsafeDb().incidentClock.updateMany({ where, data: { stoppedAt: at(1), nextAt: null } });
  const heard = async (personId: string) => {
    const rows = await unsafeDb().notice.findMany({ where: { personId }, orderBy: { id: 'asc' } });
    return rows.flatMap(({ at: when, kind, params }) => {
      const of = params !== null && typeof params === 'object' && 'clock' in params ? String(params.clock) : '';
      const minutes = Math.round((when.getTime() - at(0).getTime()) / 60_000);
      return of === 'duty:nis2-23:decision' || kind === 'escalated' ? [[minutes, kind]] : [];
    });
  };
  return { incident, rita, max, ben, heard, id: incident.id };
}

it('undecided is told at 50 % to who has it, from 75 % on to all who may decide, and when it is over to who is on call', async () => {
  const { id, rita, max, ben, heard } = await undecided();
  for (const hours of [0.05, 1, 2.9, 3, 4, 4.5, 5, 5.4, 5.9, 6, 6.5, 12]) await work(hours * HOUR);
  const warned = [
    [4.5 * HOUR, 'incident_clock'],
    [5.4 * HOUR, 'incident_clock'],
    [6 * HOUR, 'incident_breach'],
    [6 * HOUR, 'escalated'],
  ];
  expect(await heard(rita.id)).toEqual([[3 * HOUR, 'incident_clock'], ...warned]);
  expect(await heard(max.id)).toEqual(warned);
  expect(await heard(ben)).not.toContainEqual([6 * HOUR, 'incident_breach']);
  // Two regimes are overdue at once: people are called once.
  const runs = (await runsOf(id)).filter(({ reason }) => reason === 'duty');
  expect(runs).toMatchObject([{ startedAt: at(6 * HOUR), stopReason: 'told' }]);
  const lines = (await entriesOf(id)).filter(({ kind }) => kind === 'clock').map(({ data }) => data);
  expect(lines).toContainEqual(expect.objectContaining({ clock: 'duty:bsig-32:decision', percent: 100 }));
  expect(await told(id)).toContainEqual(expect.objectContaining({ verb: 'step', reason: 'duty' }));
});

it('where nobody has a part, who may decide hears of it from the first mark on', async () => {
  const { id, max, heard } = await undecided();
  await unsafeDb().incidentRole.updateMany({ where: { incidentId: id }, data: { until: at(2) } });
  await work(3);
  await work(3 * HOUR);
  expect(await heard(max.id)).toEqual([[3 * HOUR, 'incident_clock']]);
});

it('decided in time calls nobody', async () => {
  const { id, rita, max, heard } = await undecided();
  await work(3);
  for (const regime of ['nis2-23', 'bsig-32'] as const)
    await decideDuty(ctx(rita, at(10)), {
      ...{
        id,
        regime,
        version: 1,
        applies: 'no',
        reason: 'Not an important entity',
        trustService: false,
        awareAt: null,
      },
    });
  for (const hours of [3, 5, 6, 7]) await work(hours * HOUR);
  expect(await heard(max.id)).toEqual([]);
  expect((await runsOf(id)).filter(({ reason }) => reason === 'duty')).toEqual([]);
});

it('of a closed incident the law’s clocks go on, and nobody is called at night for them', async () => {
  const { id, heard, max } = await undecided();
  await work(3);
  await unsafeDb().incident.update({ where: { id }, data: { closedAt: at(30), outcome: 'resolved' } });
  for (const hours of [4.5, 6]) await work(hours * HOUR);
  expect((await heard(max.id)).map(([, kind]) => kind)).toEqual(['incident_clock', 'incident_breach']);
  expect((await runsOf(id)).filter(({ reason }) => reason === 'duty')).toEqual([]);
});
