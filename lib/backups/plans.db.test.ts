import { expect, it, vi } from 'vitest';
import { requirePermission } from '@/lib/access/policy';
import { serviceById } from '@/lib/backups/data/detail';
import { listServices, listSources, listTestsDue, serviceSummary } from '@/lib/backups/data/list';
import { changeSource } from '@/lib/backups/mutations/change-source';
import { removePlan, savePlan } from '@/lib/backups/mutations/plan';
import { evaluateDue } from '@/lib/backups/mutations/report';
import { createService } from '@/lib/backups/mutations/service';
import { DEFAULT_OBJECTIVES } from '@/lib/backups/schema';
import { deliver } from '@/lib/backups/testing/delivery';
import { storedVerdicts } from '@/lib/backups/verdicts';
import type { PersonActor } from '@/lib/core/context';
import { unsafeDb } from '@/lib/core/db';
import { ctx, person, readOnly, system } from '@/lib/core/testing/actors';
import { aProduct } from '@/lib/core/testing/assets';
import { withDatabase } from '@/lib/core/testing/database';

/** Objectives over which judging breaks off, as over a fault of ours. */
const BREAKING = 241;
vi.mock(import('@/lib/backups/rules'), async (original) => {
  const rules = await original();
  return {
    ...rules,
    evaluate: (...[known, now]: Parameters<typeof rules.evaluate>) => {
      if (known.objectives.rtoMinutes === BREAKING && now > NOW) throw new Error('a fault');
      return rules.evaluate(known, now);
    },
  };
});

withDatabase();

const NOW = new Date('2026-11-22T12:00:00Z');
const LATER = new Date('2026-11-22T13:00:00Z');
const EVERYTHING = { team: [], product: [], state: [] };
const PLAN = {
  ...{ id: null, version: 0, asset: 'daily', repository: '', part: '', location: '', region: '', everyMinutes: 720 },
  ...{ spanMinutes: null, startMinute: null, timeZone: 'UTC', windowMinutes: null, logMinutes: null },
};

function schedule(spec: object): string {
  return JSON.stringify({ kind: 'Schedule', metadata: { name: 'daily', namespace: 'velero' }, spec });
}
const velero = { shape: 'velero', now: NOW };

async function planned(by: PersonActor, productId: string, objectives = DEFAULT_OBJECTIVES, name = 'Shop') {
  const source = await unsafeDb().backupSource.findFirstOrThrow({ where: { productId } });
  const id = await createService(ctx(by, NOW), { productId, name, note: '', objectives });
  const planId = await savePlan(ctx(by, NOW), { ...PLAN, serviceId: id, sourceId: source.id });
  return { id, planId, source };
}

it('keeps what the tool itself says it will do, the newest word of it, and shows it beside the plan', async () => {
  const { productId } = await aProduct();
  const by = person('Engineer', [productId]);
  expect(await deliver(productId, schedule({ schedule: '0 7 * * *' }), velero)).toMatchObject({
    ...{ changed: true, schedules: 1, points: 0, skipped: [] },
  });
  expect(await deliver(productId, schedule({ schedule: '0 7 * * *' }), velero)).toMatchObject({ changed: false });
  const { id } = await planned(by, productId);
  const declared = async () => {
    const scope = requirePermission(ctx(by), 'backup:read');
    const { plans, sources } = await serviceById(scope, id, { now: LATER, write: scope, test: null });
    expect(sources[0]?.assets).toEqual(['daily']);
    return plans[0]?.declared;
  };
  expect(await declared()).toMatchObject({
    every: '0 7 * * *',
    everyMinutes: 1440,
    keepMinutes: 43_200,
    paused: false,
  });
  const later = { ...velero, now: LATER };
  expect(await deliver(productId, schedule({ schedule: '@weekly', paused: true }), later)).toMatchObject({
    schedules: 1,
  });
  expect(await declared()).toMatchObject({ everyMinutes: 10_080, paused: true, saidAt: LATER.toISOString() });
});

it('refuses a second plan of the same, one of another product’s source, and a change of what somebody else changed', async () => {
  const { productId } = await aProduct();
  const by = person('Engineer', [productId]);
  await deliver(productId, schedule({ schedule: '@daily' }), velero);
  const { id, planId, source } = await planned(by, productId);
  const own = { ...PLAN, serviceId: id, sourceId: source.id };
  await expect(savePlan(ctx(by, NOW), own)).rejects.toMatchObject({ details: { issue: 'exists' } });
  const other = await aProduct();
  await deliver(other.productId, schedule({ schedule: '@daily' }), velero);
  const foreign = await unsafeDb().backupSource.findFirstOrThrow({ where: { productId: other.productId } });
  const both = person('Engineer', [productId, other.productId]);
  const crossed = savePlan(ctx(both, NOW), { ...own, asset: 'x', sourceId: foreign.id });
  await expect(crossed).rejects.toMatchObject({ details: { issue: 'other_product' } });
  const unseen = savePlan(ctx(by, NOW), { ...own, asset: 'x', sourceId: foreign.id });
  await expect(unseen).rejects.toMatchObject({ code: 'not_found' });
  await savePlan(ctx(by, NOW), { ...own, id: planId, version: 1, everyMinutes: 60 });
  const late = { ...own, id: planId, version: 1, everyMinutes: 90 };
  await expect(savePlan(ctx(by, NOW), late)).rejects.toMatchObject({ code: 'conflict' });
  await expect(removePlan(ctx(by, NOW), { id: planId, version: 1 })).rejects.toMatchObject({ code: 'conflict' });
  await expect(removePlan(ctx(readOnly(), NOW), { id: planId, version: 2 })).rejects.toMatchObject({
    code: 'forbidden',
  });
  await removePlan(ctx(by, NOW), { id: planId, version: 2 });
  expect(await unsafeDb().backupPlan.count({ where: { serviceId: id } })).toBe(0);
});

it('lets only the team’s own people see and change services and sources', async () => {
  const [mine, other] = [await aProduct(), await aProduct()];
  const by = person('Engineer', [mine.productId]);
  const stranger = person('Engineer', [other.productId]);
  await deliver(mine.productId, schedule({ schedule: '@daily' }), velero);
  const { source } = await planned(by, mine.productId);
  const seenBy = async (actor: PersonActor) => {
    const scope = requirePermission(ctx(actor), 'backup:read');
    const [services, sources, tests, { total }] = await Promise.all([
      listServices(scope, EVERYTHING),
      listSources(scope, EVERYTHING, null),
      listTestsDue(scope, EVERYTHING, NOW),
      serviceSummary(scope, EVERYTHING),
    ]);
    return [services.length, sources.length, tests.length, total];
  };
  expect(await seenBy(by)).toEqual([1, 1, 1, 1]);
  expect(await seenBy(stranger)).toEqual([0, 0, 0, 0]);
  const change = { id: source.id, version: source.version, timeZone: 'Europe/Rome', expectedMinutes: 60 };
  await expect(changeSource(ctx(stranger, NOW), change)).rejects.toMatchObject({ code: 'not_found' });
  await changeSource(ctx(by, NOW), change);
  await expect(changeSource(ctx(by, NOW), change)).rejects.toMatchObject({ code: 'conflict' });
  const audit = await unsafeDb().auditEntry.findFirst({
    where: { targetId: source.id, action: 'backup.source-changed' },
  });
  expect(audit?.text).toContain('Europe/Rome');
});

it('knows nothing of a service that cannot be judged, whatever was known, and goes on with the others', async () => {
  const { productId } = await aProduct();
  const by = person('Engineer', [productId]);
  await deliver(productId, schedule({ schedule: '@daily' }), velero);
  const broken = await planned(by, productId, { ...DEFAULT_OBJECTIVES, rtoMinutes: BREAKING }, 'Broken');
  const whole = await planned(by, productId);
  const row = (id: string) => unsafeDb().backupService.findUniqueOrThrow({ where: { id } });
  expect((await row(broken.id)).missed).toBeGreaterThan(0);
  await unsafeDb().backupService.updateMany({ where: { productId }, data: { dueAt: NOW } });
  await evaluateDue(ctx(system, LATER));
  const { verdicts, missed, met } = await row(broken.id);
  expect([missed, met]).toEqual([0, 0]);
  const states = storedVerdicts(verdicts).map(({ state, reasons }) => [state, reasons[0]?.code]);
  expect(new Set(states.map(String))).toEqual(new Set(['unknown,not_judged']));
  expect((await row(whole.id)).evaluatedAt).toEqual(LATER);
});
