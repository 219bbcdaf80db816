import { describe, expect, it } from 'vitest';
import { fixture, readJson, varied } from '@/lib/imports/parsers/testing';
import { tfsecJson } from '@/lib/imports/parsers/tfsec';

const report = fixture('tfsec.json');
const { findings, skipped } = readJson(tfsecJson, report);

describe('tfsec', () => {
  it('knows its reports', () => {
    expect(tfsecJson.recognise(report)).toBe(1);
    expect(tfsecJson.recognise({ results: [{ check_id: 'x' }] })).toBe(0);
    expect(tfsecJson.recognise({ results: [] })).toBe(0);
  });

  it('calls a rule by the name that every version knows', () => {
    expect(findings[0]).toMatchObject({
      severity: 4,
      ruleId: 'aws-vpc-no-public-egress-sgr',
      location: { path: '/src/net/main.tf', line: 12, endLine: 12, resource: 'aws_security_group_rule.egress' },
      fix: 'Set a narrower range',
      tags: ['aws', 'vpc'],
      identity: ['tfsec', 'aws-vpc-no-public-egress-sgr', 'src/net/main.tf', 'aws_security_group_rule.egress', '1'],
    });
  });

  it('finds the resource in the prose of older versions', () => {
    expect(findings[1]?.location.resource).toBe('module.eks:aws_eks_cluster.this');
    expect(findings[2]).toMatchObject({
      severity: 2,
      severityReported: 'WARNING',
      location: { resource: 'idp.google' },
      references: ['https://tfsec.dev/docs/general/GEN003/'],
    });
  });

  it('counts what passed and what is ignored', () => {
    expect(skipped.map(({ skipped: code }) => code)).toEqual(['passed', 'suppressed']);
  });

  it('is the same finding when lines move and words change', () => {
    varied(tfsecJson, report, 'results.0', {
      same: ['rule_id', 'rule_description', 'description', 'severity', 'impact', 'location.start_line'],
      other: ['long_id', 'resource', 'location.filename'],
    });
  });
});
