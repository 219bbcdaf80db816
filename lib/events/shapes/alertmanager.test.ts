import { describe, expect, it } from 'vitest';
import { alertmanager } from '@/lib/events/shapes/alertmanager';
import { corpusAt, drafts, fixture, readings } from '@/lib/events/testing/read';

const corpus = corpusAt(process.env.LAGEBILD_CORPUS);
const [firing, resolved, bare] = drafts(alertmanager, fixture('alertmanager/mixed.json'));

describe('a message of Alertmanager', () => {
  it('has an event an alert, with its place and severity', () => {
    expect(firing).toMatchObject({
      class: 'detection',
      time: '2026-11-22T10:00:00.123456789Z',
      key: '91c0de44aa10be77/firing/2026-11-22T10:00:00.123456789Z',
      severity: 4,
      name: 'ApiDown',
      action: 'firing',
      host: '10.20.0.4',
      cluster: 'aks-prod',
      namespace: 'payments',
      pod: 'api-1',
      container: 'api',
      also: { alert: '91c0de44aa10be77', job: 'probe' },
    });
  });

  it('says how many alerts it does not carry', () => {
    expect(firing?.message).toBe(
      'The API does not answer. For five minutes. (Alertmanager left out 17 more alerts of this group)',
    );
  });

  it('of what is over has the time of its end and no severity', () => {
    expect(resolved).toMatchObject({
      time: '2026-11-22T10:01:00.5Z',
      key: '91c0de44aa10be78/resolved/2026-11-22T10:01:00.5Z',
      severity: 0,
      action: 'resolved',
      host: 'node-5',
    });
  });

  it('may name no time, no severity that we know and no fingerprint', () => {
    expect(bare).toMatchObject({ time: '', key: '', severity: 2, host: '' });
  });

  it.each(['{}', '{"alerts": []}', '{"groupKey": "x"}', '{"groupKey": "x", "alerts": [1]}'])('is none: %s', (text) => {
    const [reading] = readings(alertmanager, text);
    expect(reading).toEqual(text.includes('"alerts": [1]') || !text.includes('groupKey') ? 'not_this_shape' : []);
  });
});

describe.skipIf(!corpus.isThere)('messages of the collection', () => {
  it.each([
    ['firing', [['NodeDown', 4, 'firing', '10.20.0.4']]],
    [
      'mixed_firing_and_resolved',
      [
        ['KubeApiServerForbiddenSpike', 2, 'firing', '10.20.0.4'],
        ['KubeApiServerForbiddenSpike', 0, 'resolved', '10.20.0.5'],
      ],
    ],
    ['resolved_truncated', [['DiskWillFill', 0, 'resolved', '10.20.0.9']]],
  ])('%s', (name, events) => {
    const read = drafts(alertmanager, corpus.text(`alertmanager/${name}.json`));
    expect(read.map(({ name: rule, severity, action, host }) => [rule, severity, action, host])).toEqual(events);
  });
});
