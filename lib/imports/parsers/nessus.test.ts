import { describe, expect, it } from 'vitest';
import { nessusCsv } from '@/lib/imports/parsers/nessus-csv';
import { nessusXml } from '@/lib/imports/parsers/nessus-xml';
import { fixtureText, readText, variedText } from '@/lib/imports/parsers/testing';

const xml = fixtureText('nessus.nessus');
const csv = fixtureText('nessus-csv.csv');
const overflow = ['nessus', '900001', 'shop.example', '443', 'tcp'];
const { facts, findings, skipped } = await readText(nessusXml, xml);

describe('.nessus', () => {
  it('tells scan and time', () => {
    expect(facts).toEqual({ scanner: 'nessus', target: 'Office network', scanAt: new Date('2030-01-07T06:00:00Z') });
  });

  it('takes a plugin on a port of a host', () => {
    expect(findings[0]).toMatchObject({
      kind: 'host',
      title: 'Tiny TLS < 1.2 Overflow',
      severity: 3,
      severityReported: '3',
      ids: ['CVE-2030-1111', 'CVE-2030-2222'],
      cwe: [120],
      epss: 0.42,
      knownExploited: true,
      fixAvailable: true,
      location: { host: 'shop.example', port: 443, protocol: 'tcp', service: 'www' },
      fix: 'Upgrade to 1.2.',
      references: ['https://docs.example/tiny'],
      tags: ['exploit', 'vpr:8.1'],
      identity: overflow,
    });
    expect(findings[0]?.cvss.map(({ version, score }) => [version, score])).toEqual([
      ['3.0', 9.8],
      ['2.0', 7.5],
    ]);
    expect(findings[0]?.description).toContain('is \\*affected\\*.\n\nThe version');
    expect(findings[0]?.description).toContain('- `192.0.2.7`');
    expect(findings[0]?.description).toContain('````\nInstalled version : ``` 1.1\n````');
  });

  it('keeps the hosts apart, and says nothing where there is nothing', () => {
    expect(findings[1]).toMatchObject({ severity: 0, fix: '', location: { port: undefined } });
    expect(findings[2]?.identity).toEqual(['nessus', '900002', '192.0.2.9', '53', 'udp']);
    expect(findings[2]?.description).toBe('');
  });

  it('takes each failed check of an audit policy', () => {
    expect(findings[3]).toMatchObject({
      kind: 'configuration',
      title: '5.4.1 Idle accounts',
      severity: 3,
      severityReported: 'FAILED',
      location: { host: '192.0.2.9' },
      fix: 'Set it to 30.',
      tags: ['CIS_Tiny.audit', 'Policy Compliance'],
      identity: ['nessus', 'fc1', '', '192.0.2.9'],
    });
    expect(findings[3]?.description).toBe('Lock \\*idle\\* accounts.\n\nExpected: `30`\n\nFound: `neverc1`');
    expect(skipped).toEqual([
      { skipped: 'passed', example: '5.4.2 Root 192.0.2.9' },
      { skipped: 'scanner_error', example: '5.4.3 Shadow 192.0.2.9' },
    ]);
  });

  it('keeps its identity when prose, scores and addresses change, and only then', async () => {
    await variedText(nessusXml, xml, {
      same: [
        'older than «1.2».',
        'pluginName="«Tiny TLS &lt; 1.2 Overflow»"',
        '<vpr_score>«8.1»',
        '"host-ip">«192.0.2.7»',
      ],
      other: ['pluginID="«900001»"', 'ReportHost name="«Shop.example»"', 'port="«443»"'],
    });
  });
});

describe('tables of Tenable', () => {
  it('give the identities of .nessus, a row for each CVE', async () => {
    const table = await readText(nessusCsv, csv);
    expect(table.facts).toEqual({ scanner: 'nessus', target: '' });
    expect(table.findings.map(({ identity, ids }) => [identity, ids])).toEqual([
      [overflow, ['CVE-2030-1111']],
      [overflow, ['CVE-2030-2222']],
      [['nessus', '900003', 'shop.example', '', 'tcp'], []],
    ]);
    expect(table.findings.map(({ severity }) => severity)).toEqual([3, 3, 0]);
    expect(table.findings[0]?.cvss[0]?.vector).toBe('CVSS:3.0/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H');
    expect(table.findings[0]?.description).toContain('```\nInstalled : 1.1\n```');
    expect(table.skipped).toEqual([
      { skipped: 'resolved', example: 'Fixed long ago Shop.example' },
      { skipped: 'resolved', example: 'Accepted there Shop.example' },
    ]);
  });

  it('of Security Center name the host by its address', async () => {
    const table = await readText(nessusCsv, fixtureText('nessus-csv-center.csv'));
    expect(table.findings[0]).toMatchObject({
      severity: 4,
      severityReported: 'Critical',
      cwe: [120],
      tags: ['exploit'],
      fix: 'Upgrade.',
      identity: ['nessus', '900001', '192.0.2.7', '443', 'tcp'],
    });
  });

  it('of web application scans tell places by URL and parameter', async () => {
    const table = await readText(nessusCsv, fixtureText('nessus-csv-was.csv'));
    expect(table.findings.map(({ kind, identity }) => [kind, identity])).toEqual([
      ['web', ['nessus', '98104', '', 'https://shop.example/search?q', 'query']],
      ['web', ['nessus', '98104', '', 'https://shop.example/login', 'user']],
    ]);
  });

  it('are refused where a row names no host', async () => {
    const nobody = csv.replaceAll('Shop.example', '');
    await expect(readText(nessusCsv, nobody)).rejects.toThrow('record_invalid');
  });
});
