import { describe, expect, it } from 'vitest';
import { csafJson } from '@/lib/imports/parsers/csaf';
import { fixture, fixtureText, readJson, readText, varied } from '@/lib/imports/parsers/testing';

const report = fixture('csaf.json');
const { facts, findings, skipped } = await readText(csafJson, fixtureText('csaf.json'));

describe('CSAF', () => {
  it('knows its documents of version 2, with vulnerabilities and without', () => {
    expect(csafJson.recognise(report)).toBe(1);
    expect(csafJson.recognise({ document: { csaf_version: '2.1' } })).toBe(1);
    expect(csafJson.recognise({ document: { csaf_version: '1.2' } })).toBe(0);
  });

  it('is a source by its id, with the time of its last version', () => {
    expect(facts).toEqual({ scanner: 'csaf', target: 'PICO-2030-0001', scanAt: new Date('2030-01-06T07:08:09Z') });
  });

  it('makes a finding of each product that is affected or under investigation, versions apart', () => {
    expect(findings.map(({ identity, location }) => [...identity, location.packageVersion])).toEqual([
      ['pkg:rpm/pico/merge', 'CVE-2030-11111', '1.2.3'],
      ['pkg:generic/Pico Shop', 'CVE-2030-11111', '4.2'],
      ['pkg:generic/ghost', 'CVE-2030-11111', undefined],
      ['pkg:generic/Lone App 1.0', 'CVE-2030-11111', undefined],
    ]);
    expect(findings[3]?.tags).toEqual(['vex:under_investigation']);
  });

  it('takes everything of a vulnerability, rated by its vendor', () => {
    expect(findings[0]).toMatchObject({
      title: 'Merges too much in pico/merge',
      severity: 3,
      severityReported: 'Important',
      ids: ['CVE-2030-11111', 'GHSA-aaaa-bbbb-cccc'],
      cwe: [502],
      cvss: [{ version: '3.1', score: 9.8 }],
      fixAvailable: true,
      location: { resource: 'Pico Shop' },
      description: 'Reads \\<b\\>anything\\</b\\>.',
      fix: '- Upgrade to 1.2.4.',
      references: ['https://pico.example/advisory', 'https://pico.example/fix'],
    });
  });

  it('rates the other products by what speaks of them', () => {
    expect(findings[1]).toMatchObject({ severity: 1, severityReported: 'Low', fix: '', fixAvailable: undefined });
    expect(findings[1]?.cvss).toMatchObject([{ version: '2.0', score: 4.3 }]);
    const bare = { vulnerabilities: [{ cve: 'CVE-2030-1', product_status: { known_affected: ['x'] } }] };
    expect(readJson(csafJson, bare).findings[0]).toMatchObject({ severity: 2, severityReported: '' });
  });

  it('reads the metrics of version 2.1', () => {
    const metrics = [
      { products: ['x'], content: { cvss_v4: { baseScore: 9.3, version: '4.0', baseSeverity: 'CRITICAL' } } },
    ];
    const newer = { vulnerabilities: [{ cve: 'CVE-2030-1', metrics, product_status: { known_affected: ['x'] } }] };
    expect(readJson(csafJson, newer).findings[0]).toMatchObject({
      severity: 4,
      cvss: [{ version: '4.0', score: 9.3 }],
    });
  });

  it('makes one finding of a component on several platforms, as bad as on the worst of them', () => {
    const branches = ['a', 'b'].map((id) => {
      const helper = { purl: `pkg:rpm/pico/merge@${id}` };
      return { category: 'architecture', product: { product_id: id, name: id, product_identification_helper: helper } };
    });
    const threats = [
      { category: 'impact', details: 'Low', product_ids: ['a'] },
      { category: 'impact', details: 'Critical', product_ids: ['b'] },
    ];
    const vulnerabilities = [{ cve: 'CVE-2030-1', threats, product_status: { known_affected: ['a', 'b'] } }];
    expect(readJson(csafJson, { product_tree: { branches }, vulnerabilities }).findings).toMatchObject([
      { severity: 4, severityReported: 'Critical', description: 'Also:\n\n- `b`' },
    ]);
  });

  it('makes no more findings of a vulnerability than anybody can look at, and says so', () => {
    const known_affected = Array.from({ length: 1_002 }, (_, index) => `p${index}`);
    const many = readJson(csafJson, { vulnerabilities: [{ cve: 'CVE-2030-1', product_status: { known_affected } }] });
    expect(many.findings).toHaveLength(1_000);
    expect(many.skipped).toEqual([{ skipped: 'scanner_error', example: 'CVE-2030-1: 1002 products' }]);
  });

  it('leaves out what is not affected or fixed', () => {
    expect(skipped).toEqual([
      { skipped: 'suppressed', example: 'CVE-2030-11111 Pico Shop' },
      { skipped: 'resolved', example: 'CVE-2030-11111 other' },
    ]);
  });

  it('refuses a vulnerability without id or products', () => {
    expect(() => readJson(csafJson, { vulnerabilities: [{ product_status: {} }] })).toThrow('missing_field');
    expect(() => readJson(csafJson, { vulnerabilities: [{ cve: 'CVE-2030-1' }] })).toThrow('missing_field');
  });

  it('keeps its identity when prose and severity change, and only then', () => {
    varied(csafJson, report, 'vulnerabilities.0', {
      same: ['title', 'notes.0.text', 'threats.0.details', 'scores.0.cvss_v3.baseSeverity', 'ids.0.text'],
      other: ['cve', 'product_status.known_affected.0'],
    });
  });
});
