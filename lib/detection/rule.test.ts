import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { DETECTION_LIMITS } from '@/lib/detection/limits';
import { RuleError } from '@/lib/detection/problem';
import { readRule } from '@/lib/detection/rule';

const GOOD = readFileSync('lib/detection/rules/k8s-pod-exec.yml', 'utf8');

function errorOf(text: string): RuleError {
  try {
    readRule('k8s-pod-exec.yml', text);
  } catch (error) {
    if (error instanceof RuleError) return error;
    throw error;
  }
  throw new Error('the rule was read');
}

const lineOf = (text: string, part: string) => text.slice(0, text.indexOf(part)).split('\n').length;

test('a rule is read with what it says of itself', () => {
  const rule = readRule('k8s-pod-exec.yml', GOOD);
  expect(rule).toMatchObject({
    kind: 'event',
    name: 'k8s-pod-exec',
    author: 'Lagebild',
    license: 'Apache-2.0',
    severity: 2,
    techniques: ['T1609'],
    logsource: { product: 'kubernetes', service: 'audit' },
    entity: ['actor', 'namespace', 'pod'],
  });
});

test.each([
  ['level: medium', 'level: loud', 'level'],
  ['resource: pods', 'resource|near: pods', 'The modifier "near" is not known'],
  ['service: audit', 'service: audits', 'No log is called so'],
  ['condition: exec', 'condition: execs', 'There is no search "execs"'],
  ['title:', 'titel:', 'title'],
  ['resource: pods', 'resource: {a: 1}', 'A field takes'],
  ['status: experimental', 'status: experimental\nstatus: test', 'This is no YAML'],
])('%s → %s: an error with line and remedy', (from, to, what) => {
  const text = GOOD.replace(from, to);
  const error = errorOf(text);
  expect(error.message).toMatch(/^k8s-pod-exec\.yml:\d+: /);
  expect(error.what).toContain(what);
  expect(error.remedy).not.toBe('');
  if (!to.startsWith('titel')) expect(error.line).toBeLessThanOrEqual(lineOf(text, to.split('\n').at(-1) ?? '') + 1);
});

test('a wrong field is named by its line', () => {
  const text = GOOD.replace('resource: pods', 'resource|near: pods');
  expect(errorOf(text).line).toBe(lineOf(text, 'resource|near'));
});

test.each([
  ['an alias', `${GOOD}\nx: &a [1]\ny: *a\n`],
  [
    'a billion laughs',
    `a: &a [x]\n${'bcdefgh'
      .split('')
      .map((c, at) => `${c}: &${c} [${`*${'abcdefg'[at]},`.repeat(9)}]`)
      .join('\n')}\n`,
  ],
  ['deep nesting', `a: ${'['.repeat(5_000)}${']'.repeat(5_000)}`],
  ['nesting beyond the stack', `a: ${'['.repeat(30_000)}`],
  ['too much', `a: ${'x'.repeat(DETECTION_LIMITS.file)}`],
  ['nothing', ''],
  ['a list', '- a'],
  ['two documents', `${GOOD}\n---\n${GOOD}`],
  ['a name of another file', GOOD.replace('name: k8s-pod-exec', 'name: k8s-other')],
])('refuses %s', (_what, text) => {
  expect(errorOf(text).remedy).not.toBe('');
});
