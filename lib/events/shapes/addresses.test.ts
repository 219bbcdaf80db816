import { describe, expect, it } from 'vitest';
import { believedAddress, withoutPort } from '@/lib/events/shapes/addresses';

describe('an address', () => {
  it.each([
    ['10.0.0.1:42', '10.0.0.1'],
    ['10.0.0.1', '10.0.0.1'],
    ['[2001:db8::1]:443', '2001:db8::1'],
    ['[2001:db8::1]', '2001:db8::1'],
    ['2001:db8::1', '2001:db8::1'],
    ['::1:60042', '::1'],
    ['::ffff:192.0.2.1', '192.0.2.1'],
    ['::ffff:192.0.2.1:22', '192.0.2.1'],
    ['node-1:9100', 'node-1'],
    ['fe80::1%eth0', 'fe80::1'],
    ['no address', 'no address'],
    ['', ''],
  ])('%s is %s', (said, address) => {
    expect(withoutPort(said)).toBe(address);
  });
});

describe('the client in a chain', () => {
  it.each([
    [['203.0.113.9'], '203.0.113.9'],
    [['203.0.113.9', '10.0.0.5'], '203.0.113.9'],
    // What the client wrote itself stands before what was seen of it.
    [['8.8.8.8', '203.0.113.9', '10.0.0.5', '10.0.0.6'], '203.0.113.9'],
    [['1.1.1.1', '10.0.0.5'], '1.1.1.1'],
    [['10.1.1.1', '10.0.0.5'], '10.0.0.5'],
    [['unknown', '10.0.0.5'], '10.0.0.5'],
    [['2001:db8::7', 'fd00::1', '::1'], '2001:db8::7'],
    [['-', ''], ''],
    [[], ''],
  ])('%j is %s', (chain, address) => {
    expect(believedAddress(chain)).toBe(address);
  });
});
