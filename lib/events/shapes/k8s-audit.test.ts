import { describe, expect, it } from 'vitest';
import { list, text } from '@/lib/core/json';
import { k8sAudit } from '@/lib/events/shapes/k8s-audit';
import { corpusAt, draft, drafts, fixture, readings } from '@/lib/events/testing/read';

const corpus = corpusAt(process.env.LAGEBILD_CORPUS);
const [exec, binding, received] = drafts(k8sAudit, fixture('k8s-audit/events.jsonl'));

describe('an event of the API server', () => {
  it('of an exec, a GET nowadays, has command and container', () => {
    expect(exec).toMatchObject({
      class: 'audit',
      time: '2026-11-22T10:00:00.250001Z',
      key: '11111111-0000-4000-8000-000000000001/ResponseStarted',
      outcome: 'success',
      name: 'get pods/exec',
      message: 'kate@example.test get pods/exec shop/web-7d9',
      action: 'get',
      actor: 'kate@example.test',
      // Not the first one: a client can write that itself.
      sourceAddress: '203.0.113.9',
      namespace: 'shop',
      pod: 'web-7d9',
      container: 'web',
      process: 'sh -c cat /etc/shadow',
    });
  });

  it('that was refused failed', () => {
    expect(binding).toMatchObject({ outcome: 'failure', name: 'create clusterrolebindings', pod: '', namespace: '' });
  });

  it('about no object is named by its path, and has no outcome before its end', () => {
    expect(received).toMatchObject({ name: 'get /healthz', outcome: 'unknown' });
  });

  it('comes in lists', () => {
    expect(draft(k8sAudit, fixture('k8s-audit/list.json'))).toMatchObject({ name: 'list nodes', actor: 'admin' });
  });

  it('comes wrapped by AKS, and its log may be broken', () => {
    const [whole, broken] = readings(k8sAudit, fixture('k8s-audit/aks.json'));
    expect(broken).toBe('not_this_shape');
    expect(whole).toMatchObject([
      { name: 'list secrets', cluster: 'AKS-PROD', time: '2026-11-22T10:00:04.999999Z', sourceAddress: '10.0.0.9' },
    ]);
  });

  it.each([
    '{"kind": 0}',
    '{"verb": "get"}',
    '{"properties": {"log": "3"}}',
    '{"verb": {}, "user": {}}',
    '{"auditID": "x"}',
    '{"kind": "Event", "apiVersion": "v1", "reason": "Killing"}',
  ])('is none: %s', (record) => {
    expect(readings(k8sAudit, record)).toEqual(['not_this_shape']);
  });
});

describe.skipIf(!corpus.isThere)('real events', () => {
  const files = corpus.isThere ? corpus.files('k8s-audit') : [];

  it('are read, but for the one that is none', () => {
    const refused = files.filter((file) => readings(k8sAudit, corpus.text(file)).some((it) => typeof it === 'string'));
    expect(files).toHaveLength(32);
    expect(refused).toEqual(['k8s-audit/fal_01_003.json']);
  });

  it('of an exec have command, container and pod', () => {
    expect(draft(k8sAudit, corpus.text('k8s-audit/exec_pod.json'))).toMatchObject({
      outcome: 'success',
      process: 'bash',
      container: 'nginx1',
      pod: 'nginx-deployment-7998647bdf-phvq7',
      time: '2018-10-26T13:38:34.902914Z',
      sourceAddress: '192.168.99.1',
    });
  });

  it('are read in every cloud’s wrapping but Google’s, which has its own shape', () => {
    const cases = corpus.isThere ? list(JSON.parse(corpus.text('panther/kubernetes.json'))) : [];
    const refused = new Map<string, number>();
    for (const one of cases) {
      const type = text(one, 'log', 'p_log_type');
      const reading = readings(k8sAudit, JSON.stringify(Object(one).log));
      if (reading.some((it) => typeof it === 'string')) refused.set(type, (refused.get(type) ?? 0) + 1);
    }
    // Of Azure's, one is a record of another log on purpose.
    expect(Object.fromEntries(refused)).toEqual({ 'GCP.AuditLog': 34, 'Azure.MonitorActivity': 1 });
  });
});
