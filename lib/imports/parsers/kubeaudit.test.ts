import { describe, expect, it } from 'vitest';
import { kubeauditJson } from '@/lib/imports/parsers/kubeaudit';
import { fixture, fixtureText, readText, varied } from '@/lib/imports/parsers/testing';

const { facts, findings, skipped } = await readText(kubeauditJson, fixtureText('kubeaudit.jsonl'));

describe('kubeaudit', () => {
  it('knows its reports', () => {
    expect(kubeauditJson.recognise(fixture('kubeaudit.jsonl'))).toBe(1);
    expect(kubeauditJson.recognise([{ level: 'error', msg: 'x' }])).toBe(0);
    expect(facts.scanAt).toEqual(new Date('2023-11-23T17:43:58Z'));
  });

  it('takes errors and warnings at the workload, whatever its pods are called', () => {
    expect(findings.map(({ severity }) => severity)).toEqual([3, 2]);
    expect(findings[0]).toMatchObject({
      title: 'CapabilityAdded in Deployment shop',
      location: { resource: 'prod/Deployment/shop', namespace: 'prod' },
      identity: ['kubeaudit', 'CapabilityAdded', 'prod/Deployment/shop', 'web', 'NET_ADMIN', ''],
    });
  });

  it('counts what wants nothing done', () => {
    expect(skipped.map(({ skipped: code }) => code)).toEqual(['passed']);
  });

  it('is the same finding by rule, workload, container and capability', () => {
    varied(kubeauditJson, fixture('kubeaudit.jsonl'), '0', {
      same: ['msg', 'time', 'ResourceApiVersion'],
      other: ['AuditResultName', 'Container', 'Metadata', 'ResourceName', 'ResourceKind', 'ResourceNamespace'],
    });
  });
});
