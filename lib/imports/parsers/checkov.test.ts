import { describe, expect, it } from 'vitest';
import { checkovJson } from '@/lib/imports/parsers/checkov';
import { sha256 } from '@/lib/imports/parsers/normalise';
import { fixture, readJson, varied } from '@/lib/imports/parsers/testing';

const report = fixture('checkov.json');
const { facts, findings, skipped } = readJson(checkovJson, report);
const [check, secret, vulnerability, licence] = findings;

describe('checkov', () => {
  it('knows its reports, also without anything to check', () => {
    expect(checkovJson.recognise(report)).toBe(1);
    expect(checkovJson.recognise({ check_type: 'terraform', results: {} })).toBe(1);
    expect(checkovJson.recognise({ passed: 0, resourcecount: 0, checkov_version: '2.1.269' })).toBe(1);
    expect(
      checkovJson.recognise([
        { passed: 0, failed: 0 },
        { check_type: 'secrets', results: {} },
      ]),
    ).toBe(1);
    expect(checkovJson.recognise({ results: {} })).toBe(0);
    expect(checkovJson.recognise([])).toBe(0);
    expect(facts).toEqual({ scanner: 'checkov', target: '', toolVersion: '2.1.269' });
  });

  it('takes failed checks; without a rating they are medium', () => {
    expect(check).toMatchObject({
      kind: 'configuration',
      title: 'Ensure the key vault is recoverable',
      severity: 2,
      severityReported: '',
      location: { path: '/kv.tf', line: 1, endLine: 16, resource: 'azurerm_key_vault.main' },
      tags: ['terraform'],
      identity: ['checkov', 'CKV_AZURE_42', 'kv.tf', 'azurerm_key_vault.main'],
    });
    expect(check?.description).toContain('resource "azurerm_key_vault" "main" {');
  });

  it('never keeps the code of a secret', () => {
    expect(secret).toMatchObject({
      kind: 'secret',
      severity: 1,
      identity: ['CKV_SECRET_6', 'app/settings.py', sha256('c00f1a6e4b20aa64691d50781b810756d6254b8e')],
    });
    expect(JSON.stringify(secret)).not.toContain('n0t-a-real-key');
    expect(secret?.raw).toContain('settings.py');
  });

  it('takes vulnerabilities and licences of packages', () => {
    expect(vulnerability).toMatchObject({
      kind: 'dependency',
      severity: 3,
      fixVersion: '1.10.0',
      identity: ['pkg:pypi/py', 'CVE-2020-29651'],
    });
    expect(licence).toMatchObject({ kind: 'licence', severity: 2, identity: ['pkg:pypi/gpl-lib', 'GPL-3.0'] });
  });

  it('counts what passed, was skipped or could not be read', () => {
    expect(skipped.map(({ skipped: code }) => code).sort()).toEqual(['passed', 'scanner_error', 'suppressed']);
  });

  it('is the same finding by check, file and resource', () => {
    varied(checkovJson, report, '0.results.failed_checks.0', {
      same: ['check_name', 'bc_check_id', 'guideline', 'file_line_range.0', 'check_class'],
      other: ['check_id', 'resource', 'file_path'],
    });
  });
});
