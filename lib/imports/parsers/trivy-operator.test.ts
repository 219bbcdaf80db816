import { describe, expect, it } from 'vitest';
import { sha256 } from '@/lib/imports/parsers/normalise';
import { fixture, readJson, varied } from '@/lib/imports/parsers/testing';
import { trivyOperatorJson } from '@/lib/imports/parsers/trivy-operator';

const image = fixture('trivy-operator.json');
const cluster = fixture('trivy-operator-list.json');
const vulnerabilities = readJson(trivyOperatorJson, image);
const { facts, findings, skipped } = readJson(trivyOperatorJson, cluster);
const ofRule = (rule: string) => findings.find(({ ruleId }) => ruleId === rule);

describe('trivy-operator', () => {
  it('knows its reports, alone, in lists and by resource', () => {
    for (const report of [image, cluster, [image], { 'vulnerabilityreports.aquasecurity.github.io': [] }]) {
      expect(trivyOperatorJson.recognise(report)).toBe(1);
    }
    expect(trivyOperatorJson.recognise({ apiVersion: 'v1', kind: 'List', items: [{ apiVersion: 'v1' }] })).toBe(0);
  });

  it('makes each kind of report a source of its own', () => {
    expect(vulnerabilities.facts).toEqual({
      scanner: 'trivy-operator-vulnerability',
      target: 'shop/Deployment/api/api',
      image: 'index.docker.io/library/api:1.2',
      scanAt: new Date('2024-01-23T13:43:55Z'),
      toolVersion: '0.48.3',
    });
    expect(facts).toMatchObject({ scanner: 'trivy-operator', target: '', scanAt: new Date('2024-01-24T13:43:55Z') });
  });

  it('takes vulnerabilities as Trivy does, at their workload', () => {
    expect(vulnerabilities.findings[0]).toMatchObject({
      kind: 'dependency',
      severity: 2,
      fixVersion: '3.6.14',
      cvss: [{ version: '3.1', score: 5.9, source: 'trivy' }],
      location: { image: 'index.docker.io/library/api:1.2', namespace: 'shop', resource: 'shop/Deployment/api' },
      identity: ['pkg:deb/ubuntu/libgnutls30', 'CVE-2024-0553', 'shop/Deployment/api'],
    });
    varied(trivyOperatorJson, image, 'report.vulnerabilities.0', {
      same: ['installedVersion', 'fixedVersion', 'severity', 'title', 'target'],
      other: ['vulnerabilityID', 'resource', 'packageType'],
    });
  });

  it('survives a rollout: the hash of a ReplicaSet is no part of the identity', () => {
    const before = ofRule('KSV014');
    const after = readJson(
      trivyOperatorJson,
      JSON.parse(JSON.stringify(cluster).replaceAll('7d4b9c6f5d', '5f6c9b4d7x')),
    );
    expect(before).toMatchObject({ severity: 1, location: { resource: 'shop/Deployment/api' } });
    expect(after.findings.find(({ ruleId }) => ruleId === 'KSV014')?.identity).toEqual(before?.identity);
  });

  it('keeps the name of what is not made by a Deployment', () => {
    const named = JSON.parse(JSON.stringify(cluster).replaceAll('api-7d4b9c6f5d', 'api-frontend'));
    const audit = readJson(trivyOperatorJson, named).findings.find(({ ruleId }) => ruleId === 'KSV014');
    expect(audit?.location.resource).toBe('shop/ReplicaSet/api-frontend');
  });

  it('takes secrets, which the operator masks', () => {
    expect(ofRule('aws-secret-access-key')).toMatchObject({
      kind: 'secret',
      severity: 4,
      identity: ['aws-secret-access-key', 'root/aws.txt', sha256('AWS_KEY=****'), 'shop/Deployment/api'],
    });
  });

  it('takes compliance, summed up or in detail', () => {
    expect(ofRule('cis 4.2.10')).toMatchObject({ severity: 4, identity: ['trivy', 'cis 4.2.10', 'compliance'] });
    expect(ofRule('cis 4.2.10')?.description).toContain('AVD-KCV-0088');
    expect(ofRule('AVD-KSV-0002')).toMatchObject({ severity: 3, location: { resource: 'shop/Pod-api' } });
  });

  it('counts what passed and what nobody could check', () => {
    expect(skipped.map(({ skipped: code }) => code).sort()).toEqual(['passed', 'passed', 'scanner_error']);
  });
});
