import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatAddress, formatRange } from '@/lib/core/addresses/address';
import { EMPTY_ENTRY, readEntry } from '@/lib/lists/entry';
import { anyOf, fitsPattern, fitsPort, fitsRepository, indexOf } from '@/lib/lists/match';
import type { Entry } from '@/lib/lists/types';

const entry = (more: Partial<Entry>): Entry => ({ ...EMPTY_ENTRY, until: null, ...more });

const family = fc.constantFrom<4 | 6>(4, 6);
const bits = (of: 4 | 6) => (of === 4 ? 32 : 128);
/** Mapped IPv4 is IPv4: not what these are about. */
const isMapped = (value: bigint) => value >> 32n === 0xffffn;

describe('ranges', () => {
  const ranges = family.chain((of) =>
    fc.record({
      family: fc.constant(of),
      prefix: fc.integer({ min: 0, max: bits(of) }),
      value: fc.bigInt({ min: 0n, max: (1n << BigInt(bits(of))) - 1n }),
      other: fc.bigInt({ min: 0n, max: (1n << BigInt(bits(of))) - 1n }),
    }),
  );

  it('hold what begins with their bits, and nothing else', () => {
    fc.assert(
      fc.property(ranges, ({ family: of, prefix, value, other }) => {
        fc.pre(of === 4 || (!isMapped(value) && !isMapped(other)));
        const shift = BigInt(bits(of) - prefix);
        const base = (value >> shift) << shift;
        fc.pre(of === 4 || !isMapped(base));
        const index = indexOf([entry({ subject: formatRange({ family: of, value: base, prefix }) })]);
        const holds = (address: bigint) => anyOf(index, [formatAddress({ family: of, value: address })], () => true);
        expect(holds(value)).toBe(true);
        expect(holds(other)).toBe(other >> shift === value >> shift);
      }),
    );
  });

  it('of one family hold nothing of the other', () => {
    const all = indexOf([entry({ subject: '0.0.0.0/0' })]);
    expect(anyOf(all, ['2001:db8::1'], () => true)).toBe(false);
    expect(anyOf(all, ['shop.example'], () => true)).toBe(false);
    expect(anyOf(indexOf([entry({ subject: '::/0' })]), ['192.0.2.1'], () => true)).toBe(false);
  });
});

it('ports lie within their ends, and their protocol is theirs', () => {
  const port = fc.integer({ min: 0, max: 65_535 });
  const protocol = fc.constantFrom('tcp', 'udp', 'sctp');
  fc.assert(
    fc.property(
      port,
      port,
      port,
      protocol,
      fc.constantFrom('tcp', 'udp', 'sctp', 'any'),
      (a, b, seen, spoken, said) => {
        const [from, to] = [Math.min(a, b), Math.max(a, b)];
        const read = readEntry('ports', {
          ...EMPTY_ENTRY,
          ...{ subject: '*', detail: `${from}-${to}`, protocol: said, reason: 'x' },
        });
        if (!('entry' in read)) throw new Error('refused');
        const fits = seen >= from && seen <= to && (said === 'any' || said === spoken);
        expect(fitsPort(read.entry, seen, spoken)).toBe(fits);
      },
    ),
  );
});

it('patterns are what an expression says of them', () => {
  const text = (letters: string) => fc.string({ unit: fc.constantFrom(...letters), maxLength: 12 });
  fc.assert(
    fc.property(text('ab.*'), text('ab.'), (pattern, name) => {
      const expression = new RegExp(`^${pattern.replaceAll('.', '\\.').replaceAll(/\*+/g, '.*')}$`);
      expect(fitsPattern(pattern, name)).toBe(expression.test(name));
    }),
  );
});

it.each([
  ['', 'library/nginx', true],
  ['shop', 'shop', true],
  ['shop', 'shop/api', true],
  ['shop', 'shopping/api', false],
  ['shop/api', 'shop', false],
])('a beginning %j of a repository %j: %s', (detail, repository, fits) => {
  expect(fitsRepository(entry({ detail }), repository)).toBe(fits);
});
