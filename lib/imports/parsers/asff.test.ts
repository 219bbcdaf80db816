import { describe, expect, it } from 'vitest';
import { list, object } from '@/lib/core/json';
import { asffJson } from '@/lib/imports/parsers/asff';
import { fixture, readJson, varied } from '@/lib/imports/parsers/testing';

const report = fixture('asff.json');
const { facts, findings, skipped } = readJson(asffJson, report);
const [control, threat, vulnerability, check] = findings;

describe('asff', () => {
  it('knows its reports; without findings they are only a guess', () => {
    expect(asffJson.recognise(report)).toBe(1);
    expect(asffJson.recognise(list(report, 'Findings'))).toBe(1);
    expect(asffJson.recognise({ Findings: [] })).toBeLessThan(0.5);
    expect(asffJson.recognise({ findings: [{ findingArn: 'x' }] })).toBe(0);
  });

  it("knows Prowler's own file", () => {
    expect(facts).toMatchObject({ scanner: 'aws-security-hub', target: '' });
    const own = readJson(asffJson, list(report, 'Findings').slice(3, 4));
    expect(own.facts).toMatchObject({ scanner: 'prowler', target: '012345678912' });
  });

  it('takes failed controls', () => {
    expect(control).toMatchObject({
      kind: 'configuration',
      severity: 3,
      ruleId: 'S3.8',
      location: { resource: 'arn:aws:s3:::logs', namespace: 'us-east-1' },
      identity: ['securityhub', 'S3.8', '012345678912', 'us-east-1', 'arn:aws:s3:::logs'],
    });
  });

  it("takes GuardDuty's by their type, and its number where there is no label", () => {
    expect(threat).toMatchObject({ ruleId: 'UnauthorizedAccess:EC2-SSHBruteForce', severity: 2 });
    expect(threat?.identity.slice(0, 2)).toEqual(['guardduty', 'UnauthorizedAccess:EC2-SSHBruteForce']);
  });

  it("takes Inspector's by package", () => {
    expect(vulnerability).toMatchObject({
      kind: 'dependency',
      severity: 4,
      epss: 0.01,
      fixVersion: '5.10.162',
      identity: ['pkg:rpm/amazon/kernel', 'CVE-2022-3643', 'arn:aws:ec2:us-east-1:012345678912:instance/i-1'],
    });
  });

  it("takes Prowler's by its own check", () => {
    expect(check?.identity.slice(0, 2)).toEqual(['prowler', 's3_bucket_no_mfa_delete']);
  });

  it('leaves out what passed or is settled, and the inside of resources', () => {
    expect(skipped.map(({ skipped: code }) => code)).toEqual(['passed', 'scanner_error', 'suppressed', 'resolved']);
    expect(JSON.stringify(findings)).not.toContain('n0t-a-real-key');
  });

  it('leaves out what Prowler has muted', () => {
    const [muted] = list(report, 'Findings').slice(3, 4);
    const warned = { ...object(muted), Compliance: { Status: 'WARNING' } };
    expect(readJson(asffJson, [warned]).skipped.map(({ skipped: code }) => code)).toEqual(['suppressed']);
    const control = { ...object(report, 'Findings', 0), Compliance: { Status: 'WARNING' } };
    expect(readJson(asffJson, [control]).findings).toHaveLength(1);
  });

  it('refuses what has no resource', () => {
    expect(() => readJson(asffJson, [{ Id: 'x', Resources: [] }])).toThrow('missing_field');
  });

  it('is the same finding by product, control, account, region and resource', () => {
    varied(asffJson, report, 'Findings.0', {
      same: ['Id', 'Title', 'Description', 'GeneratorId', 'ProductName'],
      other: ['Compliance.SecurityControlId', 'AwsAccountId', 'Resources.0.Id', 'Resources.0.Region'],
    });
  });
});
