import { describe, expect, it } from 'vitest';
import { spdxJson } from '@/lib/imports/parsers/spdx';
import { fixture, fixtureText, readJson, readText, varied } from '@/lib/imports/parsers/testing';

const report = fixture('spdx.json');
const { facts, findings } = await readText(spdxJson, fixtureText('spdx.json'));

describe('SPDX', () => {
  it('knows its documents of version 2, with advisories and without', () => {
    expect(spdxJson.recognise(report)).toBe(1);
    expect(spdxJson.recognise({ spdxVersion: 'SPDX-2.2', packages: [] })).toBe(1);
    expect(spdxJson.recognise({ spdxVersion: 'SPDX-3.0', packages: [] })).toBe(0);
  });

  it('tells the tool that wrote it, what it describes and when', () => {
    expect(facts).toEqual({
      scanner: 'spdx-scan',
      target: 'shop',
      scanAt: new Date('2030-01-06T07:08:09Z'),
      toolVersion: '1.50.0',
    });
    expect(spdxJson.open({ creationInfo: { creators: ['Person: Pico'] } }).facts.scanner).toBe('spdx');
  });

  it('makes a finding of each advisory of a package', () => {
    expect(findings).toMatchObject([
      {
        title: 'CVE-2030-11111 in merge',
        severity: 2,
        severityReported: '',
        fixAvailable: true,
        location: { packageName: 'merge', packageVersion: '1.2.3', purl: 'pkg:apk/alpine/merge@1.2.3?arch=x86_64' },
        description: 'See \\*there\\*',
        references: [
          'https://pico.example/CVE-2030-11111',
          'https://pico.example/fix/CVE-2030-11111',
          'https://pico.example/more',
        ],
        identity: ['pkg:apk/alpine/merge', 'CVE-2030-11111'],
      },
      { fixAvailable: undefined, identity: ['pkg:apk/alpine/merge', 'https://pico.example/own-number-7'] },
    ]);
  });

  it('refuses an advisory of nothing', () => {
    const advisory = { referenceCategory: 'SECURITY', referenceType: 'advisory', referenceLocator: 'CVE-2030-1' };
    expect(() => readJson(spdxJson, { packages: [{ externalRefs: [advisory] }] })).toThrow('missing_field');
  });

  it('keeps its identity when version and prose change, and only then', () => {
    varied(spdxJson, report, 'packages.0', {
      same: ['versionInfo', 'SPDXID', 'externalRefs.2.comment', 'externalRefs.4.referenceLocator'],
      other: ['externalRefs.1.referenceLocator', 'externalRefs.2.referenceLocator'],
    });
  });
});
