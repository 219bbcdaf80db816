import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { type Json, jsonOf } from '@/lib/core/json';
import expected from '@/lib/detection/corpus.json';
import { loadRules } from '@/lib/detection/load';
import { hitsOf } from '@/lib/detection/matches';

const corpus = process.env.LAGEBILD_CORPUS;

function recordsOf(text: string, path: string): readonly Json[] {
  if (path.endsWith('.log')) return text.split('\n').filter((line) => line !== '');
  const whole = jsonOf(text);
  if (whole !== undefined) return Array.isArray(whole) ? whole : [whole];
  return text.split('\n').flatMap((line) => jsonOf(line) ?? []);
}

/** How often each rule finds something in each file; files in which none does are left out. */
function found(root: string): Record<string, Record<string, number>> {
  const rules = loadRules();
  const files: Record<string, Record<string, number>> = {};
  for (const path of globSync('**/*.{json,jsonl,log}', { cwd: root }).sort()) {
    if (/^(panther|attack)\//.test(path)) continue;
    const counts: Record<string, number> = {};
    for (const raw of recordsOf(readFileSync(join(root, path), 'utf8'), path))
      for (const { rule } of hitsOf(rules, { event: {}, raw, shape: '' }))
        counts[rule.name] = (counts[rule.name] ?? 0) + 1;
    if (Object.keys(counts).length > 0) files[path] = counts;
  }
  return files;
}

describe.skipIf(corpus === undefined)('on the records of the corpus', () => {
  test('the rules find what is there, and nothing in the rest', () => {
    expect(found(join(corpus ?? '', 'events'))).toEqual(expected);
  });
});
