import fc from 'fast-check';
import { beforeAll, expect, it } from 'vitest';
import { requirePermission, type Scope } from '@/lib/access/policy';
import type { PersonActor } from '@/lib/core/context';
import { addDays, isoDay } from '@/lib/core/datetime';
import { ctx, person, readOnly, stranger } from '@/lib/core/testing/actors';
import { aProduct } from '@/lib/core/testing/assets';
import { withDatabase } from '@/lib/core/testing/database';
import { readRemediation } from '@/lib/figures/data/remediation';
import { type Life, live, NOW } from '@/lib/figures/testing';
import type { FiguresFilter, Remediation } from '@/lib/figures/types';

withDatabase();

const products: string[] = [];
const lives: Life[] = [];

beforeAll(async () => {
  for (let index = 0; index < 2; index++) products.push((await aProduct()).productId);
});

const scopeOf = (actor: PersonActor): Scope => requirePermission(ctx(actor, NOW), 'trend:read');
const filterAt = (daysAgo: number): FiguresFilter => ({
  team: [],
  product: [],
  at: isoDay(addDays(NOW, -daysAgo)),
  weeks: 4,
});

const life: fc.Arbitrary<Life> = fc
  .record({
    product: fc.integer({ min: 0, max: 1 }),
    severity: fc.integer({ min: 0, max: 4 }),
    days: fc.uniqueArray(fc.integer({ min: 0, max: 60 }), { minLength: 2, maxLength: 6 }),
    kinds: fc.array(fc.constantFrom('status', 'reopened', 'undo'), { minLength: 6, maxLength: 6 }),
    left: fc.constantFrom('open', 'confirmed', 'false_positive'),
  })
  .map(({ product, severity, days, kinds, left }) => {
    const [seen = 0, ...later] = [...days].sort((a, b) => b - a);
    const turns = later.map((daysAgo, turn) =>
      turn % 2 === 0
        ? { daysAgo, kind: 'fixed', status: 'fixed' }
        : { daysAgo, kind: kinds[turn] ?? 'status', status: left },
    );
    return { product, severity, seen, turns };
  });

type Fix = { readonly days: number; readonly due: boolean; readonly met: boolean; readonly reopened: boolean };

/** The fixes of one life within the four weeks up to `end`, told by going through it. */
function fixesOf({ severity, seen, turns }: Life, end: number): Fix[] {
  const known = turns.filter(({ daysAgo }) => daysAgo >= end);
  let start = seen;
  return known.flatMap((turn, index) => {
    if (turn.status !== 'fixed') {
      if (turn.kind !== 'undo' && turn.status !== 'false_positive') start = turn.daysAgo;
      return [];
    }
    const next = known[index + 1];
    if (turn.daysAgo >= end + 28 || next?.kind === 'undo') return [];
    const reopened = next !== undefined && next.status !== 'false_positive';
    const due = severity > 1 && !reopened;
    return [{ days: start - turn.daysAgo, due, met: due && seen - turn.daysAgo <= 10, reopened }];
  });
}

function told(fixes: readonly Fix[]): Remediation {
  const days = fixes.map((fix) => fix.days).sort((a, b) => a - b);
  const middle = ((days[Math.floor((days.length - 1) / 2)] ?? 0) + (days[Math.ceil((days.length - 1) / 2)] ?? 0)) / 2;
  const mean = days.reduce((sum, one) => sum + one, 0) / days.length;
  return {
    fixed: days.length,
    meanDays: days.length > 0 ? expect.closeTo(mean, 6) : null,
    medianDays: days.length > 0 ? expect.closeTo(middle, 6) : null,
    due: fixes.filter(({ due }) => due).length,
    met: fixes.filter(({ met }) => met).length,
    reopened: fixes.filter(({ reopened }) => reopened).length,
  };
}

it('times to remediate, due dates and returns equal what the histories say, at any past day, within the scope', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(life, { minLength: 10, maxLength: 25 }),
      fc.constantFrom(0, 5, 20),
      async (more, daysAgo) => {
        await live(products, more);
        lives.push(...more);
        const mine = lives.filter(({ product }) => product === 0);
        for (const { scope, own } of [
          { scope: scopeOf(readOnly()), own: lives },
          { scope: scopeOf(person('Engineer', [products[0] ?? ''])), own: mine },
        ]) {
          const figures = await readRemediation(scope, filterAt(daysAgo));
          expect(figures.all).toEqual(told(own.flatMap((one) => fixesOf(one, daysAgo))));
          expect(figures.before).toEqual(told(own.flatMap((one) => fixesOf(one, daysAgo + 28))));
          expect(figures.severities.high).toEqual(
            told(own.filter(({ severity }) => severity === 3).flatMap((one) => fixesOf(one, daysAgo))),
          );
        }
      },
    ),
    { numRuns: 6, endOnFailure: true },
  );
});

it('nothing is told of another team', async () => {
  await live(products, [{ product: 0, severity: 4, seen: 9, turns: [{ daysAgo: 2, kind: 'fixed', status: 'fixed' }] }]);
  const { all, before } = await readRemediation(scopeOf(stranger()), filterAt(0));
  expect([all, before]).toEqual([told([]), told([])]);
});
