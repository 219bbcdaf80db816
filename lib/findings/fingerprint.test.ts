import fc from 'fast-check';
import { expect, it } from 'vitest';
import { fingerprint } from '@/lib/findings/fingerprint';
import { FINDING_KINDS } from '@/lib/findings/types';
import { cleanCount } from '@/lib/imports/apply/clean';
import { reportRow } from '@/lib/imports/apply/row';
import type { ParsedFinding } from '@/lib/imports/parsers/types';

const kind = fc.constantFrom(...FINDING_KINDS);
/** Parts that are easily taken for others: digits and colons as in the lengths before them, other alphabets, nothing. */
const part = fc.oneof(
  fc.string({ maxLength: 6, unit: fc.constantFrom('0', '1', '2', ':', '/', 'a', 'ü', '💥') }),
  fc.string({ unit: 'binary' }),
);
const parts = fc.array(part, { maxLength: 5 });
const equal = (one: readonly string[], other: readonly string[]) => JSON.stringify(one) === JSON.stringify(other);

it('is the same for the same parts and another one for others', () => {
  const property = fc.property(kind, parts, parts, (of, one, other) => {
    expect(fingerprint(of, [...one])).toBe(fingerprint(of, one));
    expect(fingerprint(of, one) === fingerprint(of, other)).toBe(equal(one, other));
  });
  fc.assert(property, { numRuns: 2_000 });
});

it('tells the same text apart wherever it is cut, and however many parts are empty', () => {
  const text = fc.string({ minLength: 1, maxLength: 12, unit: fc.constantFrom('1', '2', ':', 'a') });
  const cuts = fc.array(fc.nat(12), { maxLength: 3 });
  const cutAt = (whole: string, at: readonly number[]) => {
    const ends = [0, ...at.toSorted((a, b) => a - b), whole.length];
    return ends.slice(1).map((end, n) => whole.slice(ends[n], end));
  };
  const property = fc.property(text, cuts, cuts, (whole, one, other) => {
    const [a, b] = [cutAt(whole, one), cutAt(whole, other)];
    expect(fingerprint('code', a) === fingerprint('code', b)).toBe(equal(a, b));
  });
  fc.assert(property, { numRuns: 2_000 });
});

it('differs between kinds', () => {
  fc.assert(
    fc.property(parts, (same) => {
      expect(new Set(FINDING_KINDS.map((of) => fingerprint(of, same))).size).toBe(FINDING_KINDS.length);
    }),
  );
});

const FINDING: ParsedFinding = {
  kind: 'code',
  title: 'Title',
  severity: 3,
  severityReported: 'HIGH',
  ruleId: 'rule',
  ids: [],
  cwe: [],
  cvss: [],
  location: { path: 'src/a.ts', line: 1 },
  description: '',
  fix: '',
  references: [],
  tags: [],
  identity: ['tool', 'rule', 'src/a.ts'],
};

const row = (finding: ParsedFinding, target: string) =>
  reportRow(finding, { raw: '', record: null }, target, cleanCount());

/** What another version of the same scanner says of the same finding. */
const reworded = fc.record({
  title: fc.string({ minLength: 1 }),
  description: fc.string(),
  fix: fc.string(),
  severity: fc.constantFrom(0, 1, 2, 3, 4),
  severityReported: fc.string(),
  cvss: fc.constantFrom([], [{ version: '3.1' as const, vector: '', score: 9.8, source: 'nvd' }]),
  tags: fc.array(fc.string(), { maxLength: 3 }),
  references: fc.array(fc.webUrl(), { maxLength: 3 }),
  location: fc.record({
    path: fc.constant('src/a.ts'),
    line: fc.integer({ min: 1, max: 9_999 }),
    packageVersion: fc.string(),
    image: fc.string(),
  }),
});

it('stays through other lines, words, severities, scores and versions', () => {
  fc.assert(
    fc.property(kind, reworded, fc.string(), (of, words, target) => {
      const finding: ParsedFinding = { ...FINDING, kind: of };
      const changed = row({ ...finding, ...words }, target);
      expect(changed.fingerprint).toBe(row(finding, target).fingerprint);
      expect(changed.identity).toEqual(row(finding, target).identity);
    }),
  );
});

it('names the target for packages, and for them alone', () => {
  fc.assert(
    fc.property(kind, fc.string(), fc.string(), (of, one, other) => {
      const finding: ParsedFinding = { ...FINDING, kind: of };
      const same = row(finding, one).fingerprint === row(finding, other).fingerprint;
      expect(same).toBe(of !== 'dependency' || one === other);
    }),
  );
});
