import { describe, expect, it } from 'vitest';
import { fixtureText, readText, variedText } from '@/lib/imports/parsers/testing';
import { wizIssuesCsv, wizVulnerabilitiesCsv } from '@/lib/imports/parsers/wiz-csv';

const issues = await readText(wizIssuesCsv, fixtureText('wiz-issues.csv'));
const report = fixtureText('wiz-vulnerabilities.csv');
const vulnerabilities = await readText(wizVulnerabilitiesCsv, report);

describe('wiz', () => {
  it('takes issues by control and resource', () => {
    expect(issues.findings[0]).toMatchObject({
      kind: 'configuration',
      title: 'Role with wildcards',
      severity: 3,
      scannerId: '0029ee49',
      fix: '### Narrow it',
      identity: ['wiz', '5bd69891-b61f-49c8-85a5-c8f90c3eff80', 'k8s/user/42cf/support'],
    });
    expect(issues.findings[1]).toMatchObject({ severity: 0, ruleId: 'Role with wildcards' });
  });

  it('does not keep the resource, whose environment may hold secrets', () => {
    expect(JSON.stringify(issues.findings)).not.toContain('n0t-a-real-key');
  });

  it('takes vulnerabilities by package and asset', () => {
    expect(vulnerabilities.findings).toHaveLength(1);
    expect(vulnerabilities.findings[0]).toMatchObject({
      kind: 'dependency',
      severity: 2,
      knownExploited: true,
      fixVersion: '0.17.9',
      ids: ['CVE-2024-36891', 'GHSA-c9cp-9c75-9v8c'],
      tags: ['exploit', 'Library'],
      identity: ['pkg:generic/k8s.io/apimachinery', 'CVE-2024-36891', 'https://compute.example/node-1'],
    });
  });

  it('counts what is resolved or ignored there', () => {
    for (const { skipped } of [issues, vulnerabilities])
      expect(skipped.map(({ skipped: code }) => code)).toEqual(['resolved', 'suppressed']);
  });

  it('is the same finding whatever its version, rating and words', async () => {
    const [header = '', first = ''] = report.split('\n');
    await variedText(wizVulnerabilitiesCsv, `${header}\n${first}\n`, {
      same: [',«0.17.2»,', ',«Medium»,', ',«/home/bin/log-counter»,', '«3ea99668»,'],
      other: [',«CVE-2024-36891»,', '«https://compute.example/node-1»'],
    });
  });
});
