import { describe, expect, it } from 'vitest';
import { pipAuditJson } from '@/lib/imports/parsers/pip-audit';
import { fixture, fixtureText, readJson, readText, varied } from '@/lib/imports/parsers/testing';

const report = fixture('pip-audit.json');
const { facts, findings, skipped } = await readText(pipAuditJson, fixtureText('pip-audit.json'));

describe('pip-audit', () => {
  it('knows its reports, with findings and without', () => {
    expect(pipAuditJson.recognise(report)).toBe(1);
    expect(pipAuditJson.recognise([{ name: 'a', version: '1', vulns: [] }])).toBe(1);
    expect(pipAuditJson.recognise({ dependencies: [], fixes: [] })).toBeGreaterThan(0.5);
    expect(pipAuditJson.recognise([])).toBeLessThan(0.5);
    expect(pipAuditJson.recognise({ dependencies: [{ name: 'a' }] })).toBe(0);
    expect(facts).toEqual({ scanner: 'pip-audit', target: '' });
  });

  it('takes everything of a vulnerability, which nobody rated', () => {
    expect(findings).toMatchObject([
      {
        kind: 'dependency',
        title: 'PYSEC-2030-7 in Pico_Merge',
        severity: 2,
        severityReported: '',
        ids: ['PYSEC-2030-7', 'CVE-2030-11111', 'GHSA-aaaa-bbbb-cccc'],
        fixVersion: '3.7.4, 3.8.1',
        location: { packageName: 'Pico_Merge', packageVersion: '3.6.2' },
        description: 'Redirects \\*anywhere\\*.',
        identity: ['pkg:pypi/pico-merge', 'CVE-2030-11111'],
      },
    ]);
  });

  it('counts what could not be audited', () => {
    expect(skipped).toEqual([{ skipped: 'scanner_error', example: 'Dependency not found on PyPI: inner (0.17.0)' }]);
  });

  it('refuses a vulnerability without id', () => {
    expect(() => readJson(pipAuditJson, { dependencies: [{ name: 'a', vulns: [{}] }] })).toThrow('missing_field');
  });

  it('keeps its identity when version and prose change, and only then', () => {
    varied(pipAuditJson, report, 'dependencies.1', {
      same: ['version', 'vulns.0.description', 'vulns.0.fix_versions.0', 'vulns.0.id'],
      other: ['name', 'vulns.0.aliases.0'],
    });
  });
});
