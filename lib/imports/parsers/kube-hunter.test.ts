import { describe, expect, it } from 'vitest';
import { kubeHunterJson } from '@/lib/imports/parsers/kube-hunter';
import { fixture, readJson, varied } from '@/lib/imports/parsers/testing';

const report = fixture('kube-hunter.json');
const { findings } = readJson(kubeHunterJson, report);

describe('kube-hunter', () => {
  it('knows its reports, also without findings', () => {
    expect(kubeHunterJson.recognise(report)).toBe(1);
    expect(kubeHunterJson.recognise({ nodes: [], services: [], vulnerabilities: [] })).toBe(1);
    expect(kubeHunterJson.recognise({ vulnerabilities: [] })).toBe(0);
  });

  it('takes vulnerabilities', () => {
    expect(findings[0]).toMatchObject({
      kind: 'host',
      title: 'Privileged Container',
      severity: 3,
      ruleId: 'KHV044',
      location: { host: '10.0.0.1', port: 10255, protocol: 'tcp' },
      references: ['https://avd.aquasec.com/kube-hunter/khv044/'],
      identity: ['kube-hunter', 'KHV044', '10.0.0.1', '10255', 'tcp'],
    });
  });

  it('forgets the name of the pod that it ran in, and names what has no number', () => {
    expect(findings[1]).toMatchObject({
      ruleId: 'CAP_NET_RAW Enabled',
      location: { host: 'pod' },
      identity: ['kube-hunter', 'CAP_NET_RAW Enabled', 'pod', '', ''],
    });
  });

  it('refuses what has neither number nor name', () => {
    const broken = { nodes: [], services: [], vulnerabilities: [{ location: '10.0.0.1:1' }] };
    expect(() => readJson(kubeHunterJson, broken)).toThrow('missing_field');
  });

  it('is the same finding by number and place', () => {
    varied(kubeHunterJson, report, 'vulnerabilities.0', {
      same: ['category', 'severity', 'vulnerability', 'description', 'evidence', 'hunter'],
      other: ['vid', 'location'],
    });
  });
});
