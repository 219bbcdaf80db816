import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { requirePermission, type Scope } from '@/lib/access/policy';
import type { PersonActor } from '@/lib/core/context';
import { addDays, isoDay } from '@/lib/core/datetime';
import { unsafeDb } from '@/lib/core/db';
import { ctx, person, readOnly, stranger } from '@/lib/core/testing/actors';
import { aProduct } from '@/lib/core/testing/assets';
import { withDatabase } from '@/lib/core/testing/database';
import { readFlow } from '@/lib/figures/data/flow';
import { listOfFlow } from '@/lib/figures/rules';
import { type Life, live, NOW } from '@/lib/figures/testing';
import { type FiguresFilter, FLOWS, type FlowName } from '@/lib/figures/types';
import { countFindings } from '@/lib/findings/data/facets';
import { filterOf } from '@/lib/overview/data/counts';

withDatabase();

const products: string[] = [];
const slugs: string[] = [];
const lives: Life[] = [];

beforeAll(async () => {
  for (let index = 0; index < 2; index++) {
    const { productId } = await aProduct();
    products.push(productId);
    const { slug } = await unsafeDb().product.findUniqueOrThrow({ where: { id: productId }, select: { slug: true } });
    slugs.push(slug);
  }
});

const scopeOf = (actor: PersonActor): Scope => requirePermission(ctx(actor, NOW), 'trend:read');
const filter = (more: Partial<FiguresFilter> = {}): FiguresFilter => ({
  team: [],
  product: [],
  at: isoDay(NOW),
  weeks: 13,
  ...more,
});

const DECIDED = ['fixed', 'false_positive', 'out_of_scope'] as const;
const life: fc.Arbitrary<Life> = fc
  .record({
    product: fc.integer({ min: 0, max: 1 }),
    severity: fc.integer({ min: 0, max: 4 }),
    days: fc.uniqueArray(fc.integer({ min: 0, max: 150 }), { minLength: 1, maxLength: 5 }),
    ends: fc.array(fc.constantFrom(...DECIDED), { minLength: 2, maxLength: 2 }),
  })
  .map(({ product, severity, days, ends }) => {
    const [seen = 0, ...later] = [...days].sort((a, b) => b - a);
    // Closed, back, closed, back: the kinds are those of verbs.
    const turns = later.map((daysAgo, turn) => ({
      daysAgo,
      kind: 'status',
      status: turn % 2 === 0 ? (ends[turn / 2] ?? 'fixed') : 'open',
    }));
    return { product, severity, seen, turns };
  });

/** What one life says of a day that lies so many days back. */
function statusOn({ seen, turns }: Life, daysAgo: number): string | null {
  if (seen < daysAgo) return null;
  return turns.filter((turn) => turn.daysAgo >= daysAgo).at(-1)?.status ?? 'open';
}

const turn = (daysAgo: number, status: string) => ({ daysAgo, status, kind: 'status' });

/** More than one turn of a life within the week: the figure may count one of its findings more than once. */
function oftenIn({ turns }: Life, flow: FlowName, day: string): boolean {
  if (flow === 'found') return false;
  const end = (Date.parse(isoDay(NOW)) - Date.parse(day)) / 86_400_000;
  const to = { fixed: ['fixed'], back: ['open'], dismissed: ['false_positive', 'out_of_scope'] }[flow];
  return turns.filter(({ daysAgo, status }) => within(daysAgo, end) && to.includes(status)).length > 1;
}

const within = (daysAgo: number, end: number) => daysAgo >= end && daysAgo < end + 7;

describe('open, new and closed over time', () => {
  it('equal what the histories say, for any past day, product and scope', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(life, { minLength: 5, maxLength: 20 }),
        fc.constantFrom(0, 1, 20, 90),
        async (more, daysAgo) => {
          await live(products, more);
          lives.push(...more);
          const at = isoDay(addDays(NOW, -daysAgo));
          const cases = [
            { scope: scopeOf(readOnly()), own: lives, product: [] },
            {
              scope: scopeOf(readOnly()),
              own: lives.filter(({ product }) => product === 1),
              product: [slugs[1] ?? ''],
            },
            {
              scope: scopeOf(person('Engineer', [products[0] ?? ''])),
              own: lives.filter(({ product }) => product === 0),
              product: [],
            },
          ];
          for (const { scope, own, product } of cases) {
            const { points } = await readFlow(scope, filter({ at, product }), NOW);
            points.forEach((point, index) => {
              const end = daysAgo + (points.length - 1 - index) * 7;
              const open = own.filter((one) => statusOn(one, end) === 'open');
              expect(point.open, `${at} ${point.day}`).toBe(open.length);
              expect(point.severities.high).toBe(open.filter(({ severity }) => severity === 3).length);
              if (index === 0) return;
              const turns = own.flatMap((one) => one.turns).filter((turn) => within(turn.daysAgo, end));
              expect(point.found).toBe(own.filter(({ seen }) => within(seen, end)).length);
              expect(point.back).toBe(turns.filter(({ status }) => status === 'open').length);
              expect(point.fixed).toBe(turns.filter(({ status }) => status === 'fixed').length);
            });
          }
        },
      ),
      { numRuns: 6, endOnFailure: true },
    );
  });

  it('lead from what came and went in a week to the list that has exactly so many, within the scope', async () => {
    const viewer = { personId: null, now: NOW };
    // At most one turn of a kind a week: what turned twice is counted twice and listed once.
    await live(products, [
      { product: 0, severity: 3, seen: 40, turns: [turn(30, 'fixed'), turn(20, 'open'), turn(11, 'out_of_scope')] },
      {
        product: 1,
        severity: 2,
        seen: 40,
        turns: [turn(30, 'false_positive'), turn(18, 'confirmed'), turn(2, 'fixed')],
      },
      {
        product: 1,
        severity: 1,
        seen: 25,
        turns: [turn(16, 'false_positive'), turn(12, 'fixed'), turn(3, 'in_progress')],
      },
    ]);
    const seen = new Set<string>();
    for (const { scope, own } of [
      { scope: scopeOf(readOnly()), own: filter() },
      { scope: scopeOf(readOnly()), own: filter({ product: [slugs[1] ?? ''] }) },
      { scope: scopeOf(person('Engineer', [products[0] ?? ''])), own: filter() },
    ]) {
      const { points } = await readFlow(scope, own, NOW);
      for (const point of points.slice(1)) {
        for (const flow of FLOWS) {
          const list = await countFindings(scope, filterOf(listOfFlow(flow, point.day, own)), viewer);
          const twice = lives.some((one) => oftenIn(one, flow, point.day));
          if (!twice) expect(list, `${flow} ${point.day}`).toEqual({ n: point[flow], exact: true });
          else expect(list.n).toBeLessThanOrEqual(point[flow]);
          if (!twice && point[flow] > 0) seen.add(flow);
        }
      }
    }
    expect([...seen].sort()).toEqual([...FLOWS].sort());
  });

  it('say nothing of products of another team, nor of a time before the first finding', async () => {
    await live(products, [{ product: 0, severity: 4, seen: 3, turns: [] }]);
    const nothing = { since: null, points: [], forecast: null };
    expect(await readFlow(scopeOf(stranger()), filter(), NOW)).toEqual(nothing);
    expect(await readFlow(scopeOf(stranger()), filter({ product: slugs }), NOW)).toEqual(nothing);
    expect(await readFlow(scopeOf(readOnly()), filter({ at: '2020-01-01' }), NOW)).toEqual(nothing);
  });
});
