import { describe, expect, it } from 'vitest';
import { nucleiJson } from '@/lib/imports/parsers/nuclei';
import { fixture, fixtureText, readJson, readText, varied } from '@/lib/imports/parsers/testing';

const lines = fixtureText('nuclei.jsonl');
const { facts, findings, skipped } = await readText(nucleiJson, lines);

describe('nuclei', () => {
  it('knows its reports', () => {
    expect(nucleiJson.recognise([{ 'template-id': 'x', info: {} }])).toBe(1);
    expect(nucleiJson.recognise([{ info: {} }])).toBe(0);
    expect(nucleiJson.recognise([])).toBe(0);
    expect(facts).toEqual({ scanner: 'nuclei', target: '' });
  });

  it('takes a match at a URL, without credentials', () => {
    expect(findings[0]).toMatchObject({
      kind: 'web',
      title: 'Tiny Shop - *Traversal*',
      severity: 3,
      severityReported: 'high',
      ids: ['CVE-2030-1111'],
      cwe: [22],
      cvss: [{ version: '3.1', score: 7.5, source: 'nuclei' }],
      epss: 0.5,
      location: { url: 'https://shop.example/file?name=..%2Fetc', host: 'shop.example' },
      fix: 'Upgrade.',
      references: ['https://docs.example/tiny'],
      tags: ['cve', 'lfi'],
      identity: ['nuclei', 'CVE-2030-1111', '', 'https://shop.example/file?name', ''],
    });
    expect(findings[0]?.description).toContain('Impact:\n\nEverything.\n\nExtracted:\n\n- `root:x`');
    expect(findings[0]?.raw).toContain('Cookie: [redacted]');
    expect(JSON.stringify(findings)).not.toContain('fixture-session');
  });

  it('tells the matchers of a template apart', () => {
    expect(findings.slice(1, 3).map(({ ruleId, tags }) => [ruleId, tags])).toEqual([
      ['http-missing-security-headers:x-frame-options', ['misconfig', 'headers']],
      ['http-missing-security-headers:referrer-policy', ['misconfig', 'headers']],
    ]);
  });

  it('takes a match at a port of a host', () => {
    expect(findings[3]).toMatchObject({
      kind: 'host',
      severity: 0,
      location: { host: 'shop.example', port: 8443, protocol: 'ssl' },
      identity: ['nuclei', 'weak-cipher', 'shop.example', '8443', 'ssl'],
    });
  });

  it('never keeps a credential that it found', () => {
    expect(findings[4]?.ruleId).toBe('api-token');
    expect(JSON.stringify(findings)).not.toContain('fixture-token-value');
  });

  it('leaves out what did not match', () => {
    expect(skipped).toEqual([{ skipped: 'passed', example: 'not-there' }]);
  });

  it('reads the list of an export, a lone line and older keys', async () => {
    const panel = ['nuclei', 'old-panel:login', '', 'https://shop.example/admin', ''];
    expect(readJson(nucleiJson, fixture('nuclei-export.json')).findings[0]).toMatchObject({
      identity: panel,
      references: ['https://docs.example/panel'],
    });
    const [first = ''] = lines.split('\n');
    expect((await readText(nucleiJson, first)).findings).toEqual(findings.slice(0, 1));
  });

  it('keeps its identity when prose, severity and answers change, and only then', () => {
    const document = lines
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line));
    varied(nucleiJson, document, '0', {
      same: ['info.name', 'info.severity', 'info.description', 'response', 'timestamp', 'ip'],
      other: ['template-id', 'matched-at'],
    });
  });

  it('refuses a match of no template', async () => {
    await expect(readText(nucleiJson, '{"info": {}, "template-id": " "}')).rejects.toThrow('record_invalid');
  });
});
