import { describe, expect, it } from 'vitest';
import { terrascanJson } from '@/lib/imports/parsers/terrascan';
import { fixture, readJson, varied } from '@/lib/imports/parsers/testing';

const report = fixture('terrascan.json');
const { facts, findings, skipped } = readJson(terrascanJson, report);
const violation = findings.find(({ kind }) => kind === 'configuration');
const vulnerability = findings.find(({ kind }) => kind === 'dependency');

describe('terrascan', () => {
  it('knows its reports, also without findings', () => {
    expect(terrascanJson.recognise(report)).toBe(1);
    expect(terrascanJson.recognise({ results: { violations: null, scan_summary: {} } })).toBe(1);
    expect(terrascanJson.recognise({ results: [] })).toBe(0);
    expect(facts).toEqual({ scanner: 'terrascan', target: '/src', scanAt: new Date('2021-05-19T13:17:04Z') });
  });

  it('takes violations', () => {
    expect(violation).toMatchObject({
      title: 'S3 bucket Access is allowed to all AWS Account Users.',
      severity: 3,
      ruleId: 'AC_AWS_0497',
      location: { path: 's3/main.tf', line: 20, resource: 'aws_s3_bucket.logs' },
      identity: ['terrascan', 'AC_AWS_0497', 's3/main.tf', 'aws_s3_bucket.logs'],
    });
  });

  it('takes vulnerabilities of images, whatever their tag', () => {
    expect(vulnerability).toMatchObject({
      ruleId: 'CVE-2022-0778',
      severity: 3,
      location: { image: 'registry.example:5000/shop/api:1.2', packageName: 'openssl', packageVersion: '1.1.1k-r0' },
      identity: ['pkg:generic/openssl', 'CVE-2022-0778', 'registry.example:5000/shop/api'],
    });
    expect(vulnerability?.cvss.map(({ score }) => score)).toEqual([7.5, 5]);
  });

  it('counts what was skipped, what passed and what went wrong', () => {
    expect(skipped.map(({ skipped: code }) => code).sort()).toEqual(['passed', 'scanner_error', 'suppressed']);
  });

  it('is the same finding by rule, file and resource', () => {
    varied(terrascanJson, report, 'results.violations.0', {
      same: ['rule_name', 'description', 'severity', 'category', 'line', 'plan_root'],
      other: ['rule_id', 'resource_name', 'resource_type', 'file'],
    });
  });
});
