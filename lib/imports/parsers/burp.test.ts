import { describe, expect, it } from 'vitest';
import { burpXml } from '@/lib/imports/parsers/burp';
import { fixtureText, readText, variedText } from '@/lib/imports/parsers/testing';

const xml = fixtureText('burp.xml');
const { facts, findings, skipped } = await readText(burpXml, xml);

describe('burp', () => {
  it('tells site, time and version', () => {
    expect(facts).toEqual({
      scanner: 'burp',
      target: 'https://shop.example',
      scanAt: new Date('2030-01-07T06:00:00Z'),
      toolVersion: '2030.1',
    });
  });

  it('takes an issue', () => {
    expect(findings[0]).toMatchObject({
      kind: 'web',
      title: 'SQL injection',
      severity: 3,
      severityReported: 'High',
      ruleId: '1049088',
      scannerId: '4859812391421595648',
      cwe: [89],
      location: { url: 'https://shop.example/login', parameter: 'user parameter', host: 'shop.example' },
      fix: 'Use parameters.',
      references: ['https://docs.example/sqli', 'https://cwe.mitre.org/data/definitions/89.html'],
      tags: ['confidence:firm'],
      identity: ['burp', '1049088', '', 'https://shop.example/login', 'user parameter'],
    });
    const { description = '' } = findings[0] ?? {};
    expect(description).toContain('The user parameteralert(1) is vulnerable.\n\n- item one\n\nSQL injection arises.');
    expect(description).toContain('POST /login HTTP/1.1');
  });

  it('keeps no credentials of a request or response', () => {
    expect(findings[0]?.raw).toContain('Cookie: [redacted]');
    expect(JSON.stringify(findings)).not.toContain('fixture-session');
    expect(JSON.stringify(findings)).not.toContain('Zml4dHVyZS1zZXNzaW9u');
  });

  it('reads issues with answers of many megabytes', async () => {
    const large = xml.replace('\nOops]]>', `\n${'x'.repeat(9_000_000)}]]>`);
    const read = await readText(burpXml, large);
    expect(read.findings[0]?.identity).toEqual(findings[0]?.identity);
    expect(read.findings[0]?.raw?.length).toBeLessThan(60_000);
  });

  it('tells the issues of extensions apart by name', () => {
    expect(findings[1]?.identity).toEqual(['burp', "134217728:An extension's check", '', 'https://shop.example/', '']);
  });

  it('leaves out what was marked as false positive in Burp', () => {
    expect(skipped).toEqual([
      { skipped: 'resolved', example: 'Cookie without HttpOnly flag set https://shop.example/' },
    ]);
  });

  it('keeps its identity when prose, severity and serial number change, and only then', async () => {
    await variedText(burpXml, xml, {
      same: ['[«SQL injection»]', '<severity>«High»', '<serialNumber>«4859812391421595648»', 'Use «parameters».'],
      other: ['<type>«1049088»', '[/«login»]]></path>', '[«user» parameter]'],
    });
  });

  it('refuses an issue of no host', async () => {
    await expect(readText(burpXml, xml.replaceAll('https://shop.example', ''))).rejects.toThrow('record_invalid');
  });
});
