import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { type CountedHit, correlate, type Firing } from '@/lib/detection/correlate';
import { joinRules } from '@/lib/detection/join';
import { loadRules } from '@/lib/detection/load';
import { feedsOfFiring, hitsOf } from '@/lib/detection/matches';
import type { DetectionEvent } from '@/lib/detection/record-fields';
import { readRule } from '@/lib/detection/rule';
import type { CorrelationRule, Rule } from '@/lib/detection/types';

const rules = loadRules();
const named = (name: string): Rule => {
  const found = rules.find((rule) => rule.name === name);
  if (!found) throw new Error(`no rule ${name}`);
  return found;
};

const fixtures = z.object({ hits: z.array(z.object({ raw: z.json() })) });
const firstOf = (name: string) =>
  fixtures.parse(JSON.parse(readFileSync(`lib/detection/fixtures/${name}.json`, 'utf8'))).hits;

const hitOf = (name: string, place: number, event: DetectionEvent = {}) => {
  const raw = firstOf(name)[place]?.raw ?? null;
  return hitsOf(rules, { event, raw, shape: 'generic' }).find(({ rule }) => rule.name === name);
};

test('one rule finds the same people in every encoding of its log', () => {
  const entities = [0, 1, 2].map((place) => hitOf('entra-role-added', place)?.entity);
  expect(entities).toEqual(
    Array.from({ length: 3 }, () => ({ actor: 'root.admin@contoso.example', TargetUser: 'kate@contoso.example' })),
  );
});

test('our own event says who and where before the record does', () => {
  const event = { actor: 'kate (SSO)', namespace: 'shop', pod: 'web-1' };
  expect(hitOf('k8s-pod-exec', 0, event)?.entity).toEqual(event);
  expect(hitOf('k8s-pod-exec', 0)?.entity).toEqual({ actor: 'kate@example.com', namespace: 'shop', pod: '' });
});

test('a hit counts towards the correlations whose group it knows', () => {
  const feeds = (event: DetectionEvent) =>
    hitOf('signin-failed', 6, event)?.feeds.map(({ correlation, group, value }) => [correlation.name, group, value]);
  const event = { actor: 'kate' };
  expect(feeds(event)).toEqual([['brute-force-account', ['kate'], '']]);
  expect(feeds({ ...event, sourceAddress: '192.0.2.7' })).toEqual([
    ['brute-force-account', ['kate'], ''],
    ['brute-force-source', ['192.0.2.7'], ''],
    ['password-spraying', ['192.0.2.7'], 'kate'],
  ]);
});

/** What whoever keeps hits and firings does with them, in memory. */
function replay(
  events: readonly (readonly [number, DetectionEvent])[],
): readonly (readonly [string, readonly string[]])[] {
  const kept = new Map<CorrelationRule, CountedHit[]>();
  const said: [string, readonly string[]][] = [];
  const fired = new Map<CorrelationRule, Firing[]>();
  const keep = (rule: Rule, id: string, at: bigint, feeds: ReturnType<typeof feedsOfFiring>) => {
    for (const { correlation, group, value } of feeds) {
      const hits = [...(kept.get(correlation) ?? []), { id, rule: rule.id, group, at, value }];
      kept.set(correlation, hits);
      const before = fired.get(correlation) ?? [];
      const now = correlate(correlation, hits, before);
      fired.set(correlation, [...before, ...now]);
      for (const firing of now) {
        if (correlation.raises) said.push([correlation.name, firing.group]);
        keep(correlation, firing.key, firing.at, feedsOfFiring(rules, correlation, firing.group));
      }
    }
  };
  for (const [place, [seconds, event]] of events.entries()) {
    const input = { event, raw: { time: 'x', name: 'Sign-in', class: 'identity' }, shape: 'generic' };
    for (const { rule, feeds } of hitsOf(rules, input))
      keep(rule, `e${place}`, BigInt(seconds) * 1_000_000_000n, feeds);
  }
  return said;
}

describe('brute force, then a sign-in', () => {
  const signIn = (outcome: string, actor = 'kate', sourceAddress = '192.0.2.7') => ({
    action: 'sign-in',
    outcome,
    actor,
    sourceAddress,
  });
  const tries = Array.from({ length: 12 }, (_, at) => [at * 5, signIn('failure')] as const);

  test('is told when the sign-in comes after', () => {
    expect(replay([...tries, [120, signIn('success')]])).toEqual([
      ['brute-force-account', ['kate']],
      ['brute-force-success-account', ['kate']],
    ]);
  });

  test('is told when a refusal comes late, and once', () => {
    const [late, ...others] = tries.slice(0, 10);
    if (!late) throw new Error('no tries');
    expect(replay([...others, [120, signIn('success')], late, [130, signIn('success')]])).toEqual([
      ['brute-force-account', ['kate']],
      ['brute-force-success-account', ['kate']],
    ]);
  });

  test('is not told when somebody else signs in, before, or much later', () => {
    const only = [['brute-force-account', ['kate']]];
    expect(replay([...tries, [120, signIn('success', 'bob')]])).toEqual(only);
    expect(replay([[-10, signIn('success')], ...tries])).toEqual(only);
    expect(replay([...tries, [5_000, signIn('success')]])).toEqual(only);
    expect(replay([...tries.slice(0, 9), [120, signIn('success')]])).toEqual([]);
  });

  test('from an address, over accounts', () => {
    const many = Array.from({ length: 20 }, (_, at) => [at, signIn('failure', `user${at % 4}`)] as const);
    expect(replay([...many, [60, signIn('success', 'user2')]])).toEqual([
      ['brute-force-source', ['192.0.2.7']],
      ['brute-force-success-source', ['192.0.2.7']],
    ]);
  });

  test('ten accounts from one address are spraying', () => {
    const many = Array.from({ length: 10 }, (_, at) => [at * 60, signIn('failure', `user${at}`)] as const);
    expect(replay(many)).toEqual([['password-spraying', ['192.0.2.7']]]);
  });
});

describe('joining', () => {
  const correlation = (name: string, id: number, references: string) =>
    readRule(
      `${name}.yml`,
      `title: T\nid: 00000000-0000-4000-8000-00000000000${id}\ndescription: D\nauthor: A\nlevel: low\ncorrelation:
  type: temporal\n  rules: [${references}]\n  group-by: [actor]\n  timespan: 1h\n`,
    );

  test('refuses references to nothing, circles and names given twice', () => {
    expect(() => joinRules([correlation('one', 1, 'two')])).toThrow('which is no rule');
    expect(() => joinRules([correlation('one', 1, 'two'), correlation('two', 2, 'one')])).toThrow('counts itself');
    expect(() => joinRules([correlation('one', 1, 'one')])).toThrow('counts itself');
    const failed = named('signin-failed');
    expect(() => joinRules([failed, { ...failed, name: 'other' }])).toThrow('is signin-failed.yml already');
  });

  test('what only counts raises nothing', () => {
    expect(named('signin-failed').raises).toBe(false);
    expect(named('brute-force-account').raises).toBe(true);
  });
});
