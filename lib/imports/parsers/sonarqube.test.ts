import { describe, expect, it } from 'vitest';
import { sonarqubeJson } from '@/lib/imports/parsers/sonarqube';
import { fixture, readJson, varied } from '@/lib/imports/parsers/testing';

const report = fixture('sonarqube-issues.json');
const issues = readJson(sonarqubeJson, report);
const hotspotReport = fixture('sonarqube-hotspots.json');
const hotspots = readJson(sonarqubeJson, hotspotReport);

describe('sonarqube', () => {
  it('knows its reports, with findings and without', () => {
    expect(sonarqubeJson.recognise(report)).toBe(1);
    expect(sonarqubeJson.recognise(hotspotReport)).toBe(1);
    expect(sonarqubeJson.recognise({ paging: {}, hotspots: [], components: [] })).toBe(1);
    expect(sonarqubeJson.recognise({ paging: {}, effortTotal: 0, issues: [], components: [] })).toBe(0.9);
    expect(sonarqubeJson.recognise({ sonarBaseURL: 'https://sonar.example', issues: [] })).toBe(1);
    expect(sonarqubeJson.recognise({ issues: [] })).toBe(0);
    expect(sonarqubeJson.recognise({ issues: [{ id: 3, title: 'x' }] })).toBe(0);
  });

  it('is a source for issues and one for hotspots, and says when it is one page of several', () => {
    expect(issues.facts).toMatchObject({ scanner: 'sonarqube', target: 'shop', partial: true });
    expect(hotspots.facts).toMatchObject({ scanner: 'sonarqube-hotspots', target: 'shop', partial: undefined });
  });

  it('takes vulnerabilities and whatever has an impact on security', () => {
    expect(issues.findings).toMatchObject([
      {
        kind: 'code',
        title: 'Change this code to not reflect *user* input.',
        severity: 4,
        severityReported: 'BLOCKER',
        ruleId: 'javascript:S5131',
        scannerId: 'AX-1',
        cwe: [79],
        location: { path: 'src/api/echo.js', line: 21, endLine: 22, column: 9 },
        description:
          '**Endpoints should not be vulnerable to XSS**\n\nChange this code to not reflect \\*user\\* input.',
        tags: ['cwe', 'owasp-a7'],
        identity: ['sonarqube', 'javascript:S5131', 'src/api/echo.js', 'a2b4c6', '1'],
      },
      {
        severity: 3,
        severityReported: 'HIGH',
        location: { path: 'src/api/token.js', line: 3 },
        tags: ['quick-fix', 'test-code'],
        identity: ['sonarqube', 'javascript:S2245', 'src/api/token.js', 'AX-2'],
      },
    ]);
  });

  it('counts what is settled and what is no matter of security', () => {
    expect(issues.skipped).toEqual([
      { skipped: 'not_security', example: 'javascript:S1481 src/a.js' },
      { skipped: 'resolved', example: 'javascript:S5131 src/b.js' },
      { skipped: 'not_security', example: 'javascript:S1 src/b.js' },
    ]);
  });

  it('takes hotspots that wait for review or whose risk was acknowledged', () => {
    expect(hotspots.findings).toMatchObject([
      { severity: 3, severityReported: 'HIGH', tags: ['xss', 'hotspot'], location: { path: 'web/index.html' } },
      { severity: 1, tags: ['hotspot', 'acknowledged'] },
    ]);
    expect(hotspots.skipped).toEqual([{ skipped: 'resolved', example: 'Web:S5725 web/a.html' }]);
  });

  it('reads the rules of sonar-report as text', () => {
    const rules = { 'python:S4502': { name: 'CSRF', htmlDesc: '<p>A <b>bold</b> claim &lt;script&gt;</p>' } };
    const issue = { rule: 'python:S4502', severity: 'CRITICAL', component: 'app.py', message: 'Safe?', key: 'K' };
    const { findings, facts } = readJson(sonarqubeJson, { sonarComponent: 'app', rules, issues: [issue] });
    expect(facts.target).toBe('app');
    expect(findings).toMatchObject([{ severity: 3, description: '**CSRF**\n\nSafe?\n\nA bold claim \\<script\\>' }]);
  });

  it('keeps its identity when lines, prose and severity change, and only then', () => {
    varied(sonarqubeJson, report, 'issues.0', {
      same: ['key', 'line', 'textRange.startLine', 'message', 'severity', 'tags.0'],
      other: ['rule', 'component', 'hash'],
    });
  });

  it('refuses an issue without rule', () => {
    expect(() => readJson(sonarqubeJson, { issues: [{ key: 'a' }] })).toThrow('missing_field');
  });
});
