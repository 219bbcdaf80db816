import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { dayOf } from '@/lib/imports/parsers/generic';
import { genericCsv } from '@/lib/imports/parsers/generic-csv';
import { GENERIC_FIELDS } from '@/lib/imports/parsers/generic-fields';
import { genericJson } from '@/lib/imports/parsers/generic-json';
import { readJson, readText, varied, variedText } from '@/lib/imports/parsers/testing';

const document = (name: string) => readFileSync(join(process.cwd(), 'docs/formats', name), 'utf8');
const csv = document('example.csv');
const json = JSON.parse(document('example.json'));
const [header = ''] = csv.split('\n');

describe('generic CSV', () => {
  it('knows tables with a title and mostly known columns', () => {
    expect(genericCsv.recognise(header.split(','))).toBeGreaterThan(0.75);
    expect(genericCsv.recognise(['Title', 'Description', 'Severity', 'Date', 'Url', 'Vulnerability Id'])).toBe(0.8);
    expect(genericCsv.recognise(['title', 'severity', 'a', 'b', 'c'])).toBe(0);
    expect(genericCsv.recognise(['severity', 'description'])).toBe(0);
  });

  it('reads the documented example', async () => {
    const { findings, skipped } = await readText(genericCsv, csv);
    expect(findings.map(({ kind, severity, identity }) => [kind, severity, identity])).toEqual([
      ['dependency', 3, ['pkg:npm/tinytls', 'CVE-2030-1234']],
      ['code', 4, ['generic', 'HARDCODED-1', 'src/login.ts', '', '', '1']],
      ['web', 2, ['generic', 'XSS-1', 'GET', 'https://shop.example/search?q', 'q', 'PT-2030-7']],
      ['host', 3, ['generic', 'Remote desktop open to all', '192.0.2.7', '3389', 'tcp']],
    ]);
    expect(findings[0]).toMatchObject({
      ids: ['CVE-2030-1234', 'GHSA-aaaa-bbbb-cccc'],
      cwe: [295],
      cvss: [{ version: '3.1', score: 7.4 }],
      epss: 0.12,
      knownExploited: true,
      fixAvailable: true,
      fixVersion: '1.2.4',
      fix: 'Update to 1.2.4.',
      references: ['https://docs.example/tinytls'],
      tags: ['supply chain', 'tls'],
    });
    expect(findings[2]?.description).toContain('Reported on 2030-01-30');
    expect(skipped).toEqual([{ skipped: 'resolved', example: 'Was mended' }]);
  });

  it('names the columns that it does not know, once', async () => {
    const { findings, skipped } = await readText(
      genericCsv,
      'Title;Severity;Moon phase;Tide\na;low;full;1\nb;high;new;2\n',
    );
    expect(findings.map(({ severity }) => severity)).toEqual([1, 3]);
    expect(skipped).toEqual([{ skipped: 'unknown_field', example: 'Moon phase, Tide' }]);
  });

  it('keeps its identity when prose, severity and line change, and only then', async () => {
    const report = 'Title,Severity,Rule,Path,Line,Description\nBad,Low,R-1,src/a.ts,12,Some text\n';
    await variedText(genericCsv, report, {
      same: ['«Bad»', '«Low»', ',«12»,', '«Some text»'],
      other: ['«R-1»', '«src/a.ts»'],
    });
  });
});

describe('generic JSON', () => {
  const { facts, findings, skipped } = readJson(genericJson, json);

  it('knows lists of findings whose keys are mostly known', () => {
    expect(genericJson.recognise(json)).toBeGreaterThan(0.75);
    expect(genericJson.recognise({ scanner: 'x', findings: [] })).toBe(0.6);
    expect(genericJson.recognise({ findings: [] })).toBeLessThan(0.5);
    expect(genericJson.recognise({ findings: [{ title: 'a', severity: 'b', x: 1, y: 2, z: 3 }] })).toBe(0);
    expect(genericJson.recognise({ findings: { title: 'a' } })).toBe(0);
  });

  it('reads the documented example', () => {
    expect(facts).toEqual({
      scanner: 'pentest-2030',
      target: 'shop.example',
      scanAt: new Date('2030-01-07T08:00:00Z'),
      toolVersion: '1',
    });
    expect(findings.map(({ kind, severity, identity }) => [kind, severity, identity])).toEqual([
      ['dependency', 3, ['pkg:npm/tinytls', 'CVE-2030-1234']],
      ['web', 2, ['pentest-2030', 'XSS-1', 'GET', 'https://shop.example/search?q', 'q', 'PT-2030-7']],
      ['configuration', 4, ['pentest-2030', 'Bucket is public', 'bucket/shop-assets']],
    ]);
    expect(findings[1]?.cwe).toEqual([79, 80]);
    expect(findings[1]?.description).toBe(
      '**Impact**\n\nA link can run \\*script\\* in the page.\n\n**Steps to reproduce**\n\n1\\. Open the link.\n\n' +
        'Also at:\n\n- `https://shop.example:8443/find?q=1`',
    );
    expect(skipped).toEqual([{ skipped: 'resolved', example: 'Was mended' }]);
  });

  it('reads endpoints that are only a host', () => {
    const { findings: found } = readJson(genericJson, {
      findings: ['192.0.2.1:80', 'localhost', 'a.example/path', { host: 'B.example' }].map((url) => ({
        title: 'a',
        url,
      })),
    });
    expect(found.map(({ kind, location }) => [kind, location.host, location.port, location.url])).toEqual([
      ['host', '192.0.2.1', 80, undefined],
      ['host', 'localhost', undefined, undefined],
      ['web', undefined, undefined, 'a.example/path'],
      ['host', 'b.example', undefined, undefined],
    ]);
  });

  it('keeps its identity when prose and severity change, and only then', () => {
    varied(genericJson, json, 'findings.0', {
      same: ['title', 'severity', 'description', 'component_version', 'epss_score'],
      other: ['vulnerability_ids.0', 'purl'],
    });
  });

  it('refuses a finding without title', () => {
    expect(() => readJson(genericJson, { findings: [{ severity: 'low' }] })).toThrow('missing_field');
    expect(() => readJson(genericJson, { findings: ['x'] })).toThrow('not_an_object');
  });
});

it.each([
  ['2030-01-07T08:00:00Z', '2030-01-07'],
  ['07.01.2030', '2030-01-07'],
  ['01/30/2030', '2030-01-30'],
  ['30/01/2030', '2030-01-30'],
  ['03/03/2030', '2030-03-03'],
  ['03/04/2030', '03/04/2030'],
  ['13/13/2030', '13/13/2030'],
  ['last week', 'last week'],
])('the day of %s is %s', (written, day) => expect(dayOf(written)).toBe(day));

it('documents every field and each of its names', () => {
  const text = document('generic.md');
  for (const [field, names] of Object.entries(GENERIC_FIELDS)) {
    for (const name of [field, ...names]) expect(text).toContain(`\`${name}\``);
  }
});
