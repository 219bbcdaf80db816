import { describe, expect, it } from 'vitest';
import { acunetixMoment } from '@/lib/imports/parsers/acunetix';
import { acunetixJson } from '@/lib/imports/parsers/acunetix-json';
import { acunetixXml } from '@/lib/imports/parsers/acunetix-xml';
import { fixture, fixtureText, readJson, readText, varied, variedText } from '@/lib/imports/parsers/testing';

const xml = fixtureText('acunetix-xml.xml');
const read = await readText(acunetixXml, xml);

describe('acunetix, times', () => {
  it.each([
    ['07/01/2030 01:05 PM', '2030-01-07T13:05:00.000Z'],
    ['07/01/2030 12:05 AM', '2030-01-07T00:05:00.000Z'],
    ['28/04/2030, 05:36:46', '2030-04-28T05:36:46.000Z'],
    ['28/13/2030, 05:36:46', undefined],
    ['yesterday', undefined],
  ])('%s is %s', (text, iso) => expect(acunetixMoment(text)?.toISOString()).toBe(iso));
});

describe('acunetix, JSON', () => {
  const json = fixture('acunetix-json.json');
  const { facts, findings, skipped } = readJson(acunetixJson, json);

  it('tells target and time', () => {
    expect(facts).toEqual({
      scanner: 'acunetix',
      target: 'https://shop.example/',
      scanAt: new Date('2030-01-07T13:05:00Z'),
    });
  });

  it('takes a vulnerability, without credentials', () => {
    expect(findings[0]).toMatchObject({
      kind: 'web',
      title: 'Boolean Based SQL Injection',
      severity: 4,
      ids: ['CVE-2030-1111'],
      cwe: [89, 564],
      cvss: [{ version: '3.0', score: 9.8 }],
      fix: 'Use parameters.',
      references: ['https://docs.example/sqli'],
      tags: ['confirmed'],
      identity: ['acunetix', 'ConfirmedBooleanSqlInjection', 'GET', 'https://shop.example/artist?id', 'id'],
    });
    expect(findings[0]?.description).toContain('SQL injection.\n\nalert(1)\n\nImpact:\n\nAll data.');
    expect(JSON.stringify(findings)).not.toContain('fixture-session');
    expect(findings[1]).toMatchObject({ severity: 0, severityReported: 'BestPractice' });
  });

  it('leaves out what was decided on there', () => {
    expect(skipped).toEqual([{ skipped: 'resolved', example: 'Cookie https://shop.example/' }]);
  });

  it('keeps its identity when prose, severity and answers change, and only then', () => {
    varied(acunetixJson, json, 'Vulnerabilities.0', {
      same: ['Name', 'Severity', 'Description', 'LookupId', 'HttpResponse.Content'],
      other: ['Type', 'HttpRequest.Method', 'HttpRequest.Parameters.0.Name'],
    });
  });

  it('refuses what has no type', () => {
    expect(() => readJson(acunetixJson, { Vulnerabilities: [{ Url: 'https://x.example' }] })).toThrow('missing_field');
  });
});

describe('acunetix, XML', () => {
  const { facts, findings, skipped } = read;

  it('takes an item, without the values of cookies', () => {
    expect(facts).toMatchObject({ target: 'http://shop.example:9000', scanAt: new Date('2030-01-07T06:00:00Z') });
    expect(findings[0]).toMatchObject({
      title: 'Cookie(s) without HttpOnly flag set',
      severity: 2,
      cwe: [1004],
      cvss: [{ version: '3.0', score: 5.3 }],
      fix: 'Set it.',
      references: ['https://docs.example/cookie'],
      tags: ['configuration'],
      identity: ['acunetix', 'Cookie(s) without HttpOnly flag set', '', 'http://shop.example:9000/login', 'user'],
    });
    expect(findings[0]?.description).toContain('Set-Cookie: sid=\\[redacted\\];Path=/');
    expect(JSON.stringify(findings)).not.toContain('fixture-session');
    expect(skipped).toEqual([{ skipped: 'resolved', example: 'Not so http://shop.example:9000/' }]);
  });

  it('keeps its identity when prose and severity change, and only then', async () => {
    await variedText(acunetixXml, xml, {
      same: ['<Severity>«medium»', '<Recommendation>«Set it.»', '/RPA/«Cookie».js', '<Score>«5.3»'],
      other: ['<Name>«Cookie(s)» without', '[/«login»]]></Affects>', '[«user»]'],
    });
  });

  it('refuses an item without a name', async () => {
    await expect(readText(acunetixXml, xml.replace('Not so', ''))).rejects.toThrow('record_invalid');
  });
});
