import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import type { Json } from '@/lib/core/json';
import { loadRules } from '@/lib/detection/load';
import { hitsOf, matches } from '@/lib/detection/matches';
import { SHAPES } from '@/lib/events/shapes/registry';
import { UnreadableRecord } from '@/lib/events/shapes/types';
import type { EventDraft } from '@/lib/events/types';

/** A file a rule: records that it must find, and records like them that it must not. */
const one = z.strictObject({ why: z.string(), raw: z.json(), event: z.record(z.string(), z.string()).default({}) });
const schema = z.strictObject({ hits: z.array(one).min(1), misses: z.array(one).min(1) });

const rules = loadRules();
const eventRules = rules.filter((rule) => rule.kind === 'event');
const RECEIVED = new Date('2026-11-20T10:00:01Z');

/** What the shapes that can read a record make of it. */
function draftsOf(raw: Json): readonly { readonly shape: string; readonly event: EventDraft }[] {
  return SHAPES.filter(({ syntax }) => (syntax === 'lines') === (typeof raw === 'string')).flatMap((shape) => {
    try {
      return shape.read(raw, { receivedAt: RECEIVED, zone: null }).map((event) => ({ shape: shape.id, event }));
    } catch (error) {
      if (error instanceof UnreadableRecord) return [];
      throw error;
    }
  });
}

describe.each(eventRules)('$name', (rule) => {
  const file = `lib/detection/fixtures/${rule.name}.json`;
  const fixtures = existsSync(file) ? schema.parse(JSON.parse(readFileSync(file, 'utf8'))) : { hits: [], misses: [] };

  test('has records that it finds and records that it does not', () => {
    expect(fixtures.hits.length).toBeGreaterThan(0);
    expect(fixtures.misses.length).toBeGreaterThan(0);
  });

  test.each(fixtures.hits)('finds: $why', ({ raw, event }) => {
    expect(matches(rule, { raw, event, shape: 'generic' })).toBe(true);
    const drafts = draftsOf(raw).map((draft) => ({ ...draft, event: { ...draft.event, ...event } }));
    for (const input of [{ shape: 'generic', event }, ...drafts]) {
      const hit = hitsOf(rules, { raw, ...input }).find((found) => found.rule === rule);
      expect(Object.values(hit?.entity ?? {}).join(''), input.shape).not.toBe('');
    }
  });

  test.each(fixtures.misses)('leaves: $why', ({ raw, event }) => {
    expect(matches(rule, { raw, event, shape: 'generic' })).toBe(false);
    for (const { shape, event: draft } of draftsOf(raw))
      expect(matches(rule, { raw, event: { ...draft, ...event }, shape }), shape).toBe(false);
  });
});

test('some shape can read records of each rule', () => {
  const unread = eventRules.filter(({ name }) => {
    const { hits } = schema.parse(JSON.parse(readFileSync(`lib/detection/fixtures/${name}.json`, 'utf8')));
    return hits.every(({ raw }) => draftsOf(raw).length === 0);
  });
  expect(unread.map(({ name }) => name)).toEqual([]);
});
