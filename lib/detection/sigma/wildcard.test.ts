import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type Anchor, wildcardTest } from '@/lib/detection/sigma/wildcard';

const whole = (pattern: string, text: string) => wildcardTest(pattern, 'whole')(text);

test.each([
  ['abc', 'abc', true],
  ['abc', 'abcd', false],
  ['a*c', 'abbbc', true],
  ['a*c', 'ac', true],
  ['a*c', 'acb', false],
  ['a?c', 'abc', true],
  ['a?c', 'ac', false],
  ['*a*b', 'xaxbxb', true],
  ['?*', '', false],
  ['*', '', true],
  ['a*a', 'a', false],
  ['a\\*c', 'a*c', true],
  ['a\\*c', 'abc', false],
  ['a\\?', 'a?', true],
  ['c:\\x', 'c:\\x', true],
  ['c:\\\\x', 'c:\\x', true],
  ['c:\\\\*', 'c:\\x', true],
  ['c:\\\\*', 'c:x', false],
])('%s on %s: %s', (pattern, text, expected) => {
  expect(whole(pattern, text)).toBe(expected);
});

test.each<[Anchor, string, boolean]>([
  ['contains', 'xx-aXb-yy', true],
  ['contains', 'a-b', true],
  ['contains', 'ab', false],
  ['startswith', 'a-b-yy', true],
  ['startswith', 'x-a-b', false],
  ['endswith', 'xx-a-b', true],
  ['endswith', 'a-b-x', false],
])('a?b, %s, on %s: %s', (anchor, text, expected) => {
  expect(wildcardTest('a?b', anchor)(text)).toBe(expected);
});

test('says the same as a regular expression', () => {
  const char = fc.constantFrom('a', 'b', '*', '?');
  const pattern = fc.array(char, { maxLength: 8 }).map((chars) => chars.join(''));
  const text = fc.array(fc.constantFrom('a', 'b'), { maxLength: 12 }).map((chars) => chars.join(''));
  const edges: Readonly<Record<Anchor, [string, string]>> = {
    whole: ['^', '$'],
    contains: ['', ''],
    startswith: ['^', ''],
    endswith: ['', '$'],
  };
  const anchors = fc.constantFrom<Anchor>('whole', 'contains', 'startswith', 'endswith');
  fc.assert(
    fc.property(pattern, text, anchors, (glob, said, anchor) => {
      const [before, behind] = edges[anchor];
      const same = new RegExp(`${before}${glob.replaceAll('*', '.*').replaceAll('?', '.')}${behind}`);
      expect(wildcardTest(glob, anchor)(said)).toBe(same.test(said));
    }),
    { numRuns: 2_000 },
  );
});

test('takes time in proportion, however mean the text', () => {
  const mean = wildcardTest(`${'*a'.repeat(200)}*b`, 'whole');
  const began = performance.now();
  expect(mean('a'.repeat(200_000))).toBe(false);
  expect(performance.now() - began).toBeLessThan(2_000);
});
