import { describe, expect, it } from 'vitest';
import { grypeJson } from '@/lib/imports/parsers/grype';
import { fixture, readJson, varied } from '@/lib/imports/parsers/testing';

const report = fixture('grype.json');
const { facts, findings, skipped } = readJson(grypeJson, report);

describe('grype', () => {
  it('knows its reports, with findings and without', () => {
    expect(grypeJson.recognise(report)).toBe(1);
    expect(grypeJson.recognise({ matches: [], descriptor: { name: 'grype' } })).toBe(1);
    expect(grypeJson.recognise({ matches: [{ vulnerability: {}, artifact: {} }] })).toBeGreaterThan(0.5);
    expect(grypeJson.recognise({ matches: [] })).toBe(0);
    expect(grypeJson.recognise([])).toBe(0);
  });

  it('tells target, time and version', () => {
    expect(facts).toEqual({
      scanner: 'grype',
      target: 'registry.example/shop',
      image: 'registry.example/shop:prod',
      scanAt: new Date('2030-01-06T07:08:09.123Z'),
      toolVersion: '0.99.1',
    });
    expect(grypeJson.open({ source: { type: 'directory', target: '"."' } }).facts.target).toBe('.');
  });

  it('takes everything of a match', () => {
    expect(findings[0]).toMatchObject({
      kind: 'dependency',
      title: 'GHSA-aaaa-bbbb-cccc in pico-merge',
      severity: 4,
      severityReported: 'Critical',
      ruleId: 'GHSA-aaaa-bbbb-cccc',
      ids: ['GHSA-aaaa-bbbb-cccc', 'CVE-2030-12345'],
      cwe: [1321],
      epss: 0.42,
      knownExploited: true,
      fixAvailable: true,
      fixVersion: '2.0.1',
      location: {
        path: '/app/package-lock.json',
        layer: 'sha256:1111',
        image: 'registry.example/shop:prod',
        purl: 'pkg:npm/pico-merge@1.2.3',
        packageName: 'pico-merge',
        packageVersion: '1.2.3',
        packageType: 'npm',
      },
      identity: ['pkg:npm/pico-merge', 'CVE-2030-12345'],
    });
    expect(findings[0]?.cvss.map(({ version, score, source }) => [version, score, source])).toEqual([
      ['4.0', 9.3, 'github'],
      ['3.1', 9.8, 'nvd'],
    ]);
    expect(findings[0]?.references).toEqual([
      'https://github.com/advisories/GHSA-aaaa-bbbb-cccc',
      'https://nvd.nist.gov/vuln/detail/CVE-2030-12345',
      'https://pico.example/advisory',
    ]);
    expect(findings[0]?.description).toContain('Prototype \\*pollution\\* in \\<b\\>pico-merge\\</b\\>');
    expect(findings[0]?.description).toContain('- `/app/node_modules/pico-merge/package.json`');
  });

  it('rates by the score where the advisory has no word, and keeps that nobody will mend it', () => {
    expect(findings[1]).toMatchObject({
      severity: 2,
      severityReported: 'Unknown',
      fixAvailable: false,
      fixVersion: undefined,
      knownExploited: undefined,
      tags: ['wont-fix'],
      identity: ['pkg:deb/libtiny', 'CVE-2030-222'],
    });
  });

  it('counts what an ignore rule of Grype left out', () => {
    expect(skipped).toEqual([{ skipped: 'suppressed', example: 'CVE-2030-333 bash' }]);
  });

  it('refuses a match without vulnerability', () => {
    expect(() => readJson(grypeJson, { matches: [{ artifact: { name: 'a' } }] })).toThrow('missing_field');
  });

  it('keeps its identity when version, prose and severity change, and only then', () => {
    const same = [
      ['vulnerability.severity', 'artifact.version', 'vulnerability.description', 'artifact.locations.0.path'],
      ['vulnerability.fix.versions.0'],
    ].flat();
    varied(grypeJson, report, 'matches.0', {
      same,
      other: ['relatedVulnerabilities.0.id', 'artifact.purl'],
    });
  });
});
