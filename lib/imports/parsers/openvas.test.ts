import { describe, expect, it } from 'vitest';
import { openvasCsv } from '@/lib/imports/parsers/openvas-csv';
import { openvasXml } from '@/lib/imports/parsers/openvas-xml';
import { fixtureText, readText, variedText } from '@/lib/imports/parsers/testing';

const xml = fixtureText('openvas.xml');
const update = ['openvas', '1.3.6.1.4.1.25623.1.0.900001', '192.0.2.7', '443', 'tcp'];
const timestamps = ['openvas', '1.3.6.1.4.1.25623.1.0.80091', '192.0.2.7', '', ''];
const { facts, findings, skipped } = await readText(openvasXml, xml);

describe('openvas, XML', () => {
  it('tells task, time and version', () => {
    expect(facts).toMatchObject({
      target: 'Office scan',
      scanAt: new Date('2030-01-07T06:00:00Z'),
      toolVersion: '22.5',
    });
    expect(facts.partial).toBeUndefined();
  });

  it('is a part where its filter shows a page', async () => {
    expect((await readText(openvasXml, xml.replace('rows=-1', 'rows=10'))).facts.partial).toBe(true);
  });

  it('takes a result', () => {
    expect(findings[0]).toMatchObject({
      kind: 'host',
      title: 'Tiny Shop Update',
      severity: 3,
      severityReported: 'High',
      ids: ['CVE-2030-1111', 'WID-SEC-2030-0001'],
      cvss: [{ version: '3.1', score: 9.8, source: 'greenbone' }],
      epss: 0.31,
      fixAvailable: true,
      location: { host: '192.0.2.7', port: 443, protocol: 'tcp' },
      fix: 'Upgrade to 1.2.',
      references: ['https://docs.example/tiny'],
      tags: ['qod:97'],
      identity: update,
    });
    const { description = '' } = findings[0] ?? {};
    expect(description).toContain('prone to \\*many\\* faults.\n\nInsight:\n\nOverflow\\|of a buffer.\n\nImpact:');
    expect(description).toContain('- `shop.example`');
    expect(description).toContain('```\nInstalled version: 1.1\n```');
  });

  it('knows ports in each spelling', () => {
    expect(findings.slice(1).map(({ severity, identity }) => [severity, identity])).toEqual([
      [1, timestamps],
      [0, ['openvas', '1.3.6.1.4.1.25623.1.0.10330', '192.0.2.7', '22', 'tcp']],
    ]);
  });

  it('leaves out what was overridden and what failed', () => {
    expect(skipped).toEqual([
      { skipped: 'resolved', example: 'Overridden 192.0.2.7' },
      { skipped: 'scanner_error', example: 'Timed out 192.0.2.7' },
    ]);
  });

  it('reads the answer of the API and a bare report alike', async () => {
    const bare = xml
      .replace(/^<report id[\s\S]*?(?=<report id="2774">)/, '')
      .replace('</report></report>', '</report>');
    expect((await readText(openvasXml, bare)).findings[0]?.identity).toEqual(update);
    const answer = `<get_reports_response status="200">${xml}</get_reports_response>`;
    expect(await readText(openvasXml, answer)).toMatchObject({ facts, findings: [{ identity: update }, {}, {}] });
  });

  it('keeps its identity when prose, scores and versions change, and only then', async () => {
    await variedText(openvasXml, xml, {
      same: ['<threat>«High»', '<severity>«9.8»', 'Installed version: «1.1»', '<hostname>«Shop.example»'],
      other: ['oid="«1.3.6.1.4.1.25623.1.0.900001»"', '<host>«192.0.2.7»<asset', '443/«tcp»'],
    });
  });

  it('refuses a result of no host', async () => {
    await expect(readText(openvasXml, xml.replaceAll('192.0.2.7', ''))).rejects.toThrow('record_invalid');
  });
});

describe('openvas, CSV', () => {
  it('gives the identities of the XML report', async () => {
    const table = await readText(openvasCsv, fixtureText('openvas-csv.csv'));
    expect(table.facts).toEqual({ scanner: 'openvas', target: '' });
    expect(table.findings.map(({ identity, severity, ids }) => [identity, severity, ids])).toEqual([
      [update, 3, ['CVE-2030-1111', 'CVE-2030-2222']],
      [timestamps, 1, []],
      [['openvas', 'CVE-2030-3333', '192.0.2.7', '', ''], 3, ['CVE-2030-3333']],
    ]);
    expect(table.findings[0]).toMatchObject({
      epss: 0.31,
      tags: ['qod:97'],
      references: ['https://docs.example/tiny'],
    });
  });
});
