import { describe, expect, it } from 'vitest';
import { ocsfJson, prowlerOcsfJson } from '@/lib/imports/parsers/ocsf';
import { fixture, readJson, varied } from '@/lib/imports/parsers/testing';

const report = fixture('ocsf.json');
const { facts, findings, skipped } = readJson(ocsfJson, report);

describe('ocsf', () => {
  it('knows findings of any product', () => {
    expect(ocsfJson.recognise(report)).toBeGreaterThan(0.9);
    expect(prowlerOcsfJson.recognise(report)).toBe(0);
    expect(ocsfJson.recognise([{ class_uid: 3002, metadata: {} }])).toBe(0);
  });

  it('makes each product a source of its own', () => {
    expect(facts.scanner).toBe('cloud audit');
    expect(readJson(ocsfJson, []).facts.scanner).toBe('ocsf');
  });

  it('takes what fails a control', () => {
    expect(findings[0]).toMatchObject({
      kind: 'configuration',
      title: 'Buckets must not be public',
      severity: 3,
      ruleId: 'S3.8',
      fix: 'Block it.',
      identity: ['cloud audit', 'S3.8', '123456789012', 'eu-west-1', 'arn:aws:s3:::logs'],
    });
    expect(findings[0]?.raw).not.toContain('n0t-a-real-key');
  });

  it('takes vulnerabilities by package', () => {
    expect(findings[1]).toMatchObject({
      kind: 'dependency',
      severity: 4,
      cwe: [835],
      epss: 0.05,
      fixVersion: '1.1.1n',
      identity: ['pkg:deb/debian/openssl', 'CVE-2022-0778', 'i-0b22'],
    });
  });

  it('counts what passed and what is settled', () => {
    expect(skipped.map(({ skipped: code }) => code)).toEqual(['passed', 'resolved']);
  });

  it('refuses a vulnerability without package', () => {
    expect(() => readJson(ocsfJson, [{ class_uid: 2002, vulnerabilities: [{}] }])).toThrow('missing_field');
  });

  it('is the same finding by product, control and resource', () => {
    varied(ocsfJson, report, '0', {
      same: ['finding_info.uid', 'finding_info.title', 'finding_info.desc', 'severity'],
      other: ['metadata.product.name', 'compliance.control', 'resources.0.uid', 'cloud.account.uid'],
    });
  });
});
