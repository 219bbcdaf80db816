import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { isArray, isObject, type Json } from '@/lib/core/json';
import { loadRules } from '@/lib/detection/load';
import { hitsOf } from '@/lib/detection/matches';

const FOLDER = 'lib/detection/fixtures';
const one = z.object({ raw: z.json() });
const schema = z.object({ hits: z.array(one), misses: z.array(one) });
const raws = readdirSync(FOLDER).flatMap((name) => {
  const { hits, misses } = schema.parse(JSON.parse(readFileSync(join(FOLDER, name), 'utf8')));
  return [...hits, ...misses].map(({ raw }) => raw);
});

/** What a broken or hostile sender puts where a value should be. */
const WRONG: readonly Json[] = [
  null,
  '',
  0,
  true,
  [],
  {},
  '{"broken',
  [null, [[]], 'x'],
  { toString: 'x', length: -1 },
];

/** The value with each of its members in turn replaced by something wrong. */
function* spoilt(value: Json): Generator<Json> {
  yield* WRONG;
  if (!isObject(value) && !isArray(value)) return;
  for (const [key, member] of Object.entries(value))
    for (const wrong of spoilt(member))
      yield isArray(value) ? value.with(Number(key), wrong) : { ...value, [key]: wrong };
}

const rules = loadRules();
const look = (raw: Json) => hitsOf(rules, { raw, event: {}, shape: 'generic' });

test('whatever is wrong in a record, looking at it throws nothing', () => {
  let [looked, found] = [0, 0];
  for (const raw of raws) {
    for (const record of spoilt(raw)) {
      looked += 1;
      found += look(record).length;
    }
  }
  expect(looked).toBeGreaterThan(10_000);
  expect(found).toBeGreaterThan(1_000);
});

test('nor does any other JSON', () => {
  fc.assert(
    fc.property(fc.jsonValue({ maxDepth: 6 }), (raw) => {
      look(z.json().parse(raw));
    }),
  );
});

const deep = (levels: number) => {
  let value: Json = 'end';
  for (let level = 0; level < levels; level++) value = level % 2 === 0 ? [value] : { spec: value };
  return value;
};

/** A megabyte, as much as a record may have, made to cost as much as it can. */
test.each<[string, Json]>([
  ['a line', `Nov 20 10:00:00 web-1 sudo: ${'kate : TTY=a ; '.repeat(60_000)}`],
  ['pairs', `type=EXECVE msg=audit(1.2:3): argc=500 ${'a0="'.repeat(200_000)}`],
  [
    'a statement',
    { error_severity: 'LOG', session_id: 'x', message: `AUDIT: SESSION,1,1,ROLE,X,,,"${'""'.repeat(400_000)}` },
  ],
  ['a prefix', `${'LOG '.repeat(250_000)}`],
  ['a command', { rule: 'x', output_fields: { 'proc.cmdline': 'nsenter docker mount chroot -t '.repeat(30_000) } }],
  [
    'many members',
    {
      verb: 'create',
      user: {},
      objectRef: { resource: 'pods' },
      requestObject: { spec: Object.fromEntries(Array.from({ length: 50_000 }, (_, at) => [`key${at}`, 'x'])) },
    },
  ],
  [
    'many values',
    {
      verb: 'create',
      user: {},
      objectRef: { resource: 'pods' },
      requestObject: {
        spec: { containers: Array.from({ length: 20_000 }, () => ({ image: 'x', securityContext: {} })) },
      },
    },
  ],
  ['depth', { verb: 'create', user: {}, objectRef: { resource: 'pods' }, requestObject: deep(60) }],
])('a megabyte costs less than seconds: %s', (_what, raw) => {
  const began = performance.now();
  expect(look(raw)).toBeDefined();
  expect(performance.now() - began).toBeLessThan(3_000);
});
