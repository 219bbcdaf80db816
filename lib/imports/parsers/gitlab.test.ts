import { describe, expect, it } from 'vitest';
import { gitlab } from '@/lib/imports/parsers/gitlab';
import { sha256 } from '@/lib/imports/parsers/normalise';
import { fixture, fixtureText, readText, varied } from '@/lib/imports/parsers/testing';

const sast = await readText(gitlab, fixtureText('gitlab-sast.json'));
const packages = await readText(gitlab, fixtureText('gitlab-dependency.json'));
const others = await readText(gitlab, fixtureText('gitlab-web.json'));

describe('GitLab SAST', () => {
  const { facts, findings } = sast;

  it('knows its reports, with findings and without', () => {
    for (const name of ['gitlab-sast.json', 'gitlab-dependency.json', 'gitlab-web.json']) {
      expect(gitlab.recognise(fixture(name))).toBe(1);
    }
    expect(gitlab.recognise({ vulnerabilities: [], scan: { type: 'dast', scanner: {} } })).toBe(1);
    expect(gitlab.recognise({ vulnerabilities: [] })).toBe(0);
    expect(gitlab.recognise({ vulnerabilities: [{ identifiers: [], location: {} }] })).toBeGreaterThan(0.5);
    expect(gitlab.recognise({ scan: { type: 'dast', scanner: {} } })).toBe(0);
  });

  it('tells tool and time', () => {
    expect(facts).toEqual({
      scanner: 'semgrep',
      target: '',
      scanAt: new Date('2030-01-06T07:08:09Z'),
      toolVersion: '1.100.0',
    });
  });

  it('takes everything of a vulnerability, identified by its tracking signature', () => {
    expect(findings[0]).toMatchObject({
      kind: 'code',
      title: 'Query built from user input',
      severity: 4,
      severityReported: 'Critical',
      ruleId: 'ruby.sql',
      scannerId: 'a1',
      cwe: [89],
      location: { path: 'src/query.rb', line: 15, endLine: 16, symbol: 'Shop.load' },
      references: ['https://pico.example/rules/sql'],
      tags: ['likely-false-positive'],
      identity: ['semgrep', 'ruby.sql', 'src/query.rb', 'scope_offset_compressed:src/query.rb|Shop[0]|load[0]:2'],
    });
  });

  it('tells places apart where there is no signature, and knows the hash of nothing', () => {
    expect(findings.slice(1).map(({ identity }) => identity)).toEqual([
      ['semgrep', 'loose', 'src/a.rb', '', '', '1'],
      ['semgrep', 'loose', 'src/a.rb', '', '', '2'],
    ]);
    expect(findings[1]).toMatchObject({ severity: 0, title: 'Loose comparison' });
  });

  it('stays the same finding while lines and prose change', () => {
    varied(gitlab, fixture('gitlab-sast.json'), 'vulnerabilities.0', {
      same: ['name', 'description', 'severity', 'id', 'location.start_line', 'tracking.items.0.signatures.0.value'],
      other: ['identifiers.0.value', 'location.file', 'tracking.items.0.signatures.2.value'],
    });
  });
});

describe('GitLab dependency and container scanning', () => {
  const { findings } = packages;

  it('names packages as other scanners do', () => {
    expect(findings.map(({ identity }) => identity)).toEqual([
      ['pkg:npm/pico-merge', 'CVE-2030-12345'],
      ['pkg:deb/debian/apt', 'CVE-2019-3462'],
    ]);
  });

  it('takes version, fix, image and ratings', () => {
    expect(findings[0]).toMatchObject({
      kind: 'dependency',
      ruleId: 'CVE-2030-12345',
      ids: ['CVE-2030-12345'],
      fixVersion: '2.0.1',
      fixAvailable: true,
      location: {
        path: 'app/package-lock.json',
        packageName: 'pico-merge',
        packageVersion: '1.2.3',
        packageType: 'npm',
      },
      cvss: [{ version: '3.1', source: 'nvd' }],
    });
    expect(findings[1]).toMatchObject({
      title: 'CVE-2019-3462 in apt',
      fixVersion: '1.4.9',
      location: { image: 'registry.example/shop:4.2' },
    });
  });
});

describe('GitLab DAST, fuzzing and secret detection', () => {
  const [web, crash, secret] = others.findings;

  it('reads a request and its answer', () => {
    expect(web).toMatchObject({
      kind: 'web',
      title: 'Header missing',
      cwe: [16],
      location: { url: 'https://shop.example/cart?id=7', method: 'GET', parameter: 'id' },
      description: '\\<x\\>\n\nHTTP 200 OK',
      identity: ['zaproxy', '10021', 'GET', 'https://shop.example/cart?id', 'id'],
    });
  });

  it('reads a crash', () => {
    expect(crash).toMatchObject({
      kind: 'code',
      location: { symbol: 'shop.Parse' },
      identity: ['zaproxy', 'Index-out-of-range', 'Index-out-of-range', 'shop.Parse\nshop.Fuzz'],
    });
    expect(crash?.description).toContain('````\npanic: ```\n````');
  });

  it('never keeps a secret', () => {
    expect(secret).toMatchObject({
      kind: 'secret',
      tags: ['commit:0123456789ab'],
      identity: ['AWS', '.env', sha256('not-a-real-secret-0000')],
    });
    expect(JSON.stringify(secret)).not.toContain('not-a-real-secret');
  });
});
