import { expect, it } from 'vitest';
import { requirePermission } from '@/lib/access/policy';
import { satisfiedFor } from '@/lib/access/testing/step-up';
import type { PersonActor } from '@/lib/core/context';
import { unsafeDb } from '@/lib/core/db';
import { ctx, person, readOnly, stranger, system } from '@/lib/core/testing/actors';
import { aProduct } from '@/lib/core/testing/assets';
import { withDatabase } from '@/lib/core/testing/database';
import { dutiesByNumber } from '@/lib/duties/data/detail';
import { regimeSettings } from '@/lib/duties/data/switches';
import { decideDuty } from '@/lib/duties/mutations/decide';
import { followIncidents } from '@/lib/duties/mutations/settle';
import { switchRegime } from '@/lib/duties/mutations/switch';
import type { SwitchRegime } from '@/lib/duties/schema';
import { at, declared, NOON } from '@/lib/incidents/testing/incidents';

withDatabase();

const NIS2 = 'nis2-23';
const off = (more: Partial<SwitchRegime> = {}): SwitchRegime => ({
  ...{ regime: NIS2, known: 0, active: false, reason: 'Neither essential nor important', validFrom: null },
  ...more,
});
const admin = (regime = NIS2, actor: PersonActor = person('Admin', 'everywhere', { name: 'Ada' })) =>
  satisfiedFor(actor, 'incident-policy:write', `duty-regime:${regime}`);

it('is for administrators of the whole organisation, not of one product', async () => {
  const { productId } = await aProduct();
  const own = await admin(NIS2, person('Admin', [productId]));
  await expect(switchRegime(ctx(own, at(0)), off())).rejects.toMatchObject({ details: { reason: 'outside-reach' } });
});

async function aPlace() {
  const { productId } = await aProduct();
  const rita = person('Responder', [productId], { name: 'Rita' });
  const declare = async (minutes: number) => {
    const incident = await declared(ctx(rita, at(minutes)), productId, { kind: 'ransomware' });
    await followIncidents(ctx(system, at(minutes + 1)));
    return incident;
  };
  const duty = async (number: number, regime = NIS2) => {
    const viewer = { now: at(100), write: null, decide: null };
    const scope = requirePermission({ actor: rita }, 'incident:read');
    const { duties } = await dutiesByNumber(scope, number, viewer);
    return { found: duties.find((one) => one.regime === regime), last: duties.at(-1)?.regime };
  };
  const clocks = (id: string) =>
    unsafeDb().incidentClock.count({ where: { incidentId: id, kind: { startsWith: `duty:${NIS2}` } } });
  return { rita, declare, duty, clocks };
}

it('incidents that are declared from then on are not asked about it; earlier ones keep what they have', async () => {
  const { rita, declare, duty, clocks } = await aPlace();
  const before = await declare(0);
  await switchRegime(ctx(await admin(), at(5)), off({ validFrom: at(10).toISOString() }));
  const between = await declare(8);
  const after = await declare(12);
  for (const earlier of [before, between]) {
    expect((await duty(earlier.number)).found).toMatchObject({ off: null, applies: 'undecided' });
    expect(await clocks(earlier.id)).toBe(1);
  }
  expect(await clocks(after.id)).toBe(0);
  expect(await duty(after.number)).toMatchObject({
    found: {
      decideBy: null,
      off: { reason: 'Neither essential nor important', by: 'Ada', since: at(10).toISOString() },
    },
    last: NIS2,
  });
  // Nobody is kept from reporting all the same.
  await decideDuty(ctx(rita, at(20)), {
    ...{ id: after.id, regime: NIS2, version: 0, applies: 'yes', reason: 'It does after all' },
    ...{ trustService: false, awareAt: at(13) },
  });
  expect((await duty(after.number)).found).toMatchObject({ applies: 'yes', off: null });
  expect(await clocks(after.id)).toBe(2);
  const on = off({ known: 1, active: true, reason: 'A new customer', validFrom: at(30).toISOString() });
  await switchRegime(ctx(await admin(), at(9)), on);
  expect(await clocks((await declare(31)).id)).toBe(1);
  const settings = await regimeSettings(requirePermission({ actor: rita }, 'incident:read'), at(20));
  expect(settings.find(({ regime }) => regime === NIS2)).toMatchObject({
    active: false,
    switches: [
      { number: 2, active: true, planned: true },
      { number: 1, active: false, planned: false },
    ],
  });
});

it('is an administrator’s to say, with a fresh proof and a reason, audited, not for the past, and never changed', async () => {
  const bsig = off({ regime: 'bsig-32' });
  for (const actor of [person('Responder', 'everywhere'), readOnly(), stranger()])
    await expect(switchRegime(ctx(actor), bsig)).rejects.toMatchObject({ code: 'forbidden' });
  await expect(switchRegime(ctx(system), bsig)).rejects.toMatchObject({ code: 'forbidden' });
  await expect(switchRegime(ctx(await admin('gdpr-34')), bsig)).rejects.toMatchObject({ code: 'step_up_required' });
  const past = { ...bsig, validFrom: at(-1).toISOString() };
  await expect(switchRegime(ctx(await admin('bsig-32'), NOON), past)).rejects.toMatchObject({
    details: { reason: 'valid-from-past' },
  });
  await switchRegime(ctx(await admin('bsig-32')), bsig);
  await expect(switchRegime(ctx(await admin('bsig-32')), { ...bsig, known: 1 })).rejects.toMatchObject({
    details: { issue: 'same' },
  });
  const audited = await unsafeDb().auditEntry.findMany({ where: { action: 'duty-regime.switched' } });
  expect(audited.map(({ text }) => JSON.parse(text))).toContainEqual(
    expect.objectContaining({
      data: expect.objectContaining({ regime: 'bsig-32', reason: bsig.reason, active: false }),
    }),
  );
  await expect(unsafeDb().dutyRegimeSwitch.deleteMany({})).rejects.toThrow(/append-only|permission denied/);
});

it('of two who say so at once one is told', async () => {
  const both = [await admin('gdpr-33-2'), await admin('gdpr-33-2')].map((actor) =>
    switchRegime(ctx(actor), off({ regime: 'gdpr-33-2' })),
  );
  const ends = await Promise.allSettled(both);
  expect(ends.filter(({ status }) => status === 'rejected')).toMatchObject([{ reason: { code: 'conflict' } }]);
});
