import { describe, expect, it } from 'vitest';
import { osvScannerJson } from '@/lib/imports/parsers/osv-scanner';
import { fixture, fixtureText, readJson, readText, varied } from '@/lib/imports/parsers/testing';

const report = fixture('osv-scanner.json');
const { facts, findings } = await readText(osvScannerJson, fixtureText('osv-scanner.json'));
const licence = findings.find(({ kind }) => kind === 'licence');
const [github, pypi, malicious] = findings.filter(({ kind }) => kind === 'dependency');

describe('osv-scanner', () => {
  it('knows its reports, with findings and without', () => {
    expect(osvScannerJson.recognise(report)).toBe(1);
    expect(osvScannerJson.recognise({ results: [], experimental_config: {} })).toBeGreaterThan(0.5);
    expect(osvScannerJson.recognise({ results: [], errors: [] })).toBe(0);
    expect(facts).toEqual({ scanner: 'osv-scanner', target: '' });
  });

  it('takes everything of a vulnerability', () => {
    expect(github).toMatchObject({
      kind: 'dependency',
      title: 'Merges too much (GHSA-aaaa-bbbb-cccc in Pico_Merge)',
      severity: 2,
      severityReported: 'MODERATE',
      ids: ['GHSA-aaaa-bbbb-cccc', 'CVE-2030-11111', 'PYSEC-2030-7'],
      cwe: [1321],
      cvss: [{ version: '3.1', score: 9.8, source: 'osv' }],
      fixAvailable: true,
      fixVersion: '1.2.4',
      location: { path: '/src/poetry.lock', packageName: 'Pico_Merge', packageVersion: '1.2.3', packageType: 'PyPI' },
      description: '### Impact\n\nEverything.',
      references: ['https://pico.example/advisory'],
      tags: ['not-reachable'],
      identity: ['pkg:pypi/pico-merge', 'CVE-2030-11111'],
    });
    expect(github?.raw).toBeUndefined();
  });

  it('gives entries of several databases about one vulnerability the same identity, and rates by the vector', () => {
    expect(pypi?.identity).toEqual(github?.identity);
    expect(pypi).toMatchObject({ severity: 4, title: 'PYSEC-2030-7 in Pico_Merge' });
  });

  it('names code that was copied in by its folder', () => {
    expect(malicious).toMatchObject({
      severity: 4,
      location: { packageName: '/src/vendored', packageVersion: '0123abcd' },
      identity: ['pkg:generic//src/vendored', 'MAL-2030-5'],
    });
  });

  it('reads licences that are not allowed', () => {
    expect(licence).toMatchObject({ severity: 2, ids: [], identity: ['pkg:pypi/pico-merge', 'GPL-3.0'] });
  });

  it('refuses a vulnerability without id', () => {
    const packages = [{ package: { name: 'a' }, vulnerabilities: [{ aliases: [] }] }];
    expect(() => readJson(osvScannerJson, { results: [{ source: {}, packages }] })).toThrow('missing_field');
  });

  it('keeps its identity when version, prose and severity change, and only then', () => {
    varied(osvScannerJson, report, 'results.0.packages.0', {
      same: ['package.version', 'vulnerabilities.0.summary', 'vulnerabilities.0.database_specific.severity'],
      other: ['package.name', 'package.ecosystem'],
    });
  });
});

it('walks the names of a group once, however many entries share it', () => {
  const ids = Array.from({ length: 100 }, (_, at) => `GHSA-aaaa-bbbb-${1_000 + at}`);
  let looks = 0;
  const aliases = new Proxy(ids, {
    get(target, key, receiver) {
      if (key === '0') looks += 1;
      return Reflect.get(target, key, receiver);
    },
  });
  const entry = {
    package: { name: 'pico', version: '1', ecosystem: 'npm' },
    vulnerabilities: ids.map((id) => ({ id })),
    groups: [{ ids, aliases }],
  };
  const report = { results: [{ source: { path: 'a' }, packages: [entry] }] };
  expect(readJson(osvScannerJson, report).findings).toHaveLength(100);
  expect(looks).toBeLessThan(10);
});
