import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { requirePermission } from '@/lib/access/policy';
import { isoDay } from '@/lib/core/datetime';
import { unsafeDb } from '@/lib/core/db';
import { ctx, person, readOnly, system } from '@/lib/core/testing/actors';
import { aProduct } from '@/lib/core/testing/assets';
import { withDatabase } from '@/lib/core/testing/database';
import { readHistory } from '@/lib/safeguards/data/history';
import { readPosture } from '@/lib/safeguards/data/posture';
import type { Judged } from '@/lib/safeguards/evaluate';
import { keepVerdicts } from '@/lib/safeguards/mutations/keep';
import { endOf } from '@/lib/safeguards/place';
import { combine } from '@/lib/safeguards/rules';
import { STATES, type State, type Verdict } from '@/lib/safeguards/types';

withDatabase();

const everybody = requirePermission(ctx(readOnly()), 'posture:read');
const everything = { team: [], product: [] };
const START = new Date('2026-01-05T00:00:00Z');
const HOUR_MS = 3_600_000;
const terms = { atLeast: 1, partly: 0.5, days: 30 };
const places: string[] = [];

beforeAll(async () => {
  for (let n = 0; n < 2; n++) places.push((await aProduct()).productId);
});

const verdict = fc
  .record({ state: fc.constantFrom(...STATES), good: fc.integer({ min: 0, max: 3 }), counts: fc.boolean() })
  .map(({ good, ...one }): Verdict => ({ ...one, good, total: 3, unclear: 0, reasons: [], freshAt: null }));

/** Hours since the one before, and what is judged then. */
const step = fc.record({ hours: fc.integer({ min: 1, max: 40 }), verdicts: fc.tuple(verdict, verdict) });

function judgedOf(verdicts: readonly Verdict[]): readonly Judged[] {
  const row = { safeguard: 'B1', terms };
  return [
    { ...row, productId: null, verdict: combine(verdicts) },
    ...verdicts.map((one, index) => ({ ...row, productId: places[index] ?? '', verdict: one })),
  ];
}

/** What does not depend on when it is looked at: the trend, and whether the worker still runs, do. */
async function shownAt(at: Date, products: 'all' | readonly string[]) {
  const scope = products === 'all' ? everybody : requirePermission(ctx(person('Engineer', products)), 'posture:read');
  const { rows } = await readPosture(scope, everything, at, 'B1');
  return rows.map(({ trend: _, ...row }) => row);
}

describe('a past day', () => {
  it('is shown as it was at its end, for the whole and for each product, whatever came after', async () => {
    let now = START.getTime();
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 2, maxLength: 6 }), async (steps) => {
        const then = new Map<string, readonly unknown[]>();
        for (const { hours, verdicts } of steps) {
          now += hours * HOUR_MS;
          const basis = { own: '', basis: '', began: performance.now() };
          await keepVerdicts(ctx(system, new Date(now)), judgedOf(verdicts), basis);
          const seen = [await shownAt(new Date(now), 'all')];
          for (const place of places) seen.push(await shownAt(new Date(now), [place]));
          then.set(isoDay(new Date(now)), seen);
        }
        const [whole] = await shownAt(new Date(now), 'all');
        const [together] = await shownAt(new Date(now), places);
        expect({ ...together, since: null }).toEqual({ ...whole, since: null });
        for (const [day, seen] of then) {
          const again = [await shownAt(endOf(day), 'all')];
          for (const place of places) again.push(await shownAt(endOf(day), [place]));
          expect(again).toEqual(seen);
        }
      }),
      { numRuns: 12 },
    );
    const open = await unsafeDb().safeguardState.count({ where: { validTo: null } });
    expect(open).toBe(3);
  });

  it('writes nothing where nothing changed', async () => {
    const at = (hours: number) => new Date(Date.parse('2027-06-01T00:00:00Z') + hours * HOUR_MS);
    const same: Verdict = { state: 'met', counts: true, good: 3, total: 3, unclear: 0, reasons: [], freshAt: null };
    const basis = { own: '', basis: '', began: 0 };
    await keepVerdicts(ctx(system, at(0)), judgedOf([same, same]), basis);
    const before = await unsafeDb().safeguardState.count();
    await keepVerdicts(ctx(system, at(30)), judgedOf([same, same]), basis);
    // One that began before another ended is late: it is left out.
    const late: Verdict = { ...same, state: 'missed', good: 0 };
    await keepVerdicts(ctx(system, at(20)), judgedOf([late, late]), basis);
    expect(await unsafeDb().safeguardState.count()).toBe(before);
    expect((await readHistory('B1', null, at(40)))[0]).toMatchObject({ state: 'met', to: null });
  });
});

describe('a fall', () => {
  it('is told to the owner once', async () => {
    const owner = await unsafeDb().person.create({
      data: { tenantId: randomUUID(), objectId: randomUUID(), name: 'Owner', lastRoles: ['Admin'] },
    });
    const at = (hours: number) => new Date(Date.parse('2027-07-01T00:00:00Z') + hours * HOUR_MS);
    await unsafeDb().safeguardTerms.create({
      data: {
        ...{ safeguard: 'B1', number: 1, ownerId: owner.id, reason: 'he does', createdAt: at(0) },
        ...{ createdById: owner.id, createdByName: owner.name },
      },
    });
    const good: Verdict = { state: 'met', counts: true, good: 3, total: 3, unclear: 0, reasons: [], freshAt: null };
    const bad: Verdict = { ...good, state: 'missed', good: 0 };
    const basis = { own: '', basis: '', began: 0 };
    for (const [hours, verdicts] of [
      [0, [good, good]],
      [1, [good, bad]],
      [2, [good, bad]],
      [3, [bad, bad]],
    ] as const) {
      await keepVerdicts(ctx(system, at(hours)), judgedOf(verdicts), basis);
    }
    const told = await unsafeDb().notice.findMany({ where: { personId: owner.id }, orderBy: { id: 'asc' } });
    expect(told.map(({ kind, params, href }) => ({ kind, params, href }))).toEqual([
      { kind: 'safeguard_fell', params: { safeguard: 'B1', state: 'partly', products: 1 }, href: '/posture/B1' },
      { kind: 'safeguard_fell', params: { safeguard: 'B1', state: 'missed', products: 1 }, href: '/posture/B1' },
    ]);
  });

  it('that comes and goes is told once a day, a worse one at once, and to a team what falls in its products', async () => {
    const { productId } = await aProduct();
    const made = (name: string, role: string) =>
      unsafeDb().person.create({ data: { tenantId: randomUUID(), objectId: randomUUID(), name, lastRoles: [role] } });
    const [chief, engineer] = [await made('Chief', 'Admin'), await made('Engineer', 'Engineer')];
    await unsafeDb().scopeGrant.createMany({
      data: [{ personId: chief.id }, { personId: engineer.id, productId }],
    });
    const at = (hours: number) => new Date(Date.parse('2027-09-01T00:00:00Z') + hours * HOUR_MS);
    const verdict = (state: State): Verdict => {
      return { state, counts: true, good: state === 'met' ? 3 : 0, total: 3, unclear: 0, reasons: [], freshAt: null };
    };
    const terms = { atLeast: 1, partly: 0.5, days: 7 };
    const keep = (hours: number, whole: State, own: State) =>
      keepVerdicts(
        ctx(system, at(hours)),
        [
          { safeguard: 'B6', productId: null, terms, verdict: verdict(whole) },
          { safeguard: 'B6', productId, terms, verdict: verdict(own) },
        ],
        { own: '', basis: '', began: 0 },
      );
    const told = async (personId: string) => {
      const rows = await unsafeDb().notice.findMany({ where: { personId }, orderBy: { id: 'asc' } });
      return rows.map(({ params }) => params);
    };
    const said = (state: string) => ({ safeguard: 'B6', state, products: 1 });
    await keep(0, 'met', 'met');
    await keep(1, 'partly', 'missed');
    await keep(2, 'met', 'met');
    await keep(3, 'partly', 'missed');
    expect([await told(chief.id), await told(engineer.id)]).toEqual([[said('partly')], [said('same')]]);
    await keep(4, 'met', 'met');
    await keep(5, 'missed', 'missed');
    expect(await told(chief.id)).toEqual([said('partly'), said('missed')]);
    await keep(20, 'met', 'met');
    await keep(40, 'partly', 'missed');
    expect([await told(chief.id), await told(engineer.id)]).toEqual([
      [said('partly'), said('missed'), said('partly')],
      [said('same'), said('same')],
    ]);
  });

  it('that nothing happens any more is none, the first breach after that is, and missed is worse than unknown', async () => {
    const chief = await unsafeDb().person.create({
      data: { tenantId: randomUUID(), objectId: randomUUID(), name: 'Second chief', lastRoles: ['Responder'] },
    });
    await unsafeDb().scopeGrant.create({ data: { personId: chief.id } });
    const at = (hours: number) => new Date(Date.parse('2027-11-01T00:00:00Z') + hours * HOUR_MS);
    const keep = (hours: number, state: State, counts = true) => {
      const verdict = { state, counts, good: 0, total: 0, unclear: 0, reasons: [], freshAt: null };
      const row = { safeguard: 'G2', productId: null, terms, verdict };
      return keepVerdicts(ctx(system, at(hours)), [row], { own: '', basis: '', began: 0 });
    };
    const told = async () => {
      const rows = await unsafeDb().notice.findMany({ where: { personId: chief.id }, orderBy: { id: 'asc' } });
      return rows.map(({ params }) => params);
    };
    const said = (state: State) => ({ safeguard: 'G2', state, products: 0 });
    await keep(0, 'met');
    await keep(1, 'unknown', false);
    expect(await told()).toEqual([]);
    await keep(2, 'missed');
    expect(await told()).toEqual([said('missed')]);
    await keep(40, 'met');
    await keep(41, 'unknown');
    await keep(42, 'met');
    await keep(43, 'missed');
    expect(await told()).toEqual([said('missed'), said('unknown'), said('missed')]);
  });
});
