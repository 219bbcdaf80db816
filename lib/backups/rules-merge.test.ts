import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type Arriving,
  type CopyList,
  type Fields,
  firstWord,
  goneSince,
  isOf,
  listAsOf,
  type Merged,
  merge,
  wordAge,
} from '@/lib/backups/rules-merge';

const START = Date.parse('2026-10-20T00:00:00Z');
const hour = (hours: number) => new Date(START + hours * 3_600_000);

/** A copy that was there from its hour on. */
function aCopy(number: number, more: Partial<Fields> = {}): Fields {
  return {
    ...{ asset: 'db', repository: '', kind: 'full', status: 'ok', at: hour(number), startedAt: null, endedAt: null },
    ...{ bytes: null, addedBytes: null, encryption: '', location: '', region: '', expiresAt: null },
    ...{ immutableUntil: null, needs: [], damaged: false, note: '', ...more },
  };
}

type Document = {
  /** Copies by number, and what it tells of them. */
  readonly copies: ReadonlyMap<number, Fields>;
  readonly whole: boolean;
  readonly arriving: Arriving;
};

type State = { readonly points: ReadonlyMap<number, Merged>; readonly lists: readonly CopyList[] };

/** What keeping a document does, without a database. */
function take({ points, lists }: State, { copies, whole, arriving }: Document): State {
  const there = [...points.values()].filter(({ goneAt, status }) => goneAt === null && status !== 'failed');
  const known = there.reduce<Date | null>((last, { at }) => (!last || at > last ? at : last), null);
  const scope = { asset: null, repository: null };
  const own = whole ? [listAsOf(scope, { named: [...copies.values()], known, arriving })] : [];
  const all = [...lists, ...own];
  const next = new Map(points);
  for (const [number, fields] of copies) {
    const before = points.get(number);
    const word = { fields, told: arriving.madeAt ?? arriving.receivedAt, ...wordAge(fields, own, arriving) };
    next.set(number, before ? merge(before, word) : firstWord(word));
  }
  const settled = [...next].map(([number, one]): [number, Merged] => [number, { ...one, goneAt: goneSince(one, all) }]);
  return { points: new Map(settled), lists: all };
}

const NOTHING: State = { points: new Map(), lists: [] };
const all = (documents: readonly Document[]) => documents.reduce(take, NOTHING);
const stateOf = ({ points }: State) => Object.fromEntries([...points].sort(([a], [b]) => a - b));
const thereOf = ({ points }: State) =>
  [...points].flatMap(([number, { goneAt }]) => (goneAt === null ? [number] : [])).sort((a, b) => a - b);

const word = fc.record({
  bytes: fc.option(fc.bigInt(1n, 5n)),
  status: fc.constantFrom('ok', 'ok', 'partial', 'running'),
  note: fc.constantFrom('', 'a', 'b'),
  endedAt: fc.option(fc.constantFrom(hour(20), hour(21))),
  damaged: fc.boolean(),
});

/** Documents of six copies, each of which tells when it was made, in an order that is not theirs. */
const telling = fc
  .array(
    fc.record({ copies: fc.dictionary(fc.constantFrom('0', '1', '2', '3', '4', '5'), word), whole: fc.boolean() }),
    {
      maxLength: 7,
    },
  )
  .map((drafts) =>
    drafts.map(({ copies, whole }, index): Document => {
      const read = Object.entries(copies).map(([key, more]): [number, Fields] => [
        Number(key),
        aCopy(Number(key), more),
      ]);
      const arriving = { receivedAt: hour(100), madeAt: hour(30 + index) };
      return { whole, copies: new Map(read), arriving };
    }),
  )
  .chain((documents) =>
    fc.record({
      documents: fc.constant(documents),
      order: fc.shuffledSubarray(documents, { minLength: documents.length, maxLength: documents.length }),
    }),
  );

describe('documents that tell when they were made', () => {
  it('come to the same in every order', () => {
    fc.assert(
      fc.property(telling, ({ documents, order }) => {
        expect(stateOf(all(order))).toEqual(stateOf(all(documents)));
      }),
    );
  });

  it('leave the copies that no newer list lacks', () => {
    fc.assert(
      fc.property(telling, ({ documents, order }) => {
        const told = (number: number) => documents.findLastIndex(({ copies }) => copies.has(number));
        const lacked = (number: number) => documents.findLastIndex(({ copies, whole }) => whole && !copies.has(number));
        const there = [0, 1, 2, 3, 4, 5].filter((number) => told(number) > lacked(number) && told(number) >= 0);
        expect(thereOf(all(order))).toEqual(there);
      }),
    );
  });

  it('change nothing when they are told again', () => {
    fc.assert(
      fc.property(telling, ({ documents, order }) => {
        expect(stateOf(all([...documents, ...order]))).toEqual(stateOf(all(documents)));
      }),
    );
  });
});

/** Lists of one hour after the other, each with a new copy and without some that were pruned, without times of their own. */
const pruned = fc.array(fc.integer({ min: 0, max: 8 }), { minLength: 1, maxLength: 6 }).chain((prunes) => {
  const lists: number[][] = [];
  for (const [index, out] of prunes.entries()) {
    lists.push([...(lists.at(-1) ?? []).filter((number) => number !== out), index]);
  }
  return fc.record({
    last: fc.constant(lists.at(-1) ?? []),
    order: fc.shuffledSubarray(lists, { minLength: lists.length, maxLength: lists.length }),
  });
});

it('lists that tell no time leave what the newest one names, in every order', () => {
  fc.assert(
    fc.property(pruned, ({ order, last }) => {
      const documents = order.map((numbers, index): Document => {
        const copies = new Map(numbers.map((number) => [number, aCopy(number)]));
        return { whole: true, copies, arriving: { receivedAt: hour(100 + index), madeAt: null } };
      });
      expect(thereOf(all(documents))).toEqual(last);
    }),
  );
});

describe('a list', () => {
  const arriving = { receivedAt: hour(100), madeAt: null };
  const one = (numbers: readonly number[], more: Partial<Document> = {}): Document => ({
    ...{ whole: true, arriving, copies: new Map(numbers.map((number) => [number, aCopy(number)])), ...more },
  });

  it('that comes late brings nothing back that a newer one lacks', () => {
    expect(
      thereOf(all([one([1, 2, 3]), { ...one([2, 3, 4]), arriving: { receivedAt: hour(101), madeAt: null } }])),
    ).toEqual([2, 3, 4]);
    const late = [one([2, 3, 4]), one([1, 2, 3], { arriving: { receivedAt: hour(101), madeAt: null } })];
    expect(thereOf(all(late))).toEqual([2, 3, 4]);
  });

  it('that is sent right after a wrong one puts it right', () => {
    const wrong = one([3]);
    const right = one([1, 2, 3], { arriving: { receivedAt: hour(101), madeAt: null } });
    expect(thereOf(all([one([1, 2, 3], { arriving: { receivedAt: hour(99), madeAt: null } }), wrong, right]))).toEqual([
      1, 2, 3,
    ]);
  });

  it('is of its asset and repository alone', () => {
    expect(isOf({ asset: 'db', repository: null }, { asset: 'db', repository: '2' })).toBe(true);
    expect(isOf({ asset: 'db', repository: '1' }, { asset: 'db', repository: '2' })).toBe(false);
  });
});
