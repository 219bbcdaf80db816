import { describe, expect, it } from 'vitest';
import { kubescapeJson } from '@/lib/imports/parsers/kubescape';
import { fixture, readJson, varied } from '@/lib/imports/parsers/testing';

const report = fixture('kubescape.json');
const { facts, findings, skipped } = readJson(kubescapeJson, report);

describe('kubescape', () => {
  it('knows its reports', () => {
    expect(kubescapeJson.recognise(report)).toBe(1);
    expect(kubescapeJson.recognise({ results: [] })).toBe(0);
    expect(facts).toMatchObject({ target: '/home/me/k8s/shop.yaml', toolVersion: '3.0.3' });
  });

  it('takes the controls that a resource fails', () => {
    expect(findings[0]).toMatchObject({
      title: 'Linux hardening in Deployment shop',
      severity: 2,
      severityReported: '4',
      location: { path: 'shop.yaml', resource: 'apps/Deployment/shop' },
      tags: ['Workload'],
      references: ['https://kubescape.io/docs/controls/c-0055/'],
      identity: ['kubescape', 'C-0055', 'apps/Deployment/shop', 'shop.yaml'],
    });
    expect(findings[0]?.description).toContain('securityContext.seccompProfile');
  });

  it('goes by the word for the severity where there is one', () => {
    expect(findings[1]).toMatchObject({ severity: 3, severityReported: 'High' });
    expect(findings[1]?.description).toContain('securityContext.privileged');
  });

  it('counts what passed, what is excepted and what needs people', () => {
    expect(skipped.map(({ skipped: code }) => code)).toEqual(['passed', 'suppressed', 'scanner_error']);
  });

  it('does not keep resources, whose environment may hold secrets', () => {
    expect(kubescapeJson.ignored).toContain('resources.*.object');
    expect(JSON.stringify(findings)).not.toContain('n0t-a-real-key');
  });

  it('is the same finding by control and resource', () => {
    varied(kubescapeJson, report, 'results.0.controls.0', { same: ['name', 'rules.0.name'], other: ['controlID'] });
    varied(kubescapeJson, report, 'results.0', { same: [], other: ['resourceID'] });
  });

  it.each([
    ['apps/v1/default/Deployment/nginx', 'apps/default/Deployment/nginx'],
    ['/v1/default/Pod/v1', 'default/Pod/v1'],
    ['rbac.authorization.k8s.io/v1beta1//ClusterRole/x', 'rbac.authorization.k8s.io/ClusterRole/x'],
  ])('calls %s %s', (resourceID, resource) => {
    const controls = [{ controlID: 'C-0001', status: { status: 'failed' } }];
    const [finding] = readJson(kubescapeJson, { results: [{ resourceID, controls }] }).findings;
    expect(finding?.location.resource).toBe(resource);
  });
});
