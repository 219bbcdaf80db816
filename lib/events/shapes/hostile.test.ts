import { describe, expect, it } from 'vitest';
import { isArray, isObject, type Json, jsonOf } from '@/lib/core/json';
import { cutJson } from '@/lib/events/reading/cut-json';
import { SHAPES } from '@/lib/events/shapes/registry';
import { type Shape, UnreadableRecord } from '@/lib/events/shapes/types';
import { fixturesOf, RECEIVED } from '@/lib/events/testing/read';
import { EVENT_PLACES, type EventDraft } from '@/lib/events/types';

/** What a broken or hostile sender puts where a value should be. */
const WRONG: readonly Json[] = [
  null,
  '',
  0,
  true,
  [],
  {},
  '{"broken',
  '[{"a":1},null,"{"]',
  [null, [[]], 'x', { a: null }],
  { toString: 'x', constructor: null, length: -1 },
];

/** The value with each of its members in turn replaced by something wrong, down to a depth. */
function* spoilt(value: Json, depth = 8): Generator<Json> {
  yield* WRONG;
  if (depth === 0 || (!isObject(value) && !isArray(value))) return;
  for (const [key, member] of Object.entries(value)) {
    for (const wrong of spoilt(member, depth - 1)) {
      yield isArray(value) ? value.with(Number(key), wrong) : { ...value, [key]: wrong };
    }
  }
  if (isObject(value))
    yield jsonOf(`{"__proto__":{"x":1},${JSON.stringify(value).slice(1).replace(/^}$/, '"a":1}')}`) ?? null;
}

/** Each record of our own, with each of its members spoilt. */
function spoiltRecords(shape: Shape): Json[] {
  const pieces = fixturesOf(shape).flatMap((text) => [...cutJson(text, shape.envelopes ?? [])]);
  return pieces.flatMap((piece) => ('refused' in piece ? [] : [...spoilt(jsonOf(piece.text) ?? null)]));
}

function textsOf(draft: EventDraft): unknown[] {
  const said = [draft.name, draft.message, draft.time, draft.key, ...draft.techniques];
  return [...said, ...EVENT_PLACES.map((place) => draft[place] ?? '')];
}

describe.each(SHAPES.filter(({ syntax }) => syntax === 'json'))('$id, whatever is wrong in a record', (shape) => {
  it('reads texts or refuses, and throws nothing else', () => {
    let [read, refused] = [0, 0];
    for (const record of spoiltRecords(shape)) {
      try {
        for (const draft of shape.read(record, { receivedAt: RECEIVED, zone: null })) {
          expect(textsOf(draft).filter((text) => typeof text !== 'string')).toEqual([]);
          read += 1;
        }
      } catch (error) {
        if (!(error instanceof UnreadableRecord)) throw error;
        refused += 1;
      }
    }
    expect(read).toBeGreaterThan(0);
    expect(refused).toBeGreaterThan(0);
  });
});
