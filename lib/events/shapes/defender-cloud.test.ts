import { describe, expect, it } from 'vitest';
import { defenderCloud } from '@/lib/events/shapes/defender-cloud';
import { corpusAt, drafts, fixture, readings } from '@/lib/events/testing/read';

const corpus = corpusAt(process.env.LAGEBILD_CORPUS);

describe('an alert of Defender for Cloud', () => {
  const [cluster, exported, broken] = drafts(defenderCloud, fixture('defender-cloud/alerts.json'));

  it('names a cluster as such, its pod, its intent and techniques', () => {
    expect(cluster).toMatchObject({
      key: 'd1_aa/active/high',
      time: '2026-11-20T08:00:00.1234567Z',
      severity: 3,
      name: 'Exposed Kubernetes dashboard',
      cluster: 'AKS-1',
      pod: 'dashboard-1',
      namespace: 'kube-system',
      sourceAddress: '192.0.2.3',
      techniques: ['T1190', 'T1059.004', 'InitialAccess'],
    });
    expect(cluster?.host).toBe('');
  });

  it('reads as well from continuous export, with JSON in strings', () => {
    expect(exported).toMatchObject({ severity: 1, host: 'vm-2', process: 'curl x', actor: 'VM-2\\root' });
  });

  it('loses only what is broken', () => {
    expect(broken).toMatchObject({ name: 'Broken entities', severity: 0 });
    expect(broken?.process).toBe('');
  });
});

it('assessments and scores are no alerts', () => {
  expect(readings(defenderCloud, '{"properties":{"displayName":"x","status":{"code":"Healthy"}}}')).toEqual([
    'not_this_shape',
  ]);
});

describe.skipIf(!corpus.isThere)('published samples', () => {
  it('an alert', () => {
    expect(drafts(defenderCloud, corpus.text('defender/alert_2022-01-01.json'))).toMatchObject([
      {
        name: 'Azure Security Center test alert (not a threat)',
        severity: 3,
        host: 'vm1',
        sourceAddress: '192.0.2.1',
        time: '2020-02-23T13:47:58.0000000Z',
        techniques: ['T1059', 'T1053', 'T1072', 'T1059.001', 'T1059.006', 'T1053.002', 'Execution'],
      },
    ]);
  });

  it.each(['assessment_2020-01-01', 'secureScores_2020-01-01'])('%s is refused', (name) => {
    expect(readings(defenderCloud, corpus.text(`defender/${name}.json`))).toEqual(['not_this_shape']);
  });
});
