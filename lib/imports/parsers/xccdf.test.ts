import { describe, expect, it } from 'vitest';
import { fixtureText, readText, variedText } from '@/lib/imports/parsers/testing';
import { xccdfXml } from '@/lib/imports/parsers/xccdf';

const report = fixtureText('xccdf.xml');
const { facts, findings, skipped } = await readText(xccdfXml, report);
const collection = await readText(xccdfXml, fixtureText('xccdf-arf.xml'));

describe('xccdf', () => {
  it('says of which host', () => {
    expect(facts).toEqual({
      scanner: 'xccdf',
      target: 'shop.example',
      scanAt: new Date('2024-04-03T10:01:00Z'),
      toolVersion: '1.3.9',
    });
    expect(collection.facts.target).toBe('shop.example');
  });

  it('finds the host behind all rules, however many', async () => {
    const rule = '<Rule id="x"><title>Many</title><description>of them</description></Rule>';
    const large = report.replace('<Rule id="base-timeout"', `${rule.repeat(3_000)}<Rule id="base-timeout"`);
    expect(large.length).toBeGreaterThan(200_000);
    expect((await readText(xccdfXml, large)).facts.target).toBe('shop.example');
  });

  it('takes failed rules with what the benchmark says of them', () => {
    expect(findings[0]).toMatchObject({
      kind: 'configuration',
      title: 'Prevent login with empty passwords',
      severity: 3,
      location: { host: 'shop.example' },
      references: ['https://www.cisecurity.org/benchmark/red_hat_linux/'],
      tags: ['CCE-80841-0'],
      identity: ['xccdf', 'xccdf_org.ssgproject.content_rule_no_empty_passwords', 'shop.example'],
    });
    expect(findings[0]?.description).toContain('Anybody could log in.');
    expect(findings[0]?.fix).toContain("sed -i 's/nullok//'");
  });

  it('takes what a rule does not say from the one that it extends', () => {
    expect(findings[1]).toMatchObject({ title: 'Timeout of SSH', severity: 2, severityReported: 'unknown' });
    expect(findings[1]?.description).toContain('Idle sessions end.');
    expect(findings[1]?.identity).toEqual(['xccdf', 'ssh-timeout', 'shop.example', 'console']);
  });

  it('reads collections; revisions of a STIG are one rule', () => {
    expect(collection.findings).toHaveLength(1);
    expect(collection.findings[0]).toMatchObject({
      title: 'Show a banner',
      severity: 2,
      identity: ['xccdf', 'xccdf_mil.disa.stig_rule_SV-204393', 'shop.example'],
    });
  });

  it('reads a benchmark that stands in the report of a collection', async () => {
    const [, benchmark = ''] = report.split('?>\n');
    const wrapped = `<asset-report-collection><reports><report><content>${benchmark}</content></report></reports></asset-report-collection>`;
    const read = await readText(xccdfXml, wrapped);
    expect(read.facts).toEqual(facts);
    expect(read.findings).toEqual(findings);
  });

  it('counts what passed, was left out, could not be checked or was mended', () => {
    expect(skipped.map(({ skipped: code }) => code)).toEqual(['passed', 'suppressed', 'scanner_error', 'resolved']);
  });

  it('closes nothing by a benchmark without results', async () => {
    const [benchmark = ''] = report.split('  <TestResult');
    const read = await readText(xccdfXml, `${benchmark}</Benchmark>`);
    expect(read.facts.partial).toBe(true);
    expect(read.findings).toEqual([]);
  });

  it('refuses a result of no meaning', async () => {
    const broken = report.replace('<result>pass</result>', '<result>perhaps</result>');
    await expect(readText(xccdfXml, broken)).rejects.toThrow('record_invalid');
  });

  it('is the same finding by rule and host', async () => {
    await variedText(xccdfXml, report, {
      same: ['<title>«Prevent login with empty passwords»</title>', 'start-time="«2024-04-03T10:00:00+00:00»"'],
      other: ['<target>«shop.example»</target>'],
    });
  });
});
