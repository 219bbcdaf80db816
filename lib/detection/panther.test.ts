import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { loadRules } from '@/lib/detection/load';
import { hitsOf } from '@/lib/detection/matches';
import opinions from '@/lib/detection/panther.json';

const corpus = process.env.LAGEBILD_CORPUS;
const FOLDERS = ['azure_signin', 'gcp_k8s', 'kubernetes', 'osquery', 'standard'];
const schema = z.array(z.object({ rule: z.string(), test: z.string(), expected: z.boolean(), log: z.json() }));

function cases() {
  if (corpus === undefined) return [];
  return FOLDERS.flatMap((name) =>
    schema.parse(JSON.parse(readFileSync(join(corpus, 'events', 'panther', `${name}.json`), 'utf8'))),
  );
}

const agree: Readonly<Record<string, readonly string[]>> = opinions.agree;
const disagree: Readonly<Record<string, Readonly<Record<string, string>>>> = opinions.disagree;

describe.skipIf(corpus === undefined)('on the cases of Panther', () => {
  const rules = loadRules();
  const all = cases();
  const judged = all.flatMap((one) => {
    const wanted = agree[one.rule];
    if (!wanted) return [];
    const hits = hitsOf(rules, { event: {}, raw: one.log, shape: '' });
    return [{ ...one, found: hits.some(({ rule }) => wanted.includes(rule.name)) }];
  });

  test('ours say what theirs say, but for differences that are explained', () => {
    const different = judged.filter(({ found, expected }) => found !== expected);
    const explained = Object.entries(disagree).flatMap(([rule, tests]) =>
      Object.keys(tests).map((name) => `${rule}: ${name}`),
    );
    expect(different.map(({ rule, test: name }) => `${rule}: ${name}`).sort()).toEqual(explained.sort());
    expect(judged.length).toBeGreaterThan(150);
  });

  test('each of their rules is ours or told not to be, once', () => {
    const told = [...Object.keys(agree), ...Object.values(opinions.notOurs).flat()];
    expect(told.sort()).toEqual([...new Set(all.map(({ rule }) => rule))].sort());
  });
});

test('the rules that are compared with theirs are there', () => {
  const names = new Set(loadRules().map(({ name }) => name));
  expect(
    Object.values(agree)
      .flat()
      .filter((name) => !names.has(name)),
  ).toEqual([]);
});
