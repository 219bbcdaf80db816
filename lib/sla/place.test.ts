import { expect, test } from 'vitest';
import { placeFrom, placeKey, policyHref } from '@/lib/sla/place';

const ID = '01a202eb-7e4b-730e-8e9f-6a5b838f91a2';

test('a place is read from the address that names it', () => {
  for (const place of [
    { kind: 'organisation', id: null },
    { kind: 'team', id: ID },
    { kind: 'product', id: ID },
  ] as const) {
    expect(placeFrom(placeKey(place))).toEqual(place);
    expect(policyHref(place)).toBe(`/settings/sla/policy?place=${placeKey(place)}`);
  }
});

test.each([undefined, '', 'team', 'team:', 'team:1', `host:${ID}`, `team:${ID}:${ID}`, ['organisation', 'team']])(
  '%j names none',
  (text) => {
    expect(placeFrom(text)).toBeNull();
  },
);
