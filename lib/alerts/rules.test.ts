import { describe, expect, it, test } from 'vitest';
import { groupKeyOf } from '@/lib/alerts/group-key';
import {
  ALERT_VERBS,
  isSuppressed,
  mayGive,
  partOf,
  refuseMerge,
  refuseVerb,
  STEP_OF,
  type Standing,
} from '@/lib/alerts/rules';
import { ALERT_STATES, STEPS, VERDICTS } from '@/lib/alerts/types';

const STANDINGS: readonly Standing[] = ALERT_STATES.flatMap((state) => [
  { state, merged: false },
  { state, merged: true },
]);
const INPUTS = ALERT_VERBS.flatMap((verb) =>
  [null, ...VERDICTS].flatMap((verdict) => ['', 'why'].map((note) => ({ verb, verdict, note }))),
);
const GIVEN = STANDINGS.flatMap((standing) => INPUTS.map((input) => ({ input, standing })));
const allowed = GIVEN.filter(({ input, standing }) => refuseVerb(input, standing) === null);

describe('the state machine', () => {
  test.each([
    ['open', 'acknowledge close merge note'],
    ['acknowledged', 'release close merge note'],
    ['closed', 'reopen note'],
  ] as const)('%s: %s', (state, verbs) => {
    expect(ALERT_VERBS.filter((verb) => mayGive(verb, { state, merged: false })).join(' ')).toBe(verbs);
    // What is part of another one stands and falls with that.
    expect(ALERT_VERBS.filter((verb) => mayGive(verb, { state, merged: true }))).toEqual(['separate', 'note']);
  });

  it('closes nothing without a verdict, and nothing as harmless, opens again or separates without a reason', () => {
    expect(allowed.length).toBeGreaterThan(20);
    for (const { input } of allowed) {
      const { verb, verdict, note } = input;
      if (verb === 'close') expect(verdict).not.toBeNull();
      const isPromise = verb === 'close' && verdict !== 'true_positive';
      if (isPromise || ['reopen', 'separate', 'note'].includes(verb)) expect(note).not.toBe('');
    }
  });

  it('has a word in the history for every verb', () => {
    for (const verb of ALERT_VERBS) expect(STEPS).toContain(STEP_OF[verb]);
  });
});

describe('a merge', () => {
  const one = { id: 'a', productId: 'p', state: 'open', merged: false } as const;
  it.each([
    ['itself', one],
    ['other_product', { ...one, id: 'b', productId: 'q' }],
    ['target_merged', { ...one, id: 'b', merged: true }],
    ['target_closed', { ...one, id: 'b', state: 'closed' as const }],
    [null, { ...one, id: 'b', state: 'acknowledged' as const }],
  ])('is refused: %s', (refusal, target) => {
    expect(refuseMerge(one, target)).toBe(refusal);
  });
});

describe('a suppression', () => {
  const entity = { namespace: 'shop', pod: 'web-1' };
  it('names a part of the entity, and never nothing where there is something', () => {
    expect(partOf(entity, ['pod'])).toEqual({ pod: 'web-1' });
    expect(partOf(entity, [])).toBe('field_required');
    expect(partOf(entity, ['toString'])).toBe('unknown_field');
    expect(partOf({}, [])).toEqual({});
  });

  it('holds back the same rule where every field that it names is equal', () => {
    const by = { rule: 'r', entity: { pod: 'WEB-1' } };
    expect(isSuppressed({ rule: 'r', entity }, by)).toBe(true);
    expect(isSuppressed({ rule: 's', entity }, by)).toBe(false);
    expect(isSuppressed({ rule: 'r', entity: { ...entity, pod: 'web-2' } }, by)).toBe(false);
    expect(isSuppressed({ rule: 'r', entity: {} }, by)).toBe(false);
  });
});

describe('the group', () => {
  it('is rule and entity, in whatever order and case', () => {
    expect(groupKeyOf('r', { b: 'X', a: 'y', c: '' })).toBe(groupKeyOf('r', { a: 'Y', b: 'x' }));
    expect(groupKeyOf('r', { a: 'y' })).not.toBe(groupKeyOf('r', { b: 'y' }));
  });

  it('of long names stays short and tells them apart', () => {
    const long = (end: string) => groupKeyOf('r', { a: 'x'.repeat(1000) + end });
    expect(long('1').length).toBeLessThan(300);
    expect(long('1')).not.toBe(long('2'));
  });
});
