import { describe, expect, it } from 'vitest';
import { azureActivity } from '@/lib/events/shapes/azure-activity';
import { drafts, fixture, readings } from '@/lib/events/testing/read';

/** Constructed from Microsoft's field documentation. */
const [done, begun, refused] = drafts(azureActivity, fixture('azure-activity/records.json'));

describe('a call to Azure', () => {
  it('says who did what to which resource', () => {
    expect(done).toMatchObject({
      class: 'audit',
      time: '2026-11-20T08:00:00.1234567Z',
      outcome: 'success',
      name: 'MICROSOFT.INSIGHTS/DIAGNOSTICSETTINGS/DELETE',
      actor: 'kate@example.test',
      sourceAddress: '192.0.2.7',
      host: 'VM-1',
      also: { correlation: 'c-1' },
    });
  });

  it('that was begun has no outcome yet; an application goes by its id', () => {
    expect(begun).toMatchObject({ outcome: 'unknown', actor: 'app-1', cluster: 'aks-1' });
  });

  it('that was refused; a broken identity costs only the identity', () => {
    expect(refused).toMatchObject({ outcome: 'failure', actor: 'mallory@example.test' });
  });
});

it('logs of resources are no calls to Azure', () => {
  const texts = ['{"resourceId":"/s","operationName":"x","category":"kube-audit"}', '{"category":"Administrative"}'];
  expect(texts.flatMap((one) => readings(azureActivity, one))).toEqual(Array(2).fill('not_this_shape'));
});
