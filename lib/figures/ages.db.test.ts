import fc from 'fast-check';
import { beforeAll, expect, it } from 'vitest';
import { requirePermission, type Scope } from '@/lib/access/policy';
import type { PersonActor } from '@/lib/core/context';
import { addDays, isoDay } from '@/lib/core/datetime';
import { ctx, person, readOnly, stranger } from '@/lib/core/testing/actors';
import { aProduct } from '@/lib/core/testing/assets';
import { withDatabase } from '@/lib/core/testing/database';
import { readAges } from '@/lib/figures/data/ages';
import { readFlow } from '@/lib/figures/data/flow';
import { type Life, live, NOW } from '@/lib/figures/testing';
import { AGE_NAMES, AGES, type Age } from '@/lib/findings/search-params';
import { type SeverityName, severityName } from '@/lib/findings/severity';
import { SEVERITIES_DOWN } from '@/lib/overview/rules';

withDatabase();

const products: string[] = [];
const lives: Life[] = [];
const today = isoDay(NOW);

beforeAll(async () => {
  for (let index = 0; index < 2; index++) products.push((await aProduct()).productId);
});

const scopeOf = (actor: PersonActor): Scope => requirePermission(ctx(actor, NOW), 'trend:read');
const filterAt = (daysAgo: number) => ({ team: [], product: [], at: isoDay(addDays(NOW, -daysAgo)), weeks: 4 });

const OPEN = ['open', 'confirmed', 'in_progress'];
const STATUSES = [...OPEN, 'fixed', 'fixed', 'false_positive', 'out_of_scope'];
const life: fc.Arbitrary<Life> = fc
  .record({
    product: fc.integer({ min: 0, max: 1 }),
    severity: fc.integer({ min: 0, max: 4 }),
    days: fc.uniqueArray(fc.integer({ min: 0, max: 500 }), { minLength: 1, maxLength: 7 }),
    turns: fc.array(fc.record({ status: fc.constantFrom(...STATUSES), severity: fc.integer({ min: 0, max: 4 }) }), {
      minLength: 6,
      maxLength: 6,
    }),
  })
  .map(({ days, turns, ...rest }) => {
    const [seen = 0, ...later] = [...days].sort((a, b) => b - a);
    return {
      ...rest,
      seen,
      turns: turns.slice(0, later.length).map((turn, index) => ({ ...turn, kind: 'any', daysAgo: later[index] ?? 0 })),
    };
  });

/** Goes through one life up to the day: how old it was and how severe, null where it was not open. */
function openOn({ seen, severity, turns }: Life, daysAgo: number): { age: Age; severity: SeverityName } | null {
  if (seen < daysAgo) return null;
  const last = turns.filter((turn) => turn.daysAgo >= daysAgo).at(-1);
  if (last && !OPEN.includes(last.status)) return null;
  const days = seen - daysAgo;
  const age = AGE_NAMES.find((name) => days >= AGES[name][0] && days <= (AGES[name][1] ?? Number.POSITIVE_INFINITY));
  return age ? { age, severity: severityName(last?.severity ?? severity) } : null;
}

it('ages of what was open equal those that the histories tell, on any day, within the scope', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(life, { minLength: 15, maxLength: 40 }),
      fc.constantFrom(0, 1, 30, 200, 499),
      async (more, daysAgo) => {
        await live(products, more);
        lives.push(...more);
        for (const { scope, own } of [
          { scope: scopeOf(readOnly()), own: lives },
          {
            scope: scopeOf(person('Engineer', [products[0] ?? ''])),
            own: lives.filter(({ product }) => product === 0),
          },
        ]) {
          const ages = await readAges(scope, filterAt(daysAgo), today);
          const open = own.flatMap((one) => openOn(one, daysAgo) ?? []);
          for (const age of AGE_NAMES) {
            for (const severity of SEVERITIES_DOWN) {
              const told = open.filter((one) => one.age === age && one.severity === severity).length;
              expect(ages[age][severity].n, `${daysAgo} ${age} ${severity}`).toBe(told);
            }
          }
          const { points } = await readFlow(scope, filterAt(daysAgo), NOW);
          expect(open.length).toBe(points.at(-1)?.open ?? 0);
        }
      },
    ),
    { numRuns: 8, endOnFailure: true },
  );
});

it('only cells of today lead to a list, and another team is told nothing', async () => {
  await live(products, [{ product: 0, severity: 4, seen: 40, turns: [] }]);
  const now = await readAges(scopeOf(readOnly()), { ...filterAt(0), product: ['shop'] }, today);
  expect(now.quarter.critical.filter).toEqual({
    team: [],
    product: ['shop'],
    age: ['quarter'],
    severity: ['critical'],
  });
  expect((await readAges(scopeOf(readOnly()), filterAt(9), today)).quarter.critical.filter).toBeNull();
  for (const daysAgo of [0, 9]) {
    const ages = await readAges(scopeOf(stranger()), filterAt(daysAgo), today);
    expect(AGE_NAMES.flatMap((age) => SEVERITIES_DOWN.map((name) => ages[age][name].n)).every((n) => n === 0)).toBe(
      true,
    );
  }
});
