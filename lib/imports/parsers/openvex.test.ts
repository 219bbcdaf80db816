import { describe, expect, it } from 'vitest';
import { openvexJson } from '@/lib/imports/parsers/openvex';
import { fixture, fixtureText, readJson, readText, varied } from '@/lib/imports/parsers/testing';

const report = fixture('openvex.json');
const { facts, findings, skipped } = await readText(openvexJson, fixtureText('openvex.json'));

describe('OpenVEX', () => {
  it('knows its documents, with statements and without', () => {
    expect(openvexJson.recognise(report)).toBe(1);
    expect(openvexJson.recognise({ '@context': 'https://openvex.dev/ns', statements: [] })).toBe(1);
    expect(openvexJson.recognise({ statements: [] })).toBe(0);
  });

  it('is a source by its id, with the time of its last version', () => {
    expect(facts).toEqual({
      scanner: 'openvex',
      target: 'https://pico.example/vex/1',
      scanAt: new Date('2030-01-06T07:08:09Z'),
    });
  });

  it('makes a finding of each part that is affected or under investigation', () => {
    expect(findings.map(({ identity, severity, tags }) => [...identity, severity, ...tags])).toEqual([
      ['pkg:npm/@pico/merge', 'CVE-2030-11111', 2, 'vex:affected'],
      ['pkg:apk/alpine/merge', 'CVE-2030-11111', 2, 'vex:affected'],
      ['pkg:npm/far', 'GHSA-dddd-eeee-ffff', 2, 'vex:under_investigation'],
    ]);
    expect(findings[0]).toMatchObject({
      title: 'CVE-2030-11111 in @pico/merge',
      ids: ['CVE-2030-11111', 'GHSA-aaaa-bbbb-cccc'],
      location: { packageName: '@pico/merge', packageVersion: '1.2.3', resource: 'pkg:oci/shop@sha256%3A11' },
      description: 'Merges \\<b\\>too\\</b\\> much.',
      fix: 'Upgrade.',
      references: ['https://pico.example/CVE-2030-11111'],
    });
    expect(findings[2]?.description).toBe('We look.');
  });

  it('leaves out what a statement settles', () => {
    expect(skipped).toEqual([
      { skipped: 'suppressed', example: 'CVE-2030-22222 far' },
      { skipped: 'resolved', example: 'CVE-2030-33333 urn:pico:shop' },
    ]);
  });

  it('makes no more findings of a statement than anybody can look at, and says so', () => {
    const products = Array.from({ length: 1_001 }, (_, index) => `pkg:npm/p${index}`);
    const many = readJson(openvexJson, { statements: [{ vulnerability: 'CVE-2030-1', status: 'affected', products }] });
    expect(many.findings).toHaveLength(1_000);
    expect(many.skipped).toEqual([{ skipped: 'scanner_error', example: 'CVE-2030-1: 1001 products' }]);
  });

  it('refuses a statement without status or products', () => {
    const refused = (statement: Record<string, string | string[]>) =>
      expect(() => readJson(openvexJson, { statements: [statement] })).toThrow('missing_field');
    refused({ vulnerability: 'CVE-2030-1', products: ['pkg:npm/far'] });
    refused({ vulnerability: 'CVE-2030-1', status: 'affected' });
    refused({ products: ['pkg:npm/far'], status: 'affected' });
  });

  it('keeps its identity when prose and product change, and only then', () => {
    varied(openvexJson, report, 'statements.0', {
      same: ['vulnerability.description', 'action_statement', 'products.0.@id', 'vulnerability.aliases.0'],
      other: ['products.0.subcomponents.0.@id', 'vulnerability.name'],
    });
  });
});
