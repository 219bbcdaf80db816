import { describe, expect, it } from 'vitest';
import { niktoJson } from '@/lib/imports/parsers/nikto-json';
import { niktoXml } from '@/lib/imports/parsers/nikto-xml';
import { fixture, fixtureText, readJson, readText, varied } from '@/lib/imports/parsers/testing';

const json = fixture('nikto-json.json');
const traversal = ['nikto', '000123', 'GET', 'https://shop.example/cgi/tiny?x', ''];
const { facts, findings } = readJson(niktoJson, json);

describe('nikto, JSON', () => {
  it('tells the site', () => expect(facts).toEqual({ scanner: 'nikto', target: 'https://shop.example:443' }));

  it('takes what was seen at an address', () => {
    expect(findings[1]).toMatchObject({
      kind: 'web',
      title: 'May allow *traversal*.',
      severity: 2,
      location: { method: 'GET', host: 'shop.example' },
      tags: ['osvdb:4711'],
      identity: traversal,
    });
  });

  it('takes headers as those of the site, whatever address and method it made up', () => {
    expect(findings[0]).toMatchObject({
      severity: 0,
      identity: ['nikto', '999100', '', 'https://shop.example/', 'x-tiny'],
    });
    expect(findings[2]?.identity).toEqual(['nikto', '999967', '', 'https://shop.example/', '']);
  });

  it('keeps no password', () => {
    expect(findings[3]?.title).toContain("PW '[redacted]'");
    expect(JSON.stringify(findings)).not.toContain('fixture-password');
  });

  it('reads several hosts, and CVE numbers as known vulnerabilities', () => {
    const [found] = readJson(niktoJson, fixture('nikto-json-hosts.json')).findings;
    expect(found).toMatchObject({
      severity: 2,
      ids: ['CVE-2030-1111'],
      references: ['https://docs.example/x'],
      identity: ['nikto', '007352', 'GET', 'https://two.example:8443/a', ''],
    });
  });

  it('keeps its identity when the message changes, and only then', () => {
    varied(niktoJson, json, 'vulnerabilities.0', { same: ['method', 'url'], other: ['id'] });
  });

  it('refuses what names no host', () => {
    expect(() => readJson(niktoJson, { host: '', vulnerabilities: [{ id: '1' }] })).toThrow('missing_field');
  });
});

describe('nikto, XML', () => {
  it('gives the identities of the report in JSON', async () => {
    const read = await readText(niktoXml, fixtureText('nikto-xml.xml'));
    expect(read.facts).toMatchObject({ scanAt: new Date('2030-01-07T06:00:00Z'), toolVersion: '2.1.6' });
    expect(read.findings.map(({ identity, severity }) => [identity, severity])).toEqual([[traversal, 2]]);
  });
});
