import { describe, expect, it } from 'vitest';
import { azureMonitor } from '@/lib/events/shapes/azure-monitor';
import { corpusAt, drafts, fixture, readings } from '@/lib/events/testing/read';

const corpus = corpusAt(process.env.LAGEBILD_CORPUS);

describe('an alert in the common schema', () => {
  const [fired, resolved] = drafts(azureMonitor, fixture('azure-monitor/alerts.json'));

  it('says what fired, where and when, with all its digits', () => {
    expect(fired).toMatchObject({
      class: 'detection',
      time: '2026-11-20T08:00:00.1234567Z',
      severity: 3,
      name: 'High CPU',
      message: 'CPU above 90 %',
      action: 'Fired',
      host: 'web-1',
    });
  });

  it('shares its id with its end, whatever the letter case, but not its key', () => {
    const [one, other] = [fired?.key.split('/').slice(0, -1), resolved?.key.split('/').slice(0, -1)];
    expect(one).toEqual(other);
    expect([fired?.key.endsWith('/fired'), resolved?.key.endsWith('/resolved')]).toEqual([true, true]);
  });

  it('that ended is nobody’s alert, has the time of its end, its cluster and who caused it', () => {
    expect(resolved).toMatchObject({
      time: '2026-11-20T08:05:00.7654321Z',
      severity: 0,
      cluster: 'AKS-1',
      actor: 'kate@example.test',
      sourceAddress: '192.0.2.9',
    });
  });
});

it('what is in no common schema is refused', () => {
  expect(readings(azureMonitor, '{"schemaId":"AzureMonitorMetricAlert","data":{}} {} {"data":null}')).toEqual(
    Array(3).fill('not_this_shape'),
  );
});

it.skipIf(!corpus.isThere)('reads the published sample', () => {
  expect(drafts(azureMonitor, corpus.text('azure-monitor/common_alert_schema_metric.json'))).toMatchObject([
    {
      name: 'WCUS-R2-Gen2',
      severity: 0,
      action: 'Resolved',
      time: '2019-03-22T14:03:16.2246313Z',
      host: 'wcus-r2-gen2',
    },
  ]);
});
