import { describe, expect, test } from 'vitest';
import type { Json } from '@/lib/core/json';
import { eventRuleOf, finds } from '@/lib/detection/testing';

const on = (line: string) => `sel:\n  ${line}\ncondition: sel`;

describe('one field', () => {
  test.each<[string, Json, boolean]>([
    ['a: Kate', 'kATE', true],
    ['a: kate', 'kate2', false],
    ["a: 'k*e'", 'Kate', true],
    ['a: [x, kate]', 'kate', true],
    ['a: 7', 7, true],
    ['a: 7', '7', true],
    ['a: 7', 70, false],
    ['a: true', true, true],
    ['a: true', 'True', true],
    ['a: null', null, true],
    ['a: null', '', false],
    ["a: ''", '', true],
    ["a: '*'", null, false],
    ['a|contains: AT', 'kate', true],
    ['a|startswith: [x, KA]', 'kate', true],
    ['a|endswith: te', 'kate', true],
    ['a|endswith: ka', 'kate', false],
    ['a|contains|all: [ka, te]', 'kate', true],
    ['a|contains|all: [ka, x]', 'kate', false],
    ['a|contains|all: [ka, x]', ['kate', 'x'], true],
    ['a|cased: kate', 'Kate', false],
    ['a|contains|cased: at', 'kate', true],
    ["a|re: '^k.+e$'", 'kate', true],
    ["a|re: '^K.+e$'", 'kate', false],
    ["a|re|i: '^K.+e$'", 'kate', true],
    ["a|re: '^b$'", 'a\nb', false],
    ["a|re|m: '^b$'", 'a\nb', true],
    ["a|re: 'a.b'", 'a\nb', false],
    ["a|re|s: 'a.b'", 'a\nb', true],
    ['a|cidr: 10.0.0.0/8', '10.1.2.3', true],
    ['a|cidr: 10.0.0.0/8', '::ffff:10.1.2.3', true],
    ['a|cidr: 10.0.0.0/8', '11.1.2.3', false],
    ['a|cidr: 10.0.0.0/8', 'kate', false],
    ['a|cidr: [192.0.2.0/24, 2001:db8::/32]', '2001:db8::7', true],
    ['a|exists: true', 'x', true],
    ['a|exists: false', 'x', false],
    ['b|exists: false', 'x', true],
    ['a|gte: 400', 403, true],
    ['a|lt: 400', '403', false],
    ['a|gt: 1', '', false],
    ['b: null', 'x', true],
    ['b: x', 'x', false],
  ])('%s on %j: %s', (line, value, expected) => {
    expect(finds(on(line), { a: value })).toBe(expected);
  });

  test('members in members, through arrays, and names with dots', () => {
    const record = { a: [{ b: 'x' }, { b: ['y', 'z'] }], 'c.d': 'whole', c: { d: 'part' } };
    expect(finds(on('a.b: z'), record)).toBe(true);
    expect(finds(on('a.B: x'), record)).toBe(true);
    expect(finds(on('c.d: whole'), record)).toBe(true);
    expect(finds(on('__proto__.x|exists: true'), record)).toBe(false);
    expect(finds(on('constructor.name|exists: true'), record)).toBe(false);
  });

  test('placeholders stand for lists that are given, and for nothing else', () => {
    const line = on("a|expand: '%admins%'");
    expect(finds(line, { a: 'kate' }, { admins: ['bob', 'kate'] })).toBe(true);
    expect(() => eventRuleOf(line)).toThrow('There is no list "admins"');
    expect(() => eventRuleOf(on("a|expand: '%constructor%'"))).toThrow('There is no list');
  });
});

describe('searches', () => {
  test('a list of maps is an or, a map an and', () => {
    const detection = 'sel:\n  - a: 1\n    b: 2\n  - c: 3\ncondition: sel';
    expect(finds(detection, { a: 1, b: 2 })).toBe(true);
    expect(finds(detection, { a: 1 })).toBe(false);
    expect(finds(detection, { c: 3 })).toBe(true);
  });

  test('keywords are looked for in every text of the record', () => {
    const detection = "words:\n  - EVIL\n  - 'b?d'\ncondition: words";
    expect(finds(detection, { x: { y: ['so evil!'] } })).toBe(true);
    expect(finds(detection, { x: 'a bad one' })).toBe(true);
    expect(finds(detection, { evil: 'good' })).toBe(false);
    expect(finds("words:\n  '|all': [a1, b1]\ncondition: words", { x: 'a1', y: 'b1' })).toBe(true);
    expect(finds("words:\n  '|all': [a1, b1]\ncondition: words", { x: 'a1' })).toBe(false);
  });
});

describe('conditions', () => {
  const truth = (condition: string, a: boolean, b: boolean, c: boolean) =>
    finds(`sel_a:\n  a: 1\nsel_b:\n  b: 1\n_other:\n  c: 1\ncondition: ${condition}`, {
      a: a ? 1 : 0,
      b: b ? 1 : 0,
      c: c ? 1 : 0,
    });

  test.each<[string, (a: boolean, b: boolean, c: boolean) => boolean]>([
    ['sel_a and not sel_b', (a, b) => a && !b],
    ['sel_a or sel_b and _other', (a, b, c) => a || (b && c)],
    ['(sel_a or sel_b) and _other', (a, b, c) => (a || b) && c],
    ['not (sel_a or not sel_b)', (a, b) => !(a || !b)],
    ['1 of sel*', (a, b) => a || b],
    ['any of sel_*', (a, b) => a || b],
    ['all of sel* and not 1 of _*', (a, b, c) => a && b && !c],
    ['all of them', (a, b) => a && b],
    ['1 OF them AND NOT _other', (a, b, c) => (a || b) && !c],
    ['not not sel_a', (a) => a],
  ])('%s', (condition, expected) => {
    for (const a of [true, false])
      for (const b of [true, false])
        for (const c of [true, false]) expect(truth(condition, a, b, c)).toBe(expected(a, b, c));
  });

  test('several conditions: one is enough', () => {
    expect(finds('x:\n  a: 1\ny:\n  b: 1\ncondition: [x, y]', { b: 1 })).toBe(true);
  });

  test.each([
    ['sel_a and', 'ends too early'],
    ['sel_a sel_b', '"sel_b" was not expected'],
    ['(sel_a', 'not closed'],
    ['nothing', 'no search "nothing"'],
    ['1 of nothing*', 'No search is called "nothing*"'],
    ['sel_a | count() > 5', 'correlation'],
    [`${'('.repeat(50)}sel_a${')'.repeat(50)}`, 'nested too deeply'],
    [`${'not '.repeat(50)}sel_a`, 'nested too deeply'],
  ])('refuses %s', (condition, why) => {
    expect(() => truth(condition, true, true, true)).toThrow(why);
  });
});

test('a mean text costs a pattern no more than its length', () => {
  const rule = on("a|re: '^(a+)+$'");
  const began = performance.now();
  expect(finds(rule, { a: `${'a'.repeat(500_000)}!` })).toBe(false);
  expect(performance.now() - began).toBeLessThan(5_000);
});

test.each(["a|re: '(?=x)'", "a|re: '(a)\\1'", "a|re: '('"])('refuses the pattern %s', (line) => {
  expect(() => eventRuleOf(on(line))).toThrow('This is no pattern');
});
