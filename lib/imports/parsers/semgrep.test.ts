import { describe, expect, it } from 'vitest';
import { semgrepJson } from '@/lib/imports/parsers/semgrep';
import { semgrepPlatformJson } from '@/lib/imports/parsers/semgrep-platform';
import { fixture, readJson, varied } from '@/lib/imports/parsers/testing';

const report = fixture('semgrep.json');
const { facts, findings, skipped } = readJson(semgrepJson, report);
const bare = { check_id: 'a.b', path: 'src/a.py', start: { line: 1, col: 1 }, end: { line: 1, col: 2 } };
const [code, guest, secret, dependency] = findings;

describe('semgrep', () => {
  it('knows its reports, with findings and without', () => {
    expect(semgrepJson.recognise(report)).toBe(1);
    expect(semgrepJson.recognise({ results: [], errors: [] })).toBeGreaterThan(0.4);
    expect(semgrepJson.recognise({ results: [], errors: [], paths: {} })).toBeGreaterThan(0.6);
    expect(semgrepJson.recognise({ results: [{ test_id: 'B101' }], errors: [] })).toBe(0);
    expect(semgrepJson.recognise(fixture('semgrep-platform.json'))).toBe(0);
    expect(facts).toEqual({ scanner: 'semgrep', target: '', toolVersion: '1.140.0' });
  });

  it('takes everything of a result', () => {
    expect(code).toMatchObject({
      kind: 'code',
      title: 'Dangerous exec',
      severity: 3,
      severityReported: 'ERROR',
      ruleId: 'python.lang.security.dangerous-exec.dangerous-exec',
      scannerId: '3f5c_0',
      cwe: [95, 94],
      location: { path: 'src/run.py', line: 12, endLine: 13, column: 5 },
      tags: ['confidence:high', 'owasp:a03:2021'],
      identity: ['semgrep', 'python.lang.security.dangerous-exec.dangerous-exec', 'src/run.py', '3f5c_0'],
    });
    expect(code?.description).toBe(
      'Found `exec` with \\<b\\>user\\</b\\> input. See https://docs.example/exec_it\n\n```\n    exec(user_input)\n```',
    );
    expect(code?.fix).toContain('safe(user_input)');
  });

  it('does not take "requires login" for a fingerprint', () => {
    expect(guest?.severity).toBe(1);
    expect(guest?.scannerId).toBeUndefined();
    expect(guest?.description).toBe('Found exec');
    expect(guest?.identity[3]).toMatch(/^[0-9a-f]{64}$/);
  });

  it('keeps nothing of a secret', () => {
    expect(secret).toMatchObject({ kind: 'secret', severity: 4 });
    expect(secret?.raw).toContain('config/prod.env');
    expect(JSON.stringify(secret)).not.toContain('s3cr3t');
  });

  it('reads the supply chain as packages', () => {
    expect(dependency).toMatchObject({
      kind: 'dependency',
      ids: ['CVE-2030-4444'],
      fixVersion: '3.1.1',
      tags: ['reachable'],
      location: { path: 'poetry.lock', packageName: 'Pico_Web', packageVersion: '3.0.0', packageType: 'pypi' },
      identity: ['pkg:pypi/pico-web', 'CVE-2030-4444'],
    });
  });

  it('counts what was ignored in the code and what could not be read', () => {
    expect(skipped).toEqual([
      { skipped: 'suppressed', example: 'python.lang.security.dangerous-exec.dangerous-exec src/ok.py' },
      {
        skipped: 'scanner_error',
        example: 'src/broken.py Syntax error at line src/broken.py:4: `)` was unexpected',
      },
    ]);
  });

  it('keeps its identity when lines, prose and severity change, and only then', () => {
    varied(semgrepJson, report, 'results.0', {
      same: ['start.line', 'end.line', 'extra.message', 'extra.severity', 'extra.lines', 'extra.metadata.confidence'],
      other: ['check_id', 'path', 'extra.fingerprint'],
    });
    varied(semgrepJson, { results: [{ ...bare, extra: { lines: 'exec(x)', message: 'm' } }] }, 'results.0', {
      same: ['start.line', 'extra.message'],
      other: ['check_id', 'path', 'extra.lines'],
    });
  });

  it('refuses a result without rule', () => {
    expect(() => readJson(semgrepJson, { results: [{ path: 'a' }] })).toThrow('missing_field');
  });
});

describe('semgrep platform', () => {
  const platform = fixture('semgrep-platform.json');
  const read = readJson(semgrepPlatformJson, platform);

  it('is told from a generic list of findings', () => {
    expect(semgrepPlatformJson.recognise(platform)).toBe(1);
    expect(semgrepPlatformJson.recognise({ findings: [{ title: 'a', severity: 'Low' }] })).toBe(0);
  });

  it('gives the identities of the command line', () => {
    expect(read.findings.map(({ identity }) => identity)).toEqual([code?.identity, dependency?.identity]);
  });

  it('takes advice, reachability and EPSS', () => {
    expect(read.findings[0]).toMatchObject({ severity: 3, cwe: [95], tags: ['confidence:high', 'owasp:a03:2021'] });
    expect(read.findings[0]?.fix).toContain('safe()');
    expect(read.findings[1]).toMatchObject({ severity: 4, epss: 0.1, fixVersion: '3.1.1', fixAvailable: true });
  });

  it('leaves out what is settled there', () => {
    expect(read.skipped).toEqual([{ skipped: 'resolved', example: 'x.y src/old.py' }]);
  });
});
