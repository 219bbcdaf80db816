import { beforeAll, describe, expect, it } from 'vitest';
import { requirePermission } from '@/lib/access/policy';
import { unsafeDb } from '@/lib/core/db';
import { ctx, person, stranger, system } from '@/lib/core/testing/actors';
import { aProduct } from '@/lib/core/testing/assets';
import { withDatabase } from '@/lib/core/testing/database';
import { readPosture } from '@/lib/safeguards/data/posture';
import { evaluate } from '@/lib/safeguards/mutations/evaluate';

withDatabase();

const NOW = new Date('2026-11-22T12:00:00Z');
const HOUR_MS = 3_600_000;
const hours = (n: number) => new Date(NOW.getTime() + n * HOUR_MS);
const everything = { team: [], product: [] };
const everybody = requirePermission(ctx(person('Auditor', 'everywhere')), 'posture:read');

let first = '';
let second = '';
beforeAll(async () => {
  first = (await aProduct()).productId;
  second = (await aProduct()).productId;
});

const source = (productId: string, lastScanAt: Date | null) =>
  unsafeDb().source.create({
    data: { productId, scanner: 'trivy', target: 'api', lastScanAt, lastImportAt: lastScanAt },
  });

const stateOf = async (at: Date, scope = everybody) => {
  const { rows } = await readPosture(scope, everything, at, 'B1');
  return rows[0];
};

describe('the posture', () => {
  it('keeps what was known, as intervals, and shows it to whom it may', async () => {
    await evaluate(ctx(system, NOW));
    expect(await stateOf(NOW)).toMatchObject({ state: 'unknown', good: 0, total: 0, since: NOW.toISOString() });
    await source(first, hours(1));
    await evaluate(ctx(system, hours(2)));
    expect(await stateOf(hours(2))).toMatchObject({
      state: 'partly',
      good: 1,
      total: 1,
      since: hours(2).toISOString(),
    });
    await source(second, hours(1));
    await evaluate(ctx(system, hours(24)));
    await evaluate(ctx(system, hours(25)));
    expect(await stateOf(hours(25))).toMatchObject({ state: 'met', good: 2, total: 2, since: hours(24).toISOString() });
    expect(await stateOf(hours(3))).toMatchObject({ state: 'partly', good: 1, total: 1 });
    expect(await stateOf(NOW)).toMatchObject({ state: 'unknown' });

    const mine = requirePermission(ctx(person('Engineer', [first])), 'posture:read');
    expect(await stateOf(hours(3), mine)).toMatchObject({
      ...{ state: 'met', good: 1, total: 1, products: { met: 1 }, since: hours(2).toISOString() },
    });
    // The week before, nothing was known; the trend of some products is kept by day, that of the whole by moment.
    expect((await stateOf(hours(25), mine))?.trend.slice(-2)).toEqual([null, 1]);
    expect((await stateOf(hours(25)))?.trend.slice(-2)).toEqual([null, 1]);
    const before = requirePermission(ctx(person('Engineer', [first, second])), 'posture:read');
    expect((await stateOf(hours(25 + 7 * 24), before))?.trend.slice(-2)).toEqual([1, 1]);
    const foreign = requirePermission(ctx(stranger()), 'posture:read');
    expect(await stateOf(hours(25), foreign)).toMatchObject({ state: 'unknown', total: 0 });
  });

  it('becomes missed by itself when scans stop', async () => {
    await evaluate(ctx(system, hours(24 * 60)));
    expect(await stateOf(hours(24 * 60))).toMatchObject({ state: 'missed', good: 0, total: 2 });
  });
});
