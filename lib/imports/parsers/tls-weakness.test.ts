import { describe, expect, it } from 'vitest';
import { object } from '@/lib/core/json';
import { sslLabsJson } from '@/lib/imports/parsers/ssl-labs';
import { sslscanXml } from '@/lib/imports/parsers/sslscan';
import { sslyzeJson } from '@/lib/imports/parsers/sslyze';
import { fixture, fixtureText, readJson, readText, varied, variedText } from '@/lib/imports/parsers/testing';
import { ofCertificate, type TlsSuite, tlsProtocol, tlsWeaknesses } from '@/lib/imports/parsers/tls-weakness';
import type { ParsedFinding } from '@/lib/imports/parsers/types';

const rated = (findings: readonly ParsedFinding[]) =>
  findings.map(({ ruleId, severity }) => `${ruleId} ${severity}`).sort();

function ofSuite(suite: TlsSuite): string[] {
  const service = { tool: 'x', host: 'x.example', others: [], port: '443', found: new Map() };
  const given = { ...service, protocols: new Set([suite.protocol]), suites: [suite], complete: false };
  return [...tlsWeaknesses(given)].map(({ ruleId }) => ruleId);
}

describe('weaknesses of TLS', () => {
  it.each([
    ['TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256', []],
    ['ECDHE-RSA-CHACHA20-POLY1305', []],
    ['AES128-GCM-SHA256', ['no-forward-secrecy']],
    ['ECDHE-RSA-AES128-SHA', ['no-aead']],
    ['ECDHE-RSA-NULL-SHA', ['suites-null', 'no-aead']],
    ['TLS_ECDH_anon_WITH_AES_128_CBC_SHA', ['suites-anonymous', 'no-forward-secrecy', 'no-aead']],
    ['EXP-EDH-RSA-DES-CBC-SHA', ['suites-export', 'suites-weak', 'no-aead']],
    ['TLS_DHE_RSA_EXPORT_WITH_DES40_CBC_SHA', ['suites-export', 'no-aead']],
    ['TLS_DHE_RSA_WITH_3DES_EDE_CBC_SHA', ['suites-64-bit', 'no-aead']],
    ['EDH-RSA-DES-CBC3-SHA', ['suites-64-bit', 'no-aead']],
    ['TLS_DHE_RSA_WITH_DES_CBC_SHA', ['suites-weak', 'no-aead']],
    ['ECDHE-RSA-RC4-SHA', ['suites-rc4', 'no-aead']],
  ])('%s: %j', (name, weaknesses) => expect(ofSuite({ protocol: 'TLS 1.2', name })).toEqual(weaknesses));

  it.each([
    ['TLSv1.2', 'TLS 1.2'],
    ['TLSv1', 'TLS 1.0'],
    ['tls_1_3', 'TLS 1.3'],
    ['ssl_2_0', 'SSL 2'],
    ['SSLv3', 'SSL 3'],
    ['DTLS 1.2', undefined],
  ])('%s is %s', (text, protocol) => expect(tlsProtocol(text)).toBe(protocol));

  it('rates keys and signatures of certificates', () => {
    expect(ofCertificate('SHA1withRSA', 'RSA', 1024).map(([id]) => id)).toEqual([
      'cert-signature-sha1',
      'cert-key-below-2048',
    ]);
    expect(ofCertificate('md5WithRSAEncryption', 'RSA', 512).map(([id]) => id)).toEqual([
      'cert-signature-broken',
      'cert-key-below-1024',
    ]);
    expect(ofCertificate('sha256', 'EC', 256)).toEqual([]);
    expect(ofCertificate('sha384WithRSAEncryption', 'RSA', 4096)).toEqual([]);
  });
});

describe('sslscan', () => {
  const xml = fixtureText('sslscan.xml');

  it('shows weaknesses by its facts', async () => {
    const { facts, findings } = await readText(sslscanXml, xml);
    expect(facts).toMatchObject({ scanner: 'sslscan', target: 'Shop.example:443', toolVersion: '2.0.7' });
    expect(rated(findings)).toEqual([
      'cert-expired 3',
      'cert-key-below-2048 2',
      'cert-signature-sha1 2',
      'compression 2',
      'dh-below-2048 2',
      'heartbleed 4',
      'insecure-renegotiation 3',
      'ssl-3 2',
      'suites-64-bit 2',
      'suites-anonymous 3',
    ]);
    expect(findings[0]).toMatchObject({
      kind: 'host',
      ids: ['CVE-2014-0160'],
      location: { host: 'shop.example', port: 443 },
      identity: ['sslscan', 'heartbleed', 'shop.example', '443', 'tcp'],
    });
    const suites = findings.find(({ ruleId }) => ruleId === 'suites-anonymous');
    expect(suites?.description).toContain('- `TLS 1.2 ADH-AES128-SHA (DH 2048)`');
  });

  it('keeps the identity when facts beside it change, and only then', async () => {
    await variedText(sslscanXml, xml, {
      same: ['cipher="«DHE-RSA-AES256-GCM-SHA384»"', 'host="«192.0.2.7»"', '[«shop.example»]'],
      other: ['sniname="«Shop.example»"'],
    });
  });

  it('misses TLS 1.2 only where each protocol was looked at', async () => {
    const old = (after: string) =>
      readText(sslscanXml, xml.replace(/<cipher[^>]*TLSv1.2[^>]*>/g, '').replace('version="1.2" enabled="1"', after));
    expect(rated((await old('version="1.2" enabled="0"')).findings)).toContain('no-tls-1.2 2');
    const { findings } = await readText(
      sslscanXml,
      xml.replace(/<protocol.*1\.[23].*>/g, '').replace(/<cipher.*TLSv1.2.*>/g, ''),
    );
    expect(rated(findings)).not.toContain('no-tls-1.2 2');
  });

  it('refuses a test of no host', async () => {
    await expect(readText(sslscanXml, xml.replace('host="192.0.2.7" sniname="Shop.example"', ''))).rejects.toThrow(
      'record_invalid',
    );
  });
});

describe('sslyze', () => {
  it('shows weaknesses by its facts, and says what failed', () => {
    const { facts, findings, skipped } = readJson(sslyzeJson, fixture('sslyze.json'));
    expect(facts).toMatchObject({
      scanner: 'sslyze',
      toolVersion: '5.2.0',
      scanAt: new Date('2030-01-07T06:00:00.847Z'),
    });
    expect(rated(findings)).toEqual([
      'cert-name 3',
      'cert-self-signed 3',
      'no-aead 2',
      'no-forward-secrecy 2',
      'no-tls-1.2 2',
      'suites-rc4 2',
      'tls-1.0 2',
    ]);
    expect(skipped).toEqual([
      { skipped: 'scanner_error', example: 'Shop.example: heartbleed' },
      { skipped: 'unreachable', example: 'gone.example' },
    ]);
  });

  it('reads the form of version 3', () => {
    const { findings, skipped } = readJson(sslyzeJson, fixture('sslyze-old.json'));
    expect(rated(findings)).toEqual([
      'client-renegotiation 1',
      'dh-below-1024 3',
      'heartbleed 4',
      'insecure-renegotiation 3',
    ]);
    expect(skipped).toEqual([{ skipped: 'unreachable', example: 'gone.example' }]);
  });

  it('tells a certificate that is out of its time from one that is not trusted', () => {
    const text = fixtureText('sslyze.json');
    const found = (changed: string) => rated(readJson(sslyzeJson, JSON.parse(changed)).findings);
    expect(found(text.replace('2031-01-01', '2029-06-01'))).toContain('cert-expired 3');
    expect(found(text.replace('2029-01-01', '2030-06-01'))).toContain('cert-not-yet-valid 3');
    const stranger = text.replace(
      '"issuer": { "rfc4514_string": "CN=other.example"',
      '"issuer": { "rfc4514_string": "CN=CA"',
    );
    expect(found(stranger.replace('self signed certificate', 'unable to get local issuer certificate'))).toContain(
      'cert-untrusted 3',
    );
    expect(
      found(text.replace('"verified_certificate_chain": null', '"verified_certificate_chain": [{}]')),
    ).not.toContain('cert-self-signed 3');
  });

  it('keeps its identity when facts beside it change, and only then', () => {
    varied(sslyzeJson, fixture('sslyze-old.json'), 'server_scan_results.0', {
      same: ['server_info.server_location.ip_address'],
      other: ['server_info.server_location.hostname', 'server_info.server_location.port'],
    });
  });

  it('refuses a server without a name', () => {
    expect(() => readJson(sslyzeJson, { server_scan_results: [{}] })).toThrow('missing_field');
  });
});

describe('ssl labs', () => {
  const json = fixture('ssl-labs.json');

  it('shows weaknesses by its facts and the grade as a tag', () => {
    const { facts, findings, skipped } = readJson(sslLabsJson, json);
    expect(facts).toEqual({
      scanner: 'ssllabs',
      target: 'Shop.example:443',
      scanAt: new Date('2030-01-07T06:00:00Z'),
      toolVersion: '2.3.0',
      partial: undefined,
    });
    expect(rated(findings)).toEqual([
      'cert-expired 3',
      'cert-name 3',
      'cert-signature-sha1 2',
      'chain-incomplete 2',
      'dh-below-2048 2',
      'hsts-broken 1',
      'insecure-renegotiation 3',
      'poodle-tls 3',
      'tls-1.1 2',
    ]);
    expect(findings[0]?.tags).toEqual(['tls', 'grade:B']);
    expect(skipped).toEqual([
      { skipped: 'scanner_error', example: 'Shop.example 192.0.2.8: Unable to connect to the server' },
    ]);
  });

  it('reads one host, and closes nothing while it runs', () => {
    const running = { ...object(json, 0), status: 'IN_PROGRESS' };
    expect(readJson(sslLabsJson, running).facts.partial).toBe(true);
    expect(readJson(sslLabsJson, running).findings).toHaveLength(9);
  });

  it('keeps its identity when address and grade change, and only then', () => {
    varied(sslLabsJson, json, '0', {
      same: [
        'endpoints.0.ipAddress',
        'endpoints.0.grade',
        'criteriaVersion',
        'endpoints.0.details.suites.0.list.0.name',
      ],
      other: ['host'],
    });
  });

  it('refuses grades without details, and an endpoint of no host', () => {
    const graded = [{ host: 'x.example', endpoints: [{ grade: 'A' }] }];
    expect(() => readJson(sslLabsJson, graded)).toThrow('missing_field');
    expect(() => readJson(sslLabsJson, [{ endpoints: [{}] }])).toThrow('missing_field');
  });
});
