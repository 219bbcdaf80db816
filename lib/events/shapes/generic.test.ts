import { describe, expect, it } from 'vitest';
import { generic } from '@/lib/events/shapes/generic';
import { draft, drafts, fixture, readings } from '@/lib/events/testing/read';

describe('an event in our own words', () => {
  const [whole, bare] = drafts(generic, fixture('generic/events.jsonl'));

  it('has every place', () => {
    expect(whole).toEqual({
      time: '2026-11-22T10:00:00.123456789Z',
      key: '7',
      class: 'identity',
      name: 'door opened',
      message: 'with a key',
      severity: 3,
      outcome: 'success',
      techniques: ['T1078'],
      action: 'open',
      actor: 'kate',
      sourceAddress: '203.0.113.9',
      targetAddress: '10.0.0.1',
      host: 'door-1',
      cluster: 'house',
      namespace: 'cellar',
      pod: 'p',
      container: 'c',
      image: 'i',
      process: 'key',
      file: '/dev/door',
    });
  });

  it('needs a time and a name alone', () => {
    expect(bare).toMatchObject({ time: '1795341600', key: '', class: 'host', severity: 0, outcome: 'unknown' });
  });

  it.each([0, 1, 2, 3, 4])('has severity %i', (severity) => {
    expect(draft(generic, JSON.stringify({ time: 'x', name: 'n', severity }))).toMatchObject({ severity });
  });

  it.each([
    { name: 'n' },
    { time: 'x' },
    { time: 'x', name: '' },
    { time: 'x', name: 'n', severity: 5 },
    { time: 'x', name: 'n', severity: 'purple' },
    { time: 'x', name: 'n', class: 'other' },
    { time: 'x', name: 'n', techniques: 'T1059' },
    { time: null, name: 'n' },
  ])('is none: %j', (record) => {
    expect(readings(generic, JSON.stringify(record))).toEqual(['not_this_shape']);
  });
});
