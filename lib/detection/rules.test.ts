import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { loadRules } from '@/lib/detection/load';
import { hitsOf, matches } from '@/lib/detection/matches';

/** A file a rule: records that it must find, and records like them that it must not. */
const one = z.strictObject({ why: z.string(), raw: z.json(), event: z.record(z.string(), z.string()).default({}) });
const schema = z.strictObject({ hits: z.array(one).min(1), misses: z.array(one).min(1) });

const rules = loadRules();
const eventRules = rules.filter((rule) => rule.kind === 'event');

describe.each(eventRules)('$name', (rule) => {
  const file = `lib/detection/fixtures/${rule.name}.json`;
  const fixtures = existsSync(file) ? schema.parse(JSON.parse(readFileSync(file, 'utf8'))) : { hits: [], misses: [] };

  test('has records that it finds and records that it does not', () => {
    expect(fixtures.hits.length).toBeGreaterThan(0);
    expect(fixtures.misses.length).toBeGreaterThan(0);
  });

  test.each(fixtures.hits)('finds: $why', ({ raw, event }) => {
    const input = { raw, event, shape: '' };
    expect(matches(rule, input)).toBe(true);
    const hit = hitsOf(rules, input).find((found) => found.rule === rule);
    expect(Object.values(hit?.entity ?? {}).join('')).not.toBe('');
  });

  test.each(fixtures.misses)('leaves: $why', ({ raw, event }) => {
    expect(matches(rule, { raw, event, shape: '' })).toBe(false);
  });
});
