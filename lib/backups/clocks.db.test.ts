import { describe, expect, it } from 'vitest';
import { knownOf } from '@/lib/backups/data/known';
import { savePlan } from '@/lib/backups/mutations/plan';
import { evaluateDue } from '@/lib/backups/mutations/report';
import { createService } from '@/lib/backups/mutations/service';
import { evaluate } from '@/lib/backups/rules';
import { DEFAULT_OBJECTIVES } from '@/lib/backups/schema';
import { deliver } from '@/lib/backups/testing/delivery';
import { storedVerdicts } from '@/lib/backups/verdicts';
import { unsafeDb } from '@/lib/core/db';
import { ctx, person, system } from '@/lib/core/testing/actors';
import { aProduct } from '@/lib/core/testing/assets';
import { withDatabase } from '@/lib/core/testing/database';

withDatabase();

const NOW = new Date('2026-11-22T12:00:00Z');
const minutes = (count: number) => new Date(NOW.getTime() + count * 60_000);

/** A service whose copy ended half an hour ago. */
async function aService() {
  const { productId } = await aProduct();
  const send = (document: object, now = NOW) => deliver(productId, JSON.stringify(document), { shape: 'generic', now });
  await send({ backups: [{ id: '1', asset: 'db', end: '2026-11-22T11:30:00Z' }] });
  const by = ctx(person('Engineer', [productId]), NOW);
  const id = await createService(by, { productId, name: 'Shop', note: '', objectives: DEFAULT_OBJECTIVES });
  const source = await unsafeDb().backupSource.findFirstOrThrow({ where: { productId } });
  await savePlan(by, {
    ...{ id: null, version: 0, serviceId: id, sourceId: source.id, asset: '', repository: '', part: '' },
    ...{ location: '', region: '', everyMinutes: 1440, spanMinutes: null, startMinute: null, timeZone: 'UTC' },
    ...{ windowMinutes: null, logMinutes: null },
  });
  return { id, productId, source, send };
}

async function stateOf(id: string, objective: string) {
  const { verdicts } = await unsafeDb().backupService.findUniqueOrThrow({ where: { id } });
  return storedVerdicts(verdicts).find((one) => one.objective === objective)?.state;
}

it('turns a service to missed by the passing of time alone, within minutes of its turn', async () => {
  const { id } = await aService();
  const states = [];
  for (const minute of [0, 10, 20, 29, 35, 40]) {
    await evaluateDue(ctx(system, minutes(minute)));
    states.push(await stateOf(id, 'rpo'));
  }
  expect(states).toEqual(['met', 'met', 'met', 'met', 'missed', 'missed']);
});

describe('a time of the future', () => {
  const check = (at: Date, result = 'ok') => ({
    checks: [{ asset: 'db', at: at.toISOString(), method: 'data', result }],
  });

  it('proves nothing as a check, and is named with how far it is ahead; damage counts from when it came', async () => {
    const { id, productId, send } = await aService();
    expect(await send(check(minutes(120)))).toMatchObject({
      checks: 0,
      wrongClocks: [{ asset: 'db', clock: 'future', ahead: 7200 }],
    });
    expect(await unsafeDb().backupSource.findFirst({ where: { productId } })).toMatchObject({ wrongClocks: 1 });
    expect(await stateOf(id, 'verification')).toBe('unknown');
    expect(await send(check(minutes(3)))).toMatchObject({ checks: 1, wrongClocks: [] });
    expect(await stateOf(id, 'verification')).toBe('met');
    await send(check(minutes(500), 'damaged'), minutes(5));
    expect(await stateOf(id, 'verification')).toBe('missed');
    const found = await unsafeDb().backupCheck.findFirst({ where: { result: 'damaged', source: { productId } } });
    expect(found?.at).toEqual(minutes(5));
  });

  it('is named as the clock of its source in the verdict', async () => {
    const { id, send } = await aService();
    await send({ backups: [{ id: '2', asset: 'db', end: minutes(60).toISOString() }] });
    const known = await knownOf(id, NOW);
    const reasons = known && evaluate(known, NOW).verdicts.flatMap((verdict) => verdict.reasons);
    expect(reasons?.find(({ code }) => code === 'wrong_clock')?.params).toMatchObject({
      ...{ source: 'generic', clock: 'future', seconds: 3600, asset: 'db' },
    });
  });
});

it('sees damage below however many later checks, of which it reads no more than it needs', async () => {
  const { id, source } = await aService();
  const row = { sourceId: source.id, asset: 'db', method: 'metadata', receivedAt: NOW };
  await unsafeDb().backupCheck.createMany({
    data: [
      { ...row, key: 'damage', at: minutes(-5_000), method: 'data', result: 'damaged' },
      ...Array.from({ length: 3_000 }, (_, index) => ({ ...row, key: `${index}`, at: minutes(-index), result: 'ok' })),
    ],
  });
  const known = await knownOf(id, NOW);
  expect(known?.checks.filter(({ result }) => result === 'damaged')).toHaveLength(1);
  expect(known?.checks.length).toBeLessThan(200);
  expect(known && evaluate(known, NOW).verdicts.find(({ objective }) => objective === 'rpo')?.state).toBe('missed');
});
