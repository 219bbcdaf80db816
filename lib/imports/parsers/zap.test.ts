import { describe, expect, it } from 'vitest';
import { fixture, fixtureText, readJson, readText, variedText } from '@/lib/imports/parsers/testing';
import { readAlert, type ZapAlert } from '@/lib/imports/parsers/zap';
import { zapJson } from '@/lib/imports/parsers/zap-json';
import { zapXml } from '@/lib/imports/parsers/zap-xml';

const xml = fixtureText('zap-xml.xml');
const json = fixture('zap-json.json');
const clickjacking = ['zap', '10020-1', '', 'https://shop.example/', ''];

const { facts, findings, skipped } = await readText(zapXml, xml);

describe('zap, XML', () => {
  it('tells site, time and version', () => {
    expect(facts).toEqual({
      scanner: 'zap',
      target: 'https://shop.example',
      scanAt: new Date('2030-01-07T08:40:35.123Z'),
      toolVersion: '2.16.0',
    });
  });

  it('makes one finding of what is mended once for the site', () => {
    expect(findings[0]).toMatchObject({
      kind: 'web',
      title: 'Missing Anti-clickjacking Header',
      severity: 2,
      severityReported: 'Medium (High)',
      ruleId: '10020-1',
      cwe: [1021],
      location: { url: 'https://shop.example', host: 'shop.example', parameter: undefined },
      fix: 'Set the header.',
      references: ['https://docs.example/xfo', 'https://docs.example/csp'],
      tags: ['confidence:high', 'wasc:15'],
      identity: clickjacking,
    });
    expect(findings[0]?.description).toContain('The response does not protect.\n\nalert(1)');
    expect(findings[0]?.description).toContain('- GET `https://shop.example/cart`: parameter `x-frame-options`');
  });

  it('makes a finding of each place where an attack went through', () => {
    expect(findings.slice(1).map(({ location, identity }) => [location.method, location.parameter, identity])).toEqual([
      ['POST', 'user', ['zap', '40018', 'POST', 'https://shop.example/login?user', 'user']],
      ['GET', 'q', ['zap', '40018', 'GET', 'https://shop.example/search?q', 'q']],
    ]);
    expect(findings[1]?.description).toContain("attack `` ' OR 1=1 -- ` ``");
    expect(findings[1]?.description).toContain('\n````http\nHTTP/1.1 500 Oops');
  });

  it('keeps no credentials of a request or response', () => {
    expect(findings[1]?.raw).toContain('[redacted]');
    expect(JSON.stringify(findings)).not.toContain('fixture-session');
    expect(JSON.stringify(findings)).not.toContain('fixture-token');
  });

  it('leaves out what was marked as false positive in ZAP', () => {
    expect(skipped).toEqual([{ skipped: 'resolved', example: 'Cookie No HttpOnly Flag https://shop.example' }]);
  });

  it('keeps its identity when prose, severity and places change, and only then', async () => {
    await variedText(zapXml, xml, {
      same: ['«Set the header.»', '«Medium (High)»', '<cweid>«1021»', '«Mon, 7 Jan 2030»', '/«cart»</uri>'],
      other: ['«10020-1»', 'name="https://«shop.example»"'],
    });
  });
});

describe('zap, JSON', () => {
  const read = readJson(zapJson, json);

  it('knows its reports', () => {
    expect(zapJson.recognise(json)).toBe(1);
    expect(zapJson.recognise({ '@generated': 'x', site: [] })).toBeGreaterThan(0.9);
    expect(zapJson.recognise({ site: 'https://x.example' })).toBe(0);
    expect(zapXml.recognise({ name: 'nmaprun', attributes: {}, children: [], text: '' })).toBe(0);
  });

  it('reads its older words for the time as UTC', () => {
    expect(read.facts).toMatchObject({ target: 'https://shop.example', scanAt: new Date('2030-01-07T08:40:35Z') });
  });

  it('gives the identities of the XML report', () => {
    expect(read.findings[0]?.identity).toEqual(clickjacking);
  });

  it('tells the alerts of scripts apart by name', () => {
    const name = 'A Server Error response code was returned by the server';
    expect(read.findings[1]).toMatchObject({
      cwe: [],
      tags: ['confidence:high'],
      location: { url: 'https://cdn.example' },
    });
    expect(read.findings[1]?.identity).toEqual(['zap', `100000:${name}`, '', 'https://cdn.example/', '']);
    expect(JSON.stringify(read)).not.toContain('fixture-session');
  });

  it('refuses what is no alert', () => {
    expect(() => readJson(zapJson, { site: [{ alerts: [3] }] })).toThrow('missing_field');
  });
});

it('reads the texts of an alert once, however often it was seen', () => {
  let looks = 0;
  const seen = { uri: 'https://shop.example/a', method: '', param: '', attack: 'x', evidence: '' };
  const alert: ZapAlert = {
    plugin: '40018',
    alertRef: '',
    name: '',
    risk: '',
    riskText: '',
    confidence: '',
    get description() {
      looks += 1;
      return '<p>a</p>';
    },
    solution: '',
    otherInfo: '',
    reference: '',
    cwe: '',
    wasc: '',
    site: 'https://shop.example',
    instances: Array.from({ length: 200 }, () => ({ ...seen, request: '', response: '' })),
  };
  expect([...readAlert(alert)]).toHaveLength(200);
  expect(looks).toBeLessThan(10);
});
