import { describe, expect, it } from 'vitest';
import { gitleaksJson } from '@/lib/imports/parsers/gitleaks';
import { sha256 } from '@/lib/imports/parsers/normalise';
import { fixture, readJson, varied } from '@/lib/imports/parsers/testing';

const SECRET = 'n0t-a-real-key-42';
const report8 = fixture('gitleaks-8.json');
const report7 = fixture('gitleaks-7.json');
const version8 = readJson(gitleaksJson, report8).findings;
const version7 = readJson(gitleaksJson, report7).findings;

describe('gitleaks', () => {
  it('knows its reports; without leaks it is only a guess', () => {
    expect(gitleaksJson.recognise(report8)).toBe(1);
    expect(gitleaksJson.recognise(report7)).toBe(1);
    expect(gitleaksJson.recognise(null)).toBeLessThan(0.5);
    expect(gitleaksJson.recognise([])).toBeLessThan(0.5);
    expect(gitleaksJson.recognise([{ rule: 'x' }])).toBe(0);
    expect(gitleaksJson.recognise({})).toBe(0);
  });

  it('reads version 8', () => {
    expect(version8[0]).toMatchObject({
      kind: 'secret',
      title: 'generic-api-key in api.py',
      severity: 3,
      cwe: [798],
      scannerId: '69235ea9:tests/api.py:generic-api-key:21',
      location: { path: 'tests/api.py', line: 21, endLine: 21, column: 10 },
      tags: ['key'],
      identity: ['generic-api-key', 'tests/api.py', sha256(SECRET)],
    });
    expect(version8[0]?.description).toContain('Message Use \\[redacted\\] for now');
  });

  it('reads version 7', () => {
    expect(version7[0]).toMatchObject({
      title: 'Generic Key in a.yml',
      location: { path: 'conf/a.yml', line: 13 },
      tags: ['key', 'generic'],
      references: ['https://git.example/shop/blob/6d127980/conf/a.yml#L13'],
      identity: ['Generic Key', 'conf/a.yml', sha256(SECRET)],
    });
  });

  it('never keeps the secret', () => {
    for (const finding of [...version8, ...version7]) {
      expect(JSON.stringify(finding)).not.toContain(SECRET);
      expect(finding.raw).toContain(finding.location.path);
    }
  });

  it('sees the same secret of a file in two commits once', () => {
    expect(version8[1]?.identity).toEqual(version8[0]?.identity);
  });

  it('tells redacted secrets apart by the commit and line, else by the text around them', () => {
    expect(version7[1]?.identity).toEqual(['Generic Key', 'conf/a.yml', '6d127980:14']);
    varied(gitleaksJson, [report8].flat().slice(2), '0', {
      same: ['StartLine', 'Fingerprint', 'Description'],
      other: ['RuleID', 'File', 'Match'],
    });
  });

  it('keeps its identity when line, commit and prose change, and only then', () => {
    varied(gitleaksJson, report8, '0', {
      same: ['StartLine', 'Commit', 'Description', 'Message', 'Fingerprint', 'Match'],
      other: ['RuleID', 'File', 'Secret'],
    });
  });

  it('refuses what is no leak', () => {
    expect(() => readJson(gitleaksJson, ['x'])).toThrow('not_an_object');
    expect(() => readJson(gitleaksJson, [{ RuleID: 'x' }])).toThrow('missing_field');
  });
});
