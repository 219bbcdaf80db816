import { describe, expect, it } from 'vitest';
import { gosecJson } from '@/lib/imports/parsers/gosec';
import { snippetHash } from '@/lib/imports/parsers/normalise';
import { fixture, fixtureText, readJson, readText, varied } from '@/lib/imports/parsers/testing';

const report = fixture('gosec.json');
const { facts, findings, skipped } = await readText(gosecJson, fixtureText('gosec.json'));

describe('gosec', () => {
  it('knows its reports, with findings and without', () => {
    expect(gosecJson.recognise(report)).toBe(1);
    expect(gosecJson.recognise({ Issues: null, Stats: { nosec: 0 } })).toBe(1);
    expect(gosecJson.recognise({ Issues: [] })).toBe(0);
    expect(facts).toEqual({ scanner: 'gosec', target: '', toolVersion: '2.21.4' });
  });

  it('takes everything of an issue', () => {
    expect(findings[0]).toMatchObject({
      kind: 'code',
      title: 'Errors *unhandled*',
      severity: 1,
      ruleId: 'G104',
      cwe: [252],
      location: { path: '/src/shop/app.go', line: 79, column: 2 },
      references: ['https://cwe.mitre.org/data/definitions/252.html'],
      tags: ['confidence:high'],
      identity: ['gosec', 'G104', 'src/shop/app.go', snippetHash('s.Serve()'), '1'],
    });
    expect(findings[0]?.description).toContain('Errors \\*unhandled\\*\n\n```go\n78:');
  });

  it('keeps no credentials', () => {
    expect(findings[1]).toMatchObject({ kind: 'secret', severity: 3, description: 'Potential hardcoded credentials' });
    expect(JSON.stringify(findings[1])).not.toContain('fixture-password');
  });

  it('counts what is ignored in the code and what could not be read', () => {
    expect(skipped.toSorted((a, b) => a.example.localeCompare(b.example))).toEqual([
      { skipped: 'scanner_error', example: '/src/shop/broken.go expected declaration' },
      { skipped: 'suppressed', example: 'G401 /src/shop/hash.go' },
    ]);
  });

  it('refuses an issue without rule or file', () => {
    expect(() => readJson(gosecJson, { Issues: [{ file: 'a' }] })).toThrow('missing_field');
    expect(() => readJson(gosecJson, { Issues: [{ rule_id: 'G1' }] })).toThrow('missing_field');
    expect(() => readJson(gosecJson, { Issues: [7] })).toThrow('not_an_object');
  });

  it('keeps its identity when lines, prose and severity change, and only then', () => {
    varied(gosecJson, report, 'Issues.0', {
      same: ['details', 'severity', 'confidence', 'column', 'cwe.id'],
      other: ['rule_id', 'file', 'code'],
    });
    const moved = fixtureText('gosec.json').replace('79: ', '99: ').replace('"line": "79"', '"line": "99"');
    expect(readJson(gosecJson, JSON.parse(moved)).findings.at(-2)?.identity).toEqual(findings[0]?.identity);
  });
});
