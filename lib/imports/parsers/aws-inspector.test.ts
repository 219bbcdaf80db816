import { describe, expect, it } from 'vitest';
import { awsInspectorJson } from '@/lib/imports/parsers/aws-inspector';
import { fixture, readJson, varied } from '@/lib/imports/parsers/testing';

const report = fixture('aws-inspector.json');
const { findings, skipped } = readJson(awsInspectorJson, report);
const image = 'arn:aws:ecr:us-east-1:012345678901:repository/shop/api';

describe('aws-inspector', () => {
  it('knows its reports; without findings it is only a guess', () => {
    expect(awsInspectorJson.recognise(report)).toBe(1);
    expect(awsInspectorJson.recognise({ findings: [] })).toBeLessThan(0.5);
    expect(awsInspectorJson.recognise({})).toBe(0);
  });

  it('takes each package once, at its image whatever the digest', () => {
    expect(findings.slice(0, 2).map(({ identity }) => identity)).toEqual([
      ['pkg:deb/debian/libxml2', 'CVE-2022-29824', image],
      ['pkg:deb/debian/libxml2-utils', 'CVE-2022-29824', image],
    ]);
    expect(findings[0]).toMatchObject({
      severity: 2,
      epss: 0.00075,
      fixVersion: '2.9.4-7',
      tags: ['exploit'],
      location: { image: 'shop/api:2.3.0', packageVersion: '2.9.4' },
    });
    expect(findings[1]?.fixVersion).toBeUndefined();
  });

  it('rates by score what Inspector has not triaged', () => {
    expect(findings[2]).toMatchObject({ severity: 2, severityReported: 'UNTRIAGED' });
    expect(findings[2]?.identity).toEqual(['pkg:rpm/amazon/libxml2', 'CVE-2022-29824', 'i-0b22']);
  });

  it('takes open ports and the code of functions', () => {
    expect(findings[4]).toMatchObject({
      kind: 'host',
      location: { host: 'i-0b22', port: 22, protocol: 'tcp' },
      identity: ['aws-inspector', 'network-reachability', 'i-0b22', '22', 'tcp'],
    });
    expect(findings[5]).toMatchObject({
      kind: 'code',
      severity: 3,
      cwe: [78],
      location: { path: 'src/app.py', line: 4, endLine: 5 },
    });
    expect(findings[5]?.identity.at(-1)).toBe('arn:aws:lambda:us-east-1:012345678901:function:mail');
  });

  it('leaves closed and suppressed ones out, and the inside of resources', () => {
    expect(skipped.map(({ skipped: code }) => code)).toEqual(['resolved', 'suppressed']);
    expect(JSON.stringify(findings)).not.toContain('n0t-a-real-key');
  });

  it('is the same finding by package, vulnerability and resource', () => {
    varied(awsInspectorJson, report, 'findings.0', {
      same: [
        'findingArn',
        'title',
        'description',
        'severity',
        'packageVulnerabilityDetails.vulnerablePackages.0.version',
      ],
      other: [
        'packageVulnerabilityDetails.vulnerabilityId',
        'packageVulnerabilityDetails.vulnerablePackages.0.name',
        'resources.0.id',
      ],
    });
  });
});
