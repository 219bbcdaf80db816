import { expect, test } from 'vitest';
import { cleanCount } from '@/lib/imports/apply/clean';
import { cleanFinding } from '@/lib/imports/apply/clean-finding';

test('what no database, list or browser could carry is cut, and counted', () => {
  const count = cleanCount();
  const clean = cleanFinding(
    {
      kind: 'code',
      title: 'x'.repeat(9_000),
      severity: 1,
      severityReported: 'low',
      ruleId: 'r'.repeat(9_000),
      ids: Array.from({ length: 900 }, (_, index) => `CVE-2020-${index}`),
      cwe: [0, 79, -1, 3_000_000_000, 1.5],
      cvss: [{ version: '3.1', vector: '', score: 11, source: '' }],
      epss: 2,
      location: { path: '/'.repeat(9_000), host: 'a\0b' },
      description: '😀'.repeat(90_000),
      fix: '\ud800',
      references: [],
      tags: [],
      identity: ['a', 'b'],
    },
    count,
  );
  expect(clean).toMatchObject({ cwe: [79], cvss: [{ score: null }], location: { host: 'ab' }, fix: '\ufffd' });
  expect(clean.epss).toBeUndefined();
  const { title, ruleId, ids, location, description } = clean;
  const lengths = [title.length, ruleId.length, ids.length, location.path?.length];
  expect(lengths).toEqual([500, 300, 100, 2_000]);
  expect(description.length).toBeLessThanOrEqual(65_536);
  expect(description.isWellFormed()).toBe(true);
  expect(count).toEqual({ nul: 1, surrogate: 1, cut: 5 });
});
