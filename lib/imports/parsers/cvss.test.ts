import { expect, it } from 'vitest';
import { cvssRating, distinctRatings, leadingScore } from '@/lib/imports/parsers/cvss';

const V31 = 'CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H';

it.each([
  [
    { vector: V31, score: 9.8 },
    { version: '3.1', vector: V31, score: 9.8 },
  ],
  [{ vector: '(AV:N/AC:M/Au:N/C:P/I:P/A:P)' }, { version: '2.0', vector: 'AV:N/AC:M/Au:N/C:P/I:P/A:P', score: null }],
  [
    { score: 5, version: 'v3' },
    { version: '3.1', vector: '', score: 5 },
  ],
  [
    { score: 5, version: '4' },
    { version: '4.0', vector: '', score: 5 },
  ],
  [
    { vector: 'nonsense', score: 7, version: '3.0' },
    { version: '3.0', vector: '', score: 7 },
  ],
])('%j is %j', (given, expected) => {
  expect(cvssRating({ ...given, source: 'nvd' })).toEqual({ ...expected, source: 'nvd' });
});

it.each([{}, { vector: 'nonsense' }, { score: 5 }, { score: 11, version: '3.1' }, { vector: 'CVSS:9.9/AV:N/' }])(
  '%j says nothing',
  (given) => expect(cvssRating({ ...given, source: '' })).toBeNull(),
);

it('keeps each rating once, the one with a score first', () => {
  const bare = cvssRating({ vector: V31, source: 'nvd' });
  const scored = cvssRating({ vector: V31, score: 9.8, source: 'nvd' });
  expect(distinctRatings([bare, null, scored, bare])).toEqual([scored]);
});

it('goes by the newest version and there by the highest score', () => {
  const ratings = distinctRatings([
    cvssRating({ score: 10, version: '2.0', source: 'nvd' }),
    cvssRating({ score: 5, version: '3.1', source: 'nvd' }),
    cvssRating({ score: 7, version: '3.1', source: 'redhat' }),
  ]);
  expect(leadingScore(ratings)).toBe(7);
  expect(leadingScore([])).toBeUndefined();
});
