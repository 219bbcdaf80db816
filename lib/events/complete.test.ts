import { describe, expect, it } from 'vitest';
import { KEEP_DAYS_DEFAULT } from '@/lib/events/classes';
import { completeEvent } from '@/lib/events/complete';
import { SHAPES } from '@/lib/events/shapes/registry';
import { fixturesOf, RECEIVED, readings } from '@/lib/events/testing/read';
import { EVENT_PLACES, type EventDraft } from '@/lib/events/types';
import { WORD_KEYS } from '@/lib/events/words';

const DRAFT: EventDraft = {
  class: 'host',
  time: '2026-11-22T10:00:00Z',
  key: 'x',
  severity: 0,
  outcome: 'unknown',
  name: 'a rule',
  message: '',
  techniques: [],
};
const complete = (more: Partial<EventDraft>) =>
  completeEvent({ ...DRAFT, ...more }, '', {
    senderId: 's',
    receivedAt: RECEIVED,
    zone: null,
    keep: KEEP_DAYS_DEFAULT,
  });

describe('a complete event', () => {
  it('has ids of techniques and tactics, each once', () => {
    const techniques = ['T1059', 'mitre_execution', 'TA0002:T1059', 'T1086', 'Unknown', 't9999'];
    expect(complete({ techniques }).techniques).toEqual(['T1059', 'TA0002', 'T1059.001', 'T9999']);
  });

  it('is found by what else its shape names, not by what is empty', () => {
    const also = { flow: '42', session: '', as: 'Root' };
    expect(complete({ also }).words).toEqual(['rule:a rule', 'flow:42', 'as:root']);
  });
});

/** `rule:` finds an event's name, and the rule of a firewall or WAF just as well. */
const TAKEN = EVENT_PLACES.map((place) => WORD_KEYS[place]);

it.each(SHAPES)('further words of $id are none of its places', (shape) => {
  const events = fixturesOf(shape).flatMap((text) =>
    readings(shape, text).filter((reading) => typeof reading !== 'string'),
  );
  const keys = new Set(events.flat().flatMap(({ also = {} }) => Object.keys(also)));
  expect([...keys].filter((key) => TAKEN.includes(key) || !/^[a-z]{2,20}$/.test(key))).toEqual([]);
});
