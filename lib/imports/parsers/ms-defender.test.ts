import { describe, expect, it } from 'vitest';
import { msDefenderJson } from '@/lib/imports/parsers/ms-defender';
import { fixture, readJson, varied } from '@/lib/imports/parsers/testing';

const report = fixture('ms-defender.json');
const { facts, findings } = readJson(msDefenderJson, report);
const software = readJson(msDefenderJson, fixture('ms-defender-software.json'));
const machines = readJson(msDefenderJson, fixture('ms-defender-machines.json'));

describe('ms-defender', () => {
  it('knows its answers, also empty ones', () => {
    expect(msDefenderJson.recognise(report)).toBe(1);
    expect(msDefenderJson.recognise(fixture('ms-defender-machines.json'))).toBe(1);
    const context = 'https://api-eu.securitycenter.windows.com/api/$metadata#x';
    expect(msDefenderJson.recognise({ '@odata.context': context, value: [] })).toBe(0.9);
    expect(msDefenderJson.recognise({ '@odata.context': 'https://graph.microsoft.com/v1.0', value: [] })).toBe(0);
  });

  it('takes vulnerabilities of machines; a page closes nothing', () => {
    expect(facts).toEqual({ scanner: 'ms-defender', target: '', partial: true });
    expect(findings[0]).toMatchObject({
      kind: 'dependency',
      severity: 3,
      fixAvailable: true,
      location: { host: 'm1', packageName: 'openssl/openssl', packageVersion: '1.1.1' },
      identity: ['pkg:generic/openssl/openssl', 'CVE-2022-0778', 'm1'],
    });
  });

  it('takes vulnerabilities of software; devices without any have none', () => {
    expect(software.findings).toHaveLength(1);
    expect(software.findings[0]).toMatchObject({
      location: { host: 'shop.example', path: '/usr/lib/libssl.so' },
      fix: 'April 2022 5012345',
      identity: ['pkg:generic/openssl/openssl', 'CVE-2022-0778', 'd1'],
    });
  });

  it('makes a source of its own of the list of machines, without findings', () => {
    expect(machines.facts.scanner).toBe('ms-defender-machines');
    expect(machines.findings).toEqual([]);
  });

  it('refuses what names no machine', () => {
    expect(() => readJson(msDefenderJson, { value: [{ cveId: 'CVE-2022-0778' }] })).toThrow('missing_field');
  });

  it('is the same finding by machine, software and vulnerability', () => {
    varied(msDefenderJson, report, 'value.0', {
      same: ['id', 'fixingKbId', 'productVersion', 'severity'],
      other: ['cveId', 'machineId', 'productName', 'productVendor'],
    });
  });
});
