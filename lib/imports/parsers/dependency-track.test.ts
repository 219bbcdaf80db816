import { describe, expect, it } from 'vitest';
import { dependencyTrackJson } from '@/lib/imports/parsers/dependency-track';
import { fixture, fixtureText, readJson, readText, varied } from '@/lib/imports/parsers/testing';

const report = fixture('dependency-track.json');
const { facts, findings, skipped } = await readText(dependencyTrackJson, fixtureText('dependency-track.json'));

describe('dependency-track', () => {
  it('knows its reports, with findings and without', () => {
    expect(dependencyTrackJson.recognise(report)).toBe(1);
    expect(dependencyTrackJson.recognise({ meta: { application: 'Dependency-Track' }, project: {} })).toBe(1);
    expect(dependencyTrackJson.recognise({ findings: [], project: {} })).toBe(0);
  });

  it('tells project, time and version', () => {
    expect(facts).toEqual({
      scanner: 'dependency-track',
      target: 'shop',
      scanAt: new Date('2030-01-06T07:08:09Z'),
      toolVersion: '4.20.1',
    });
  });

  it('takes everything of a finding', () => {
    expect(findings[0]).toMatchObject({
      kind: 'dependency',
      title: 'Merges too much in org.pico:merge',
      severity: 4,
      ids: ['GHSA-aaaa-bbbb-cccc', 'CVE-2030-11111'],
      scannerId: 'p:c1:v1',
      cwe: [502],
      epss: 0.42,
      location: { packageName: 'org.pico:merge', packageVersion: '1.2.3' },
      description: 'Reads \\<b\\>anything\\</b\\>.\n\nAnalysis: `CODE_NOT_REACHABLE`\n\nWe look.',
      fix: 'Upgrade.',
      references: ['https://pico.example/a'],
      tags: ['analysis:in_triage'],
      identity: ['pkg:maven/org.pico/merge', 'CVE-2030-11111'],
    });
    expect(findings[0]?.cvss.map(({ version, score }) => [version, score])).toEqual([
      ['3.1', 9.8],
      ['2.0', 7.5],
    ]);
  });

  it('rates what is unassigned by the score', () => {
    expect(findings[1]).toMatchObject({ severity: 2, severityReported: 'UNASSIGNED', cwe: [400], tags: [] });
    expect(findings[1]?.identity).toEqual(['pkg:npm/far', '533']);
  });

  it('counts what was settled in Dependency-Track', () => {
    expect(skipped).toEqual([
      { skipped: 'suppressed', example: 'CVE-2030-22222 far' },
      { skipped: 'resolved', example: 'CVE-2030-33333 far' },
    ]);
  });

  it('refuses a finding without vulnerability or component', () => {
    const refused = (finding: { component?: { name: string }; vulnerability?: { vulnId: string } }) =>
      expect(() => readJson(dependencyTrackJson, { findings: [finding] })).toThrow('missing_field');
    refused({ component: { name: 'far' } });
    refused({ vulnerability: { vulnId: 'CVE-2030-1' } });
  });

  it('keeps its identity when version, prose and severity change, and only then', () => {
    varied(dependencyTrackJson, report, 'findings.0', {
      same: ['component.version', 'vulnerability.severity', 'vulnerability.description', 'matrix', 'analysis.detail'],
      other: ['component.purl', 'vulnerability.aliases.0.cveId'],
    });
  });
});
