import { describe, expect, it } from 'vitest';
import { qualysCsv } from '@/lib/imports/parsers/qualys-csv';
import { qualysXml } from '@/lib/imports/parsers/qualys-xml';
import { fixtureText, readText, variedText } from '@/lib/imports/parsers/testing';

const xml = fixtureText('qualys.xml');
const overflow = ['qualys', '900001', 'shop.example', '443', 'tcp'];
const { facts, findings, skipped } = await readText(qualysXml, xml);

describe('qualys, XML', () => {
  it('tells target and time', () => {
    expect(facts).toEqual({
      scanner: 'qualys',
      target: 'Shops 192.0.2.1-192.0.2.9',
      scanAt: new Date('2030-01-07T06:00:00Z'),
    });
  });

  it('takes a QID on a port, with what the glossary says of it', () => {
    expect(findings[0]).toMatchObject({
      kind: 'host',
      title: 'Tiny Shop Overflow',
      severity: 4,
      severityReported: '5',
      ids: ['CVE-2030-1111'],
      cvss: [
        { version: '3.1', score: 9.8 },
        { version: '2.0', score: 7.5 },
      ],
      location: { host: 'shop.example', port: 443, protocol: 'tcp', service: 'https' },
      fix: 'See here.',
      references: ['https://docs.example/tiny'],
      tags: ['CGI', 'confirmed', 'exploit'],
      identity: overflow,
    });
    expect(findings[0]?.description).toContain('Prone to overflow.\n\nImpact:\n\nAnything.');
    expect(findings[0]?.description).toContain('- `192.0.2.7`');
    expect(findings[0]?.description).toContain('```\nVersion 1.1\n```');
  });

  it('takes hosts by what they are tracked by, and a QID without glossary by its number', () => {
    expect(findings.slice(1).map(({ title, severity, identity }) => [title, severity, identity])).toEqual([
      ['DNS Host Name', 0, ['qualys', '6', 'shop.example', '', '']],
      ['QID 404', 0, ['qualys', '404', '192.0.2.8', '', '']],
    ]);
    expect(skipped).toEqual([{ skipped: 'resolved', example: '7 192.0.2.7' }]);
  });

  it('keeps its identity when prose, level and address change, and only then', async () => {
    await variedText(qualysXml, xml, {
      same: ['[«Tiny Shop Overflow»]', '<SEVERITY>«5»', '<RESULT><![CDATA[«Version 1.1»', '<IP>«192.0.2.7»'],
      other: ['[«Shop.example»]', '<PROTOCOL>«tcp»', 'id="qid_900001">«900001»</QID><TYPE>'],
    });
  });

  it('refuses a finding of no host', async () => {
    await expect(
      readText(qualysXml, xml.replace('<IP>192.0.2.8</IP>', '').replace('moving.example', '')),
    ).rejects.toThrow('record_invalid');
  });
});

describe('qualys, detections of the API', () => {
  const detections = fixtureText('qualys-detections.xml');

  it('give the identities of the report, and close nothing where they are a page', async () => {
    const read = await readText(qualysXml, detections);
    expect(read.facts).toMatchObject({ target: '', scanAt: new Date('2030-01-07T06:00:00Z'), partial: true });
    expect(read.findings.map(({ title, severity, identity }) => [title, severity, identity])).toEqual([
      ['QID 900001', 4, overflow],
    ]);
    expect(read.skipped.map(({ skipped: code }) => code)).toEqual(['resolved', 'suppressed']);
    const whole = await readText(qualysXml, detections.replace(/<WARNING>.*<\/WARNING>/, ''));
    expect(whole.facts.partial).toBeUndefined();
  });
});

describe('qualys, CSV', () => {
  it('gives the identities of the XML report', async () => {
    const table = await readText(qualysCsv, fixtureText('qualys-csv.csv'));
    expect(table.findings.map(({ identity, severity, ids }) => [identity, severity, ids])).toEqual([
      [overflow, 4, ['CVE-2030-1111', 'CVE-2030-2222']],
    ]);
    expect(table.findings[0]?.cvss.map(({ vector }) => vector)).toEqual([
      'CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H',
      'AV:N/AC:L/Au:N/C:P/I:P/A:P',
    ]);
    expect(table.skipped).toEqual([{ skipped: 'resolved', example: 'Old 192.0.2.7' }]);
  });

  it('reads lists of VMDR below their letterhead', async () => {
    const table = await readText(qualysCsv, fixtureText('qualys-csv-vmdr.csv'));
    expect(table.findings).toHaveLength(1);
    expect(table.findings[0]).toMatchObject({
      severity: 4,
      ids: ['CVE-2030-1111'],
      fixAvailable: true,
      identity: ['qualys', '730143', 'javaapp01', '8080', 'tcp'],
    });
    expect(table.skipped.map(({ skipped: code }) => code)).toEqual(['suppressed', 'resolved']);
  });
});
