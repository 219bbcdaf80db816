import { describe, expect, it } from 'vitest';
import { at, list, text } from '@/lib/core/json';
import { gcpAudit } from '@/lib/events/shapes/gcp-audit';
import { corpusAt, drafts, fixture, readings } from '@/lib/events/testing/read';

const corpus = corpusAt(process.env.LAGEBILD_CORPUS);
const [exec, secret] = drafts(gcpAudit, fixture('gcp-audit/entries.jsonl'));

describe('an entry of Google’s audit log', () => {
  it('of GKE has cluster, namespace and pod', () => {
    expect(exec).toMatchObject({
      class: 'audit',
      time: '2026-11-22T10:00:00.123456Z',
      key: 'projects/p-1/logs/cloudaudit.googleapis.com%2Factivity/a1/2026-11-22T10:00:00.123456Z',
      outcome: 'success',
      name: 'io.k8s.core.v1.pods.exec.create',
      action: 'create',
      actor: 'kate@example.test',
      sourceAddress: '203.0.113.9',
      cluster: 'gke-1',
      namespace: 'shop',
      pod: 'web-7d9',
      also: { project: 'p-1', service: 'k8s.io' },
    });
  });

  it('that was refused failed', () => {
    expect(secret).toMatchObject({ outcome: 'failure', actor: 'system:anonymous', namespace: 'shop', key: '' });
    expect(secret?.message).toMatch(/tls: Forbidden$/);
  });

  it.each(['{}', '{"protoPayload": {}}', '{"protoPayload": "x"}'])('is none: %s', (record) => {
    expect(readings(gcpAudit, record)).toEqual(['not_this_shape']);
  });
});

describe.skipIf(!corpus.isThere)('real entries', () => {
  it('are read where they are entries', () => {
    const cases = ['kubernetes', 'gcp_k8s'].flatMap((name) => list(JSON.parse(corpus.text(`panther/${name}.json`))));
    const google = cases
      .map((one) => at(one, 'log') ?? null)
      .filter((log) => text(log, 'p_log_type') !== 'Amazon.EKS.Audit');
    const entries = google.filter((log) => at(log, 'protoPayload') !== undefined);
    const read = entries.map((log) => readings(gcpAudit, JSON.stringify(log)));
    expect(read.filter(([one]) => typeof one === 'string')).toEqual([]);
    expect(read.length).toBeGreaterThan(50);
  });
});
