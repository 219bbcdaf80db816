import { describe, expect, it } from 'vitest';
import { graphSecurity } from '@/lib/events/shapes/graph-security';
import { corpusAt, drafts, fixture, readings } from '@/lib/events/testing/read';

const corpus = corpusAt(process.env.LAGEBILD_CORPUS);
const [incident, alert, merged, resolved] = drafts(graphSecurity, fixture('graph-security/incident.json'));

const WHERE = {
  host: 'web-1',
  actor: 'kate@example.test',
  sourceAddress: '192.0.2.8',
  targetAddress: '10.0.0.4',
  process: 'bash -i',
  file: '/tmp/x.sh',
  cluster: 'aks-1',
  namespace: 'shop',
  pod: 'web-7d9',
};

describe('an incident of Graph', () => {
  it('names what the evidence of its alerts names, and is as old as its last change', () => {
    expect(incident).toMatchObject({
      ...WHERE,
      key: '42/active/2026-11-20t08:10:00.7654321z',
      time: '2026-11-20T08:10:00.7654321Z',
      severity: 3,
      name: 'Hands on keyboard on web-1',
      techniques: ['T1059.004', 'Execution'],
    });
  });

  it('brings its alerts; a named account goes before the one that runs a process', () => {
    expect(alert).toMatchObject({
      ...WHERE,
      key: 'a-1/new/medium',
      time: '2026-11-20T08:00:00.1234567Z',
      severity: 2,
      name: 'Reverse shell',
    });
  });

  it('that was merged into another says so and is nobody’s alert', () => {
    expect(merged).toMatchObject({
      action: 'redirected',
      also: { incident: '41', redirect: '42' },
      severity: 0,
      message: 'Merged into incident 42. An older one',
    });
  });
});

it('an alert that was resolved has the time of that, and loses only its broken evidence', () => {
  expect(resolved).toMatchObject({ key: 'a-1/resolved/medium', time: '2026-11-20T12:00:00Z', severity: 0 });
  expect(resolved?.host).toBe('');
});

it('what is neither is refused', () => {
  expect(readings(graphSecurity, '{"id":"1","title":"x"} {"id":"1","displayName":"x"}')).toEqual(
    Array(2).fill('not_this_shape'),
  );
});

describe.skipIf(!corpus.isThere)('published samples', () => {
  it('an incident', () => {
    expect(drafts(graphSecurity, corpus.text('graph/incident.json'))).toMatchObject([
      {
        severity: 2,
        action: 'Active',
        time: '2021-09-30T09:35:45.1133333Z',
        name: expect.stringMatching(/^Multi-stage/),
      },
    ]);
  });

  it('an alert with its evidence', () => {
    expect(drafts(graphSecurity, corpus.text('graph/alert_v2.json'))).toMatchObject([
      {
        name: 'Suspicious execution of hidden file',
        severity: 1,
        time: '2021-04-27T12:19:27.7211305Z',
        host: 'tempDns',
        targetAddress: '1.1.1.1',
        actor: 'NT AUTHORITY\\SYSTEM',
        process: '"MsSense.exe"',
        file: 'C:\\Program Files\\temp\\MsSense.exe',
        techniques: ['T1564.001', 'DefenseEvasion'],
      },
    ]);
  });
});
