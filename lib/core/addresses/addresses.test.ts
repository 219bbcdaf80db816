import { isIP } from 'node:net';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatAddress, formatRange, parseAddress, parseRange, type Range } from '@/lib/core/addresses/address';
import { refusalOf } from '@/lib/core/addresses/ranges';
import { resolveOnce } from '@/lib/core/addresses/resolve';
import { allowedRangesSchema } from '@/lib/core/addresses/settings-schema';

const range = (text: string): Range => {
  const parsed = parseRange(text);
  if (!parsed) throw new Error(`${text} is no range`);
  return parsed;
};

const octets = (a: number, b: number, c: number, d: number) => `${a}.${b}.${c}.${d}`;
const hex = (value: number) => value.toString(16);
const byte = fc.integer({ min: 0, max: 255 });

/** Every way to write an IPv4 address as IPv6 that leads to the same place. */
function disguises(v4: string): string[] {
  const [a = 0, b = 0, c = 0, d = 0] = v4.split('.').map(Number);
  const [high, low] = [hex((a << 8) | b), hex((c << 8) | d)];
  return [`::ffff:${v4}`, `::ffff:${high}:${low}`, `0:0:0:0:0:ffff:${v4}`, `64:ff9b::${v4}`, `64:ff9b::${high}:${low}`];
}

/** Addresses inside, by the ranges that RFC 6890 and clouds name. */
const INSIDE: readonly (readonly [string, fc.Arbitrary<string>])[] = [
  ['loopback', fc.tuple(byte, byte, byte).map(([b, c, d]) => octets(127, b, c, d))],
  ['private', fc.tuple(byte, byte, byte).map(([b, c, d]) => octets(10, b, c, d))],
  ['private', fc.tuple(fc.integer({ min: 16, max: 31 }), byte, byte).map(([b, c, d]) => octets(172, b, c, d))],
  ['private', fc.tuple(byte, byte).map(([c, d]) => octets(192, 168, c, d))],
  ['unspecified', fc.tuple(byte, byte, byte).map(([b, c, d]) => octets(0, b, c, d))],
  ['multicast', fc.tuple(fc.integer({ min: 224, max: 239 }), byte, byte, byte).map((all) => octets(...all))],
];

describe('what is refused', () => {
  it.each(INSIDE)('%s, however it is written', (kind, inside) => {
    fc.assert(
      fc.property(inside, (v4) => {
        expect(refusalOf(v4, [])).toBe(kind);
        for (const text of disguises(v4)) expect(refusalOf(text, [])).toBe(kind);
      }),
    );
  });

  it.each([
    ['169.254.169.254', 'metadata'],
    ['::ffff:a9fe:a9fe', 'metadata'],
    ['64:ff9b::a9fe:a9fe', 'metadata'],
    ['fd00:ec2::254', 'metadata'],
    ['FD00:0EC2:0:0:0:0:0:254', 'metadata'],
    ['168.63.129.16', 'metadata'],
    ['100.100.100.200', 'metadata'],
    ['169.254.1.1', 'link_local'],
    ['fe80::1%eth0', 'link_local'],
    ['100.64.0.1', 'shared'],
    ['100.127.255.255', 'shared'],
    ['fc00::1', 'private'],
    ['fdff:ffff::1', 'private'],
    ['::1', 'loopback'],
    ['::', 'unspecified'],
    ['::7f00:1', 'reserved'],
    ['2002:7f00:1::', 'translated'],
    ['::ffff:0:127.0.0.1', 'translated'],
    ['64:ff9b:1::1', 'translated'],
    ['2001:0:1::1', 'reserved'],
    ['ff02::1', 'multicast'],
    ['255.255.255.255', 'multicast'],
    ['192.0.2.1', 'reserved'],
    ['localhost', 'invalid'],
    ['127.1', 'invalid'],
    ['0x7f000001', 'invalid'],
    ['', 'invalid'],
  ])('%s is %s', (text, kind) => {
    expect(refusalOf(text, [])).toBe(kind);
  });

  it.each(['1.1.1.1', '172.15.0.1', '172.32.0.1', '100.63.0.1', '100.128.0.1', '192.167.0.1', '11.0.0.1'])(
    '%s is not',
    (text) => {
      expect(refusalOf(text, [])).toBeNull();
    },
  );

  it.each(['2606:4700::1111', '64:ff9b::101:101', '2a00:1450:4001::1'])('nor is %s', (text) => {
    expect(refusalOf(text, [])).toBeNull();
  });
});

describe('what an administrator allows', () => {
  it('opens its range and nothing beside it', () => {
    expect(refusalOf('127.0.0.1', [range('127.0.0.0/8')])).toBeNull();
    expect(refusalOf('::ffff:127.0.0.1', [range('127.0.0.0/8')])).toBeNull();
    expect(refusalOf('10.1.2.3', [range('10.1.0.0/16')])).toBeNull();
    expect(refusalOf('10.2.2.3', [range('10.1.0.0/16')])).toBe('private');
    expect(refusalOf('::1', [range('127.0.0.0/8')])).toBe('loopback');
  });

  it('never opens metadata by the way, nor what nobody can mean', () => {
    expect(refusalOf('169.254.169.254', [range('169.254.0.0/16'), range('0.0.0.0/0')])).toBe('metadata');
    expect(refusalOf('169.254.169.254', [range('169.254.169.254')])).toBeNull();
    expect(refusalOf('0.0.0.0', [range('0.0.0.0/0')])).toBe('unspecified');
    expect(refusalOf('224.0.0.1', [range('0.0.0.0/0')])).toBe('multicast');
  });

  it('is a range without stray bits, once, with a purpose', () => {
    const one = (text: string, purpose = 'laboratory') => allowedRangesSchema.safeParse([{ range: text, purpose }]);
    expect(one('10.1.0.0/16').success).toBe(true);
    expect(one('FD00:0001::/32').data).toEqual([{ range: 'fd00:1::/32', purpose: 'laboratory' }]);
    for (const text of [
      '10.1.0.1/16',
      '10.0.0.0/33',
      '10.0.0',
      'example.org',
      '::ffff:10.0.0.0/104',
      '/8',
      '1.1.1.1/',
    ]) {
      expect(one(text).success, text).toBe(false);
    }
    expect(one('10.1.0.0/16', ' ').success).toBe(false);
    expect(allowedRangesSchema.safeParse([...(one('::1').data ?? []), ...(one('0:0::1').data ?? [])]).success).toBe(
      false,
    );
  });
});

describe('reading and writing', () => {
  it('gives the same address back', () => {
    fc.assert(
      fc.property(fc.oneof(fc.ipV4(), fc.ipV6()), (text) => {
        const address = parseAddress(text);
        if (!address) throw new Error(`${text} was not read`);
        expect(parseAddress(formatAddress(address))).toEqual(address);
      }),
    );
  });

  it('gives the same range back', () => {
    fc.assert(
      fc.property(fc.ipV4(), fc.integer({ min: 0, max: 32 }), (text, prefix) => {
        const address = parseAddress(text);
        if (!address) throw new Error(text);
        const shift = BigInt(32 - prefix);
        const base = { ...address, value: (address.value >> shift) << shift, prefix };
        expect(parseRange(formatRange(base))).toEqual(base);
      }),
    );
  });

  it('knows an address where the system knows one', () => {
    const almost = fc.stringMatching(/^[0-9a-f:.]{1,24}$/);
    fc.assert(
      fc.property(fc.oneof(fc.ipV4(), fc.ipV6(), almost), (text) => {
        expect(parseAddress(text) !== null).toBe(isIP(text) !== 0);
      }),
      { numRuns: 2000 },
    );
  });

  it('never throws', () => {
    fc.assert(fc.property(fc.string(), (text) => void [parseAddress(text), parseRange(text), refusalOf(text, [])]));
  });
});

describe('resolving once', () => {
  const answers =
    (...addresses: string[]) =>
    async () =>
      addresses;

  it('takes the first address that may be reached, and says which was refused where none may', async () => {
    expect(await resolveOnce('shop.example', [], answers('10.0.0.1', '1.1.1.1'))).toEqual({ address: '1.1.1.1' });
    expect(await resolveOnce('shop.example', [], answers('::ffff:127.0.0.1'))).toEqual({
      address: '127.0.0.1',
      refused: 'loopback',
    });
    expect(await resolveOnce('169.254.169.254', [])).toEqual({ address: '169.254.169.254', refused: 'metadata' });
    expect(await resolveOnce('[::1]', [], answers())).toEqual({ failed: 'no_such_name' });
  });

  it('asks once: what the name says afterwards does not count', async () => {
    let asked = 0;
    const rebinding = async () => [asked++ === 0 ? '1.1.1.1' : '127.0.0.1'];
    expect(await resolveOnce('rebind.example', [], rebinding)).toEqual({ address: '1.1.1.1' });
    expect(asked).toBe(1);
  });

  it('ends where nobody answers, and where the name does not exist', async () => {
    const never = () => new Promise<never>(() => undefined);
    expect(await resolveOnce('slow.example', [], never, 10)).toEqual({ failed: 'lookup_timeout' });
    const gone = () => Promise.reject(new Error('ENOTFOUND'));
    expect(await resolveOnce('gone.example', [], gone)).toEqual({ failed: 'no_such_name' });
  });
});
