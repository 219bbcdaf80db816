import { describe, expect, it } from 'vitest';
import { kubeLinterJson } from '@/lib/imports/parsers/kube-linter';
import { fixture, readJson, varied } from '@/lib/imports/parsers/testing';

const report = fixture('kube-linter.json');
const { facts, findings } = readJson(kubeLinterJson, report);

describe('kube-linter', () => {
  it('knows its reports, also without findings', () => {
    expect(kubeLinterJson.recognise(report)).toBe(1);
    expect(kubeLinterJson.recognise({ Checks: [], Reports: null, Summary: { KubeLinterVersion: '0.6.8' } })).toBe(1);
    expect(kubeLinterJson.recognise({ Reports: [] })).toBe(0);
    expect(facts).toMatchObject({ scanner: 'kube-linter', toolVersion: '0.6.8' });
  });

  it('takes what fails a check, down to the container', () => {
    expect(findings[0]).toMatchObject({
      kind: 'configuration',
      title: 'no-read-only-root-fs in Deployment shop',
      severity: 2,
      location: { path: '/manifests/shop.yaml', resource: 'prod/Deployment/shop', namespace: 'prod' },
      identity: ['kube-linter', 'no-read-only-root-fs', 'manifests/shop.yaml', 'prod/Deployment/shop', 'server'],
    });
  });

  it('is the same finding by check, file and object', () => {
    varied(kubeLinterJson, report, 'Reports.0', {
      same: ['Remediation', 'Object.K8sObject.GroupVersionKind.Version'],
      other: ['Check', 'Object.Metadata.FilePath', 'Object.K8sObject.Name', 'Object.K8sObject.Namespace'],
    });
  });
});
