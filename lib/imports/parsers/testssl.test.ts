import { describe, expect, it } from 'vitest';
import { fixture, fixtureText, readJson, readText, varied } from '@/lib/imports/parsers/testing';
import { testsslCsv } from '@/lib/imports/parsers/testssl-csv';
import { testsslJson } from '@/lib/imports/parsers/testssl-json';

const flat = fixture('testssl.json');
const { findings, skipped } = readJson(testsslJson, flat);
const oldTls = ['testssl', 'TLS1', 'shop.example', '443', 'tcp'];

describe('testssl.sh', () => {
  it('takes weaknesses by its own rating, and no grade', () => {
    expect(findings.map(({ title, severity, identity }) => [title, severity, identity])).toEqual([
      ['TLS1: offered (deprecated)', 1, oldTls],
      ['DROWN: VULNERABLE, SSLv2 offered', 4, ['testssl', 'DROWN', 'shop.example', '443', 'tcp']],
    ]);
    expect(findings[1]).toMatchObject({
      ids: ['CVE-2016-0800', 'CVE-2016-0703'],
      cwe: [310],
      severityReported: 'CRITICAL',
    });
    expect(findings[0]?.description).toContain('- `192.0.2.7`');
  });

  it('counts what is well and what could not be tested', () => {
    expect(skipped).toEqual([
      { skipped: 'scanner_error', example: 'engine_problem : No engine' },
      { skipped: 'passed', example: 'service Shop.example: HTTP' },
    ]);
  });

  it('reads the pretty form with the same identities', async () => {
    const pretty = await readText(testsslJson, fixtureText('testssl-pretty.json'));
    expect(pretty.facts).toEqual({
      scanner: 'testssl',
      target: 'Shop.example:443',
      scanAt: new Date('2030-01-07T06:00:00Z'),
      toolVersion: '3.3dev',
    });
    expect(pretty.findings.map(({ identity }) => identity)).toEqual([oldTls]);
    expect(pretty.skipped.map(({ skipped: code }) => code)).toEqual(['passed']);
  });

  it('reads the table with the same identities', async () => {
    const table = await readText(testsslCsv, fixtureText('testssl-csv.csv'));
    expect(table.findings.map(({ identity }) => identity)).toEqual([oldTls]);
    expect(table.skipped).toEqual([{ skipped: 'passed', example: 'FS Shop.example: offered' }]);
  });

  it('keeps its identity when texts change, and only then', () => {
    varied(testsslJson, flat, '2', { same: ['finding'], other: ['id', 'ip'] });
  });

  it('refuses a line without id', () => {
    expect(() => readJson(testsslJson, [{ finding: 'x' }])).toThrow('missing_field');
  });
});
