import { describe, expect, it } from 'vitest';
import { cyclonedxJson } from '@/lib/imports/parsers/cyclonedx-json';
import { cyclonedxXml } from '@/lib/imports/parsers/cyclonedx-xml';
import { fixture, fixtureText, readJson, readText, varied, variedText } from '@/lib/imports/parsers/testing';

const report = fixture('cyclonedx-json.json');
const xml = fixtureText('cyclonedx-xml.xml');
const { facts, findings, skipped } = await readText(cyclonedxJson, fixtureText('cyclonedx-json.json'));

describe('CycloneDX, JSON', () => {
  it('knows its reports, with findings and without', () => {
    expect(cyclonedxJson.recognise(report)).toBe(1);
    expect(cyclonedxJson.recognise({ bomFormat: 'CycloneDX' })).toBe(1);
    expect(cyclonedxJson.recognise({ vulnerabilities: [] })).toBe(0);
  });

  it('tells tool, target and time, and whether it looked for vulnerabilities at all', () => {
    expect(facts).toEqual({
      scanner: 'cyclonedx-pico-scan',
      target: 'registry.example/shop',
      image: 'registry.example/shop',
      scanAt: new Date('2030-01-06T07:08:09Z'),
      toolVersion: '3.1',
      partial: undefined,
    });
    expect(cyclonedxJson.open({ bomFormat: 'CycloneDX', components: [] }).facts).toMatchObject({
      scanner: 'cyclonedx',
      partial: true,
    });
    expect(cyclonedxJson.open({ metadata: { tools: [{ name: 'trivy' }] } }).facts.scanner).toBe('cyclonedx-trivy');
  });

  it('makes one finding for each affected component, parts of components and links between BOMs included', () => {
    expect(findings.map(({ identity }) => identity)).toEqual([
      ['pkg:maven/org.pico/merge', 'CVE-2030-11111'],
      ['pkg:generic/inner', 'CVE-2030-11111'],
      ['pkg:npm/@pico/far', 'CVE-2030-22222'],
      ['pkg:generic/registry.example/shop', 'CVE-2030-55555'],
    ]);
  });

  it('takes everything of a vulnerability, rated by its own source', () => {
    expect(findings[0]).toMatchObject({
      kind: 'dependency',
      title: 'GHSA-aaaa-bbbb-cccc in org.pico:merge',
      severity: 1,
      severityReported: 'low (debian)',
      ids: ['GHSA-aaaa-bbbb-cccc', 'CVE-2030-11111'],
      cwe: [502],
      cvss: [{ version: '3.1', vector: 'CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H', score: 9.8, source: 'nvd' }],
      location: { packageName: 'org.pico:merge', packageVersion: '1.2.3', image: 'registry.example/shop' },
      fix: 'Upgrade to 1.2.4.',
      references: ['https://pico.example/advisory', 'https://nvd.example/11111', 'https://pico.example/more'],
      tags: ['vex:in_triage'],
    });
    expect(findings[0]?.description).toBe('Reads \\*anything\\*.\n\nAnalysis: `in_triage`\n\nWe look into it.');
  });

  it('rates by the score where nobody has a word', () => {
    expect(findings[2]).toMatchObject({ severity: 2, location: { packageName: '@pico/far', packageVersion: '2.0.0' } });
  });

  it('leaves out what an analysis settles and what is not affected', () => {
    expect(skipped).toEqual([
      { skipped: 'passed', example: 'GHSA-aaaa-bbbb-cccc registry.example/shop' },
      { skipped: 'suppressed', example: 'CVE-2030-33333 org.pico:merge' },
      { skipped: 'resolved', example: 'CVE-2030-44444 registry.example/shop' },
    ]);
  });

  it('makes no more findings of a vulnerability than anybody can look at, and says so', () => {
    const affects = Array.from({ length: 1_001 }, (_, index) => ({ ref: `pkg:npm/p${index}` }));
    const many = readJson(cyclonedxJson, { vulnerabilities: [{ id: 'CVE-2030-1', affects }] });
    expect(many.findings).toHaveLength(1_000);
    expect(many.skipped).toEqual([{ skipped: 'scanner_error', example: 'CVE-2030-1: 1001 components' }]);
  });

  it('refuses what names neither vulnerability nor component', () => {
    const bom = { bomFormat: 'CycloneDX', vulnerabilities: [{ id: 'CVE-2030-1' }] };
    expect(() => readJson(cyclonedxJson, bom)).toThrow('missing_field');
    expect(() => readJson(cyclonedxJson, { vulnerabilities: [{ affects: [{ ref: 'x' }] }] })).toThrow('missing_field');
  });

  it('keeps its identity when version, prose and severity change, and only then', () => {
    varied(cyclonedxJson, report, 'vulnerabilities.0', {
      same: ['description', 'ratings.2.severity', 'affects.0.versions.0.version', 'recommendation'],
      other: ['references.0.id', 'affects.0.ref'],
    });
  });
});

describe('CycloneDX, XML', () => {
  it('reads the vulnerabilities of the standard', async () => {
    const bom = await readText(cyclonedxXml, xml);
    expect(bom.facts).toMatchObject({ scanner: 'cyclonedx-scan', target: 'shop', toolVersion: '3.1' });
    expect(bom.findings.map(({ identity }) => identity)).toEqual([
      ['pkg:npm/@pico/merge', 'CVE-2030-11111'],
      ['pkg:generic/inner', 'CVE-2030-11111'],
    ]);
    expect(bom.findings[0]).toMatchObject({
      severity: 3,
      ids: ['CVE-2030-11111', 'GHSA-aaaa-bbbb-cccc'],
      cwe: [79],
      cvss: [{ version: '3.0', score: 7.5, source: 'NVD' }],
      location: { packageName: '@pico/merge', packageVersion: '1.2.3' },
      description: 'A \\<b\\>bold\\</b\\> fault.',
      fix: 'Upgrade.',
      references: ['https://nvd.example/11111', 'https://pico.example/ghsa', 'https://pico.example/more'],
    });
    expect(bom.skipped).toEqual([{ skipped: 'suppressed', example: 'CVE-2030-22222 @pico/merge' }]);
  });

  it('reads those of the extension, within components and beside them', async () => {
    const bom = await readText(cyclonedxXml, fixtureText('cyclonedx-xml-extension.xml'));
    expect(bom.findings.map(({ identity, severity }) => [...identity, severity])).toEqual([
      ['pkg:generic/libpico1', 'CVE-2030-11111', 1],
      ['pkg:generic/libpico1', 'CVE-2030-22222', 0],
    ]);
    expect(bom.findings[0]).toMatchObject({
      cvss: [{ version: '2.0', score: 4.3 }],
      fix: 'Upgrade',
      references: ['https://pico.example/source', 'https://pico.example/tracker'],
    });
    expect(JSON.parse(bom.findings[0]?.raw ?? '')).toMatchObject({ component: { name: 'libpico1' } });
  });

  it('keeps its identity when version, prose and severity change, and only then', async () => {
    await variedText(cyclonedxXml, xml, {
      same: ['<severity>«high»', 'A &lt;b&gt;«bold»&lt;', '<recommendation>«Upgrade»'],
      other: ['merge@1.2.3</purl>'.replace('merge', '«merge»'), '<id>«CVE-2030-11111»'],
    });
  });
});
