import { describe, expect, it } from 'vitest';
import { hadolintJson } from '@/lib/imports/parsers/hadolint';
import { fixture, readJson, varied } from '@/lib/imports/parsers/testing';

const report = fixture('hadolint.json');
const { findings, skipped } = readJson(hadolintJson, report);

describe('hadolint', () => {
  it('knows its reports', () => {
    expect(hadolintJson.recognise(report)).toBe(1);
    expect(hadolintJson.recognise([])).toBe(0);
    expect(hadolintJson.recognise([{ code: 'E501', line: 1, column: 1, file: '', level: '', message: '' }])).toBe(0);
  });

  it('takes errors and warnings, and tells equal ones of a file apart', () => {
    expect(findings.map(({ severity, identity }) => [severity, identity])).toEqual([
      [2, ['hadolint', 'DL3008', 'docker/Dockerfile.web', '1']],
      [2, ['hadolint', 'DL3008', 'docker/Dockerfile.web', '2']],
      [3, ['hadolint', 'SC2046', 'docker/Dockerfile.web', '1']],
    ]);
    expect(findings[0]?.references).toEqual(['https://github.com/hadolint/hadolint/wiki/DL3008']);
    expect(findings[0]?.location).toEqual({ path: 'docker\\Dockerfile.web', line: 9, column: 1 });
  });

  it('leaves style out, and counts what could not be read', () => {
    expect(skipped.map(({ skipped: code }) => code)).toEqual(['not_security', 'scanner_error']);
  });

  it('refuses what has no rule', () => {
    expect(() => readJson(hadolintJson, [{ file: 'Dockerfile', level: 'error' }])).toThrow('missing_field');
  });

  it('is the same finding when lines move and words change', () => {
    varied(hadolintJson, report, '0', { same: ['line', 'column', 'message', 'level'], other: ['code', 'file'] });
  });
});
