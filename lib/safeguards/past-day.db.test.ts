import { randomUUID } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { requirePermission } from '@/lib/access/policy';
import { satisfiedFor } from '@/lib/access/testing/step-up';
import { addDays, isoDay } from '@/lib/core/datetime';
import { unsafeDb } from '@/lib/core/db';
import { ctx, person, readOnly, system } from '@/lib/core/testing/actors';
import { aProduct } from '@/lib/core/testing/assets';
import { withDatabase } from '@/lib/core/testing/database';
import { readExceptionRows } from '@/lib/safeguards/data/decisions';
import { readPosture } from '@/lib/safeguards/data/posture';
import { lastJudged } from '@/lib/safeguards/data/runs';
import type { Judged } from '@/lib/safeguards/evaluate';
import { decideException, requestException } from '@/lib/safeguards/mutations/except';
import { keepVerdicts } from '@/lib/safeguards/mutations/keep';
import { endOf } from '@/lib/safeguards/place';
import { combine } from '@/lib/safeguards/rules';
import type { State, Verdict } from '@/lib/safeguards/types';

withDatabase();

const NOW = new Date('2026-11-22T12:00:00Z');
const at = (days: number) => addDays(NOW, days);
const everything = { team: [], product: [] };
const everybody = requirePermission(ctx(readOnly()), 'posture:read');
const narrowedTo = (products: readonly string[]) =>
  requirePermission(ctx(person('Engineer', products)), 'posture:read');
const basis = { own: '', basis: '', began: 0 };
const verdict = (state: State, good: number, more: Partial<Verdict> = {}): Verdict => {
  return { state, counts: true, good, total: 10, unclear: 0, reasons: [], freshAt: null, ...more };
};

describe('a past day', () => {
  it('tells of an exception nothing that was decided later, and offers nothing to decide', async () => {
    const { productId } = await aProduct();
    const [asker, admin] = [person('Responder', 'everywhere'), person('Admin', 'everywhere')];
    const ask = { safeguard: 'A9', teamId: null, productId, reason: 'planned', expiresAt: at(90) };
    await requestException(ctx(asker, NOW), { ...ask, kind: 'accepted' });
    const { id } = await unsafeDb().safeguardException.findFirstOrThrow({ where: { productId } });
    const waits = { state: 'requested', note: '', decider: null };
    const rowsAt = (moment: Date, now: Date) => readExceptionRows(ctx(admin, now), everybody, 'A9', moment);
    expect(await rowsAt(NOW, NOW)).toMatchObject([{ ...waits, mayDecide: true, mayEnd: true }]);
    await satisfiedFor(admin, 'safeguard:approve', `reject:${id}`);
    await decideException(ctx(admin, NOW), { id, approve: false, note: 'not this year' });
    await unsafeDb().safeguardException.update({ where: { id }, data: { decidedAt: at(2) } });
    const then = await rowsAt(endOf(isoDay(at(1))), at(5));
    expect(then).toMatchObject([{ ...waits, mayDecide: false, mayEnd: false }]);
    const now = await rowsAt(at(5), at(5));
    expect(now).toMatchObject([{ state: 'rejected', note: 'not this year', decider: admin.name }]);
  });

  it('is explained by what a promise was judged by then, also where people stated it for all', async () => {
    const { productId } = await aProduct();
    const terms = { atLeast: 1, partly: 0.9, days: 180 };
    const stated = verdict('met', 0, { total: 0, reasons: [{ code: 'attested', params: { by: 'Ada' } }] });
    const before: Judged = { safeguard: 'E4', productId: null, terms, verdict: stated };
    await keepVerdicts(ctx(system, at(10)), [before], basis);
    const own = verdict('missed', 1);
    const row = { safeguard: 'E4', terms: { atLeast: 0.9, partly: 0.7, days: 30 } };
    const judged = [
      { ...row, productId: null, verdict: combine([own]) },
      { ...row, productId, verdict: own },
    ];
    await keepVerdicts(ctx(system, at(12)), judged, basis);
    const rowAt = async (days: number, scope = everybody) =>
      (await readPosture(scope, everything, at(days), 'E4')).rows[0];
    for (const scope of [everybody, narrowedTo([productId])]) {
      expect(await rowAt(11, scope)).toMatchObject({ state: 'met', atLeast: 1, days: 180 });
      expect(await rowAt(12, scope)).toMatchObject({ state: 'missed', atLeast: 0.9, days: 30, good: 1 });
    }
  });

  it('where nobody judged for hours, is known to be old', async () => {
    await keepVerdicts(ctx(system, at(20)), [], basis);
    const hours = (n: number) => new Date(at(20).getTime() + n * 3_600_000);
    expect(await lastJudged(hours(2))).toEqual({ judgedAt: at(20).toISOString(), stale: false });
    expect(await lastJudged(new Date(hours(2).getTime() + 1))).toEqual({ judgedAt: at(20).toISOString(), stale: true });
    expect(await lastJudged(at(-99))).toEqual({ judgedAt: null, stale: true });
  });
});

it('a trend of some products leaves out the excepted ones, as their share does', async () => {
  const [first, second] = [(await aProduct()).productId, (await aProduct()).productId];
  const row = { safeguard: 'B1', terms: { atLeast: 1, partly: 0.5, days: 30 } };
  const judged = [
    { ...row, productId: first, verdict: verdict('met', 10) },
    { ...row, productId: second, verdict: verdict('missed', 0) },
  ];
  await keepVerdicts(ctx(system, at(30)), judged, basis);
  const shown = async () => {
    const { rows } = await readPosture(narrowedTo([first, second]), everything, at(30), 'B1');
    return rows.map(({ good, total, trend }) => [good, total, trend.at(-1)]);
  };
  expect(await shown()).toEqual([[10, 20, 0.5]]);
  const asked = { safeguard: 'B1', productId: second, kind: 'accepted', reason: 'r', expiresAt: at(90) };
  const asker = { requesterId: randomUUID(), requesterName: 'Rita' };
  const people = { ...asker, deciderId: randomUUID(), deciderName: 'Ada', approved: true };
  await unsafeDb().safeguardException.create({
    data: { ...asked, ...people, requestedAt: at(29), decidedAt: at(29) },
  });
  expect(await shown()).toEqual([[10, 10, 1]]);
});
