import { describe, expect, it } from 'vitest';
import { npmAuditJson } from '@/lib/imports/parsers/npm-audit';
import { fixture, fixtureText, readJson, readText, varied } from '@/lib/imports/parsers/testing';
import { yarnAuditJson } from '@/lib/imports/parsers/yarn-audit';

const old = await readText(npmAuditJson, fixtureText('npm-audit-6.json'));
const current = await readText(npmAuditJson, fixtureText('npm-audit-7.json'));

describe('npm 6, pnpm and yarn 2', () => {
  const { facts, findings } = old;

  it('knows its reports, with findings and without', () => {
    expect(npmAuditJson.recognise(fixture('npm-audit-6.json'))).toBe(1);
    expect(npmAuditJson.recognise({ advisories: {}, metadata: { vulnerabilities: {} } })).toBe(1);
    expect(npmAuditJson.recognise({ auditReportVersion: 2, vulnerabilities: {} })).toBe(1);
    expect(npmAuditJson.recognise({ vulnerabilities: {} })).toBe(0);
    expect(facts).toEqual({ scanner: 'npm-audit', target: '' });
  });

  it('takes everything of an advisory', () => {
    expect(findings[0]).toMatchObject({
      kind: 'dependency',
      title: 'Command Injection in merge',
      severity: 2,
      severityReported: 'moderate',
      ruleId: 'npm:146',
      ids: ['CVE-2030-11111'],
      cwe: [78],
      fixAvailable: true,
      fixVersion: '1.2.4, 2.0.3',
      location: { packageName: 'merge', packageVersion: '1.2.3, 0.9.0' },
      fix: 'Update to 1.2.4.',
      references: ['https://npmjs.com/advisories/146', 'https://pico.example/issue', 'https://pico.example/fix'],
      identity: ['pkg:npm/merge', 'CVE-2030-11111'],
    });
    expect(findings[0]?.description).toBe(
      'Passes \\<b\\>input\\</b\\> to a shell.\n\nComes in by:\n\n- `pico>merge`\n- `other>merge`\n- `old>merge`',
    );
  });

  it('takes the advisory of GitHub, and knows that there is no fix', () => {
    expect(findings[1]).toMatchObject({
      severity: 3,
      cvss: [{ version: '3.1', score: 7.3, source: 'github' }],
      fixAvailable: undefined,
      identity: ['pkg:npm/@pico/far', 'GHSA-aaaa-bbbb-cccc'],
    });
  });

  it('keeps its identity when version, prose and severity change, and only then', () => {
    varied(npmAuditJson, fixture('npm-audit-6.json'), 'advisories.146', {
      same: ['findings.0.version', 'overview', 'severity', 'patched_versions', 'id'],
      other: ['module_name'],
    });
  });

  it('refuses an advisory without id or package', () => {
    const refused = (advisory: { id?: number; module_name?: string }) =>
      expect(() => readJson(npmAuditJson, { advisories: { 1: advisory } })).toThrow('missing_field');
    refused({ id: 1 });
    refused({ module_name: 'merge' });
  });
});

describe('npm 7 and newer', () => {
  const { findings } = current;

  it('makes a finding of each advisory of a package, none of what it is affected through', () => {
    expect(findings.map(({ identity, severity }) => [...identity, severity])).toEqual([
      ['pkg:npm/merge', 'GHSA-aaaa-bbbb-cccc', 2],
      ['pkg:npm/merge', 'npm:1490', 4],
      ['pkg:npm/far', 'npm:7', 1],
    ]);
  });

  it('takes everything of an advisory', () => {
    expect(findings[0]).toMatchObject({
      title: 'Merges too much in merge',
      cwe: [1321],
      cvss: [{ version: '3.1', score: 5.3 }],
      fixAvailable: true,
      fix: 'Upgrade pico to 3.0.0 (major version).',
      location: { path: 'node_modules/merge', packageName: 'merge' },
      references: ['https://github.com/advisories/GHSA-aaaa-bbbb-cccc'],
    });
    expect(findings[0]?.description).toContain('Vulnerable versions: `<1.2.4`');
    expect(findings[0]?.description).toContain('- `node_modules/pico/node_modules/merge`\n\nUsed by `pico`');
    expect(findings[1]?.cvss).toEqual([]);
    expect(findings[2]?.fixAvailable).toBe(false);
  });

  it('keeps its identity when version, prose and severity change, and only then', () => {
    varied(npmAuditJson, fixture('npm-audit-7.json'), 'vulnerabilities.merge.via.0', {
      same: ['title', 'severity', 'range', 'source'],
      other: ['url', 'dependency'],
    });
  });
});

describe('yarn', () => {
  it('reads the lines of yarn 1', async () => {
    const { facts, findings } = await readText(yarnAuditJson, fixtureText('yarn-audit-1.jsonl'));
    expect(facts).toEqual({ scanner: 'yarn-audit', target: '' });
    expect(findings).toMatchObject([
      { title: 'Prototype Pollution in merge', severity: 1, identity: ['pkg:npm/merge', 'npm:1179'] },
    ]);
  });

  it('reads the lines of yarn 4 and counts packages that are only deprecated', async () => {
    const { findings, skipped } = await readText(yarnAuditJson, fixtureText('yarn-audit-4.jsonl'));
    expect(findings).toMatchObject([
      {
        title: 'Merges too much in @pico/merge',
        severity: 3,
        location: { packageName: '@pico/merge', packageVersion: '1.2.3, 1.1.0' },
        identity: ['pkg:npm/@pico/merge', 'GHSA-aaaa-bbbb-cccc'],
      },
    ]);
    expect(skipped).toEqual([{ skipped: 'not_security', example: 'old (deprecation)' }]);
  });

  it('knows its reports, with findings and without', () => {
    expect(
      yarnAuditJson.recognise([
        { type: 'info', data: '' },
        { type: 'auditSummary', data: {} },
      ]),
    ).toBe(1);
    expect(yarnAuditJson.recognise([{ type: 'info', data: 'yarn audit v1' }])).toBeGreaterThan(0.5);
    expect(yarnAuditJson.recognise([])).toBe(0);
    expect(yarnAuditJson.recognise([{ type: 'info' }])).toBe(0);
  });

  it('refuses an audit that failed: it would close everything', async () => {
    const failed = '{"type":"info","data":"yarn audit v1"}\n{"type":"error","data":"no network"}\n';
    await expect(readText(yarnAuditJson, failed)).rejects.toMatchObject({
      code: 'record_invalid',
      params: { reason: 'scanner_failed', message: 'no network' },
    });
  });

  it('keeps its identity when version, prose and severity change, and only then', () => {
    const lines = fixture('yarn-audit-4.jsonl');
    varied(yarnAuditJson, lines, '0', {
      same: ['children.Issue', 'children.Severity', 'children.Tree Versions.0', 'children.ID'],
      other: ['value', 'children.URL'],
    });
  });
});
