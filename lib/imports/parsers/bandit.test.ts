import { describe, expect, it } from 'vitest';
import { banditJson } from '@/lib/imports/parsers/bandit';
import { sha256, snippetHash } from '@/lib/imports/parsers/normalise';
import { numberedLines } from '@/lib/imports/parsers/numbered-code';
import { fixture, fixtureText, readJson, readText, varied } from '@/lib/imports/parsers/testing';

const report = fixture('bandit.json');
const { facts, findings, skipped } = await readText(banditJson, fixtureText('bandit.json'));

describe('bandit', () => {
  it('knows its reports, with findings and without', () => {
    expect(banditJson.recognise(report)).toBe(1);
    expect(banditJson.recognise({ errors: [], generated_at: '2030', metrics: {}, results: [] })).toBe(1);
    expect(banditJson.recognise({ errors: [], results: [] })).toBe(0);
    expect(facts).toEqual({ scanner: 'bandit', target: '', scanAt: new Date('2030-01-06T07:08:09Z') });
  });

  it('takes everything of a result, known by the code alone', () => {
    expect(findings[0]).toMatchObject({
      kind: 'code',
      title: 'Try, Except, *Pass* detected.',
      severity: 1,
      severityReported: 'LOW',
      ruleId: 'B110',
      cwe: [703],
      location: { path: './shop/cart.py', line: 27, endLine: 28, column: 5 },
      tags: ['confidence:high'],
      identity: ['bandit', 'B110', 'shop/cart.py', snippetHash('except: pass'), '1'],
    });
    expect(findings[0]?.description).toContain('Try, Except, \\*Pass\\* detected.\n\n```\n26     run(order)');
    expect(findings[0]?.references).toHaveLength(2);
  });

  it('keeps no password', () => {
    expect(findings[1]).toMatchObject({
      kind: 'secret',
      title: "Possible hardcoded password: '[redacted]'",
      severity: 0,
      identity: ['B105', 'shop/login.py', sha256('fixture-password')],
    });
    expect(JSON.stringify(findings[1])).not.toContain('fixture-password');
  });

  it('counts files that could not be read', () => {
    expect(skipped).toEqual([
      { skipped: 'scanner_error', example: 'shop/broken.py syntax error while parsing AST from file' },
    ]);
  });

  it('refuses a result without test or file', () => {
    expect(() => readJson(banditJson, { results: [{ filename: 'a' }] })).toThrow('missing_field');
    expect(() => readJson(banditJson, { results: [{ test_id: 'B1' }] })).toThrow('missing_field');
  });

  it('keeps its identity when lines, prose and severity change, and only then', () => {
    varied(banditJson, report, 'results.0', {
      same: ['issue_text', 'issue_severity', 'issue_confidence', 'col_offset', 'test_name'],
      other: ['test_id', 'filename', 'code'],
    });
    const moved = fixtureText('bandit.json')
      .replace(
        '26     run(order)\\n27     except:\\n28         pass\\n29',
        '36     walk()\\n37     except:\\n38         pass\\n39',
      )
      .replace('"line_number": 27', '"line_number": 37')
      .replace('[27, 28]', '[37, 38]');
    expect(readJson(banditJson, JSON.parse(moved)).findings[0]?.identity).toEqual(findings[0]?.identity);
  });
});

describe('numberedLines', () => {
  it('takes the lines that are meant, without their numbers', () => {
    expect(numberedLines('1 a\n2   b\n3 c', 2, 3)).toBe('  b\nc');
    expect(numberedLines('9: a\n10: b', 10, undefined)).toBe(' b');
    expect(numberedLines('1 a\n2 b', 7, 7)).toBe('a\nb');
    expect(numberedLines('s.Serve()', 3, 3)).toBe('s.Serve()');
  });
});
