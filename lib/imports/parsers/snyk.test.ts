import { describe, expect, it } from 'vitest';
import { snykJson } from '@/lib/imports/parsers/snyk';
import { fixture, fixtureText, readJson, readText, varied } from '@/lib/imports/parsers/testing';

const report = fixture('snyk.json');
const { facts, findings, skipped } = await readText(snykJson, fixtureText('snyk.json'));

describe('snyk test', () => {
  it('knows its reports, with findings and without', () => {
    expect(snykJson.recognise(report)).toBe(1);
    expect(snykJson.recognise({ vulnerabilities: [], ok: true, dependencyCount: 3 })).toBe(1);
    expect(snykJson.recognise({ vulnerabilities: [], ok: true })).toBe(0);
    expect(snykJson.recognise([])).toBe(0);
  });

  it('tells what was scanned where that is one project', () => {
    expect(facts).toEqual({ scanner: 'snyk', target: 'registry.example/shop', image: 'registry.example/shop' });
    const projects = [{ projectName: 'a' }, { projectName: 'b' }];
    expect(snykJson.open(projects).facts).toEqual({ scanner: 'snyk', target: '' });
    expect(snykJson.open([...projects, { ok: false, error: 'no lock file' }]).facts.partial).toBe(true);
  });

  it('takes everything of an issue of an image', () => {
    expect(findings[0]).toMatchObject({
      kind: 'dependency',
      title: 'Out-of-bounds Read in libpico1',
      severity: 4,
      severityReported: 'critical',
      ruleId: 'SNYK-DEBIAN13-PICO-1000001',
      ids: ['SNYK-DEBIAN13-PICO-1000001', 'CVE-2030-11111'],
      cwe: [125],
      epss: 0.00046,
      fixAvailable: true,
      fixVersion: '1.3',
      location: { packageName: 'libpico1', packageVersion: '1.2', image: 'registry.example/shop', path: undefined },
      references: ['https://pico.example/fix'],
      tags: ['exploit:proof-of-concept'],
      identity: ['pkg:deb/debian/libpico1', 'CVE-2030-11111'],
    });
    expect(findings[0]?.cvss.map(({ score, source }) => [score, source])).toEqual([
      [9.8, 'snyk'],
      [8.4, 'nvd'],
    ]);
    expect(findings[0]?.description).toContain('## Overview\nReads [more](https://pico.example) than it should.');
    expect(findings[0]?.description).toContain('→ `pico/libpico1@1.2`\n\nUpgrade `pico@1.3`');
  });

  it('tells licences from vulnerabilities, and where the application within the image lies', () => {
    expect(findings[1]).toMatchObject({
      kind: 'licence',
      severity: 3,
      ids: [],
      location: { path: '/app/package.json', image: 'registry.example/shop', packageName: '@pico/far' },
      identity: ['pkg:npm/@pico/far', 'AGPL-3.0'],
    });
  });

  it('counts what was ignored or patched', () => {
    expect(skipped.toSorted((a, b) => a.example.localeCompare(b.example))).toEqual([
      { skipped: 'resolved', example: 'npm:far:20300101 @pico/far' },
      { skipped: 'suppressed', example: 'SNYK-DEBIAN13-PICO-1000002 pico' },
    ]);
  });

  it('refuses an issue without id or package', () => {
    const issue = { id: 'SNYK-1', title: 'x' };
    expect(() => readJson(snykJson, { vulnerabilities: [issue] })).toThrow('missing_field');
    expect(() => readJson(snykJson, { vulnerabilities: [{ name: 'x' }] })).toThrow('missing_field');
  });

  it('keeps its identity when version, prose and severity change, and only then', () => {
    varied(snykJson, report, '0.vulnerabilities.0', {
      same: ['version', 'severityWithCritical', 'title', 'description', 'fixedIn.0', 'from.1', 'id'],
      other: ['name', 'identifiers.CVE.0'],
    });
  });
});

describe('snyk iac test', () => {
  const infrastructure = fixture('snyk-iac.json');

  it('finds a rule at a place in the structure of a file', async () => {
    const iac = await readText(snykJson, fixtureText('snyk-iac.json'));
    expect(iac.facts).toEqual({ scanner: 'snyk-iac', target: 'infra' });
    expect(iac.findings).toMatchObject([
      {
        kind: 'configuration',
        severity: 3,
        location: { path: 'deploy/pod.yaml', line: 21 },
        description: 'It is \\*privileged\\*.\n\nIt can do anything.\n\n- `[DocId: 0].spec.containers[web].privileged`',
        fix: 'Set it to false.',
        references: ['https://pico.example/SNYK-CC-K8S-1'],
        tags: ['k8s', 'deployment'],
        identity: ['snyk', 'SNYK-CC-K8S-1', 'deploy/pod.yaml', '[DocId: 0].spec.containers[web].privileged'],
      },
    ]);
    expect(iac.skipped).toEqual([{ skipped: 'suppressed', example: 'SNYK-CC-K8S-2 deploy/pod.yaml' }]);
  });

  it('keeps its identity when lines and prose change', () => {
    varied(snykJson, infrastructure, 'infrastructureAsCodeIssues.0', {
      same: ['lineNumber', 'title', 'severity', 'iacDescription.issue'],
      other: ['id', 'path.3'],
    });
  });
});
