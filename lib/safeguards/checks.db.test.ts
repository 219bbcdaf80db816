import { beforeAll, describe, expect, it } from 'vitest';
import { aProduct } from '@/lib/core/testing/assets';
import { withDatabase } from '@/lib/core/testing/database';
import { CATALOGUE } from '@/lib/safeguards/catalogue';
import type { Judged } from '@/lib/safeguards/evaluate';
import { judgeNow } from '@/lib/safeguards/mutations/evaluate';
import { begin, NOW } from '@/lib/safeguards/testing/build';
import EXEMPT from '@/lib/safeguards/testing/exempt.json';
import { shown } from '@/lib/safeguards/testing/situation';
import { FAULTS } from '@/lib/safeguards/testing/situations-faults';
import { HOSTS } from '@/lib/safeguards/testing/situations-hosts';
import { LEVELS } from '@/lib/safeguards/testing/situations-levels';
import { STEPS } from '@/lib/safeguards/testing/situations-organisation';
import { SYSTEMS } from '@/lib/safeguards/testing/situations-systems';

withDatabase();

const SITUATIONS = [...LEVELS, ...FAULTS, ...HOSTS, ...SYSTEMS];

let judged: readonly Judged[] = [];
const products = new Map<string, string>();

beforeAll(async () => {
  await begin();
  for (const { name, build } of SITUATIONS) {
    const { productId } = await aProduct();
    products.set(name, productId);
    await build(productId);
  }
  judged = await judgeNow(NOW);
});

const verdictOf = (safeguard: string, productId: string | null) => {
  const one = judged.find((row) => row.safeguard === safeguard && row.productId === productId);
  if (!one) throw new Error(`${safeguard} was not judged`);
  return one.verdict;
};

describe('checks', () => {
  it.each(SITUATIONS)('where $name', ({ name, expected }) => {
    const productId = products.get(name) ?? '';
    const found = Object.keys(expected).map((id) => [id, shown(verdictOf(id, productId))]);
    expect(Object.fromEntries(found)).toEqual(expected);
  });

  it('count what is good, of what, and name why not', () => {
    const some = verdictOf('A3', products.get('some is well') ?? '');
    expect(some).toMatchObject({ good: 4, total: 5, unclear: 0, reasons: [{ code: 'overdue', params: { n: 1 } }] });
    const old = verdictOf('A9', products.get('what is known is too old') ?? '');
    expect(old).toMatchObject({ good: 0, total: 1, unclear: 1, reasons: [{ code: 'stale', params: { n: 1 } }] });
  });

  it('name the clock that is wrong', () => {
    const ahead = verdictOf('B1', products.get('reports come from the future') ?? '');
    expect(ahead).toMatchObject({
      good: 0,
      total: 5,
      unclear: 5,
      reasons: [{ code: 'clock_ahead', params: { n: 5 } }],
    });
  });
});

describe('the tables of situations', () => {
  const exempt: Readonly<Record<string, { readonly stale?: string }>> = EXEMPT;
  const automatic = CATALOGUE.filter(({ proof }) => proof.kind === 'automatic').map(({ id }) => id);
  const seen = (id: string) => [
    ...SITUATIONS.flatMap(({ expected }) => expected[id] ?? []),
    ...STEPS.flatMap(({ safeguard, expected }) => (safeguard === id ? [expected] : [])),
  ];

  it.each(automatic)('have %s met, missed, in part, too old and without anything known', (id) => {
    const states = new Set(seen(id));
    const none = states.has('unknown') || states.has('idle') ? ['none'] : [];
    const stale = states.has('stale') || exempt[id]?.stale ? ['stale'] : [];
    const proven = (['met', 'missed', 'partly'] as const).filter((state) => states.has(state));
    expect([...proven, ...stale, ...none]).toEqual(['met', 'missed', 'partly', 'stale', 'none']);
  });

  it('exempt nothing that could be shown', () => {
    expect(Object.keys(exempt).filter((id) => seen(id).includes('stale') || !automatic.includes(id))).toEqual([]);
  });
});
