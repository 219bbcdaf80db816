import { describe, expect, it } from 'vitest';
import { clairJson } from '@/lib/imports/parsers/clair';
import { fixture, fixtureText, readJson, readText, varied } from '@/lib/imports/parsers/testing';

const report = fixture('clair.json');
const { facts, findings, skipped } = readJson(clairJson, report);
const klar = await readText(clairJson, fixtureText('clair-klar.json'));

describe('clair', () => {
  it('knows the reports of both clients', () => {
    expect(clairJson.recognise(report)).toBe(1);
    expect(clairJson.recognise(fixture('clair-klar.json'))).toBe(1);
    expect(clairJson.recognise({ vulnerabilities: [] })).toBe(0);
    expect(facts).toEqual({ scanner: 'clair', target: 'shop/web', image: 'shop/web:1.2' });
  });

  it('takes what nobody has approved', () => {
    expect(findings).toHaveLength(1);
    expect(findings[0]).toMatchObject({
      kind: 'dependency',
      severity: 2,
      location: { image: 'shop/web:1.2', packageVersion: '237' },
      identity: ['pkg:deb/ubuntu/systemd', 'CVE-2018-20839'],
    });
    expect(skipped).toEqual([{ skipped: 'suppressed', example: 'CVE-2019-9923 tar' }]);
  });

  it("takes klar's, whatever severity they stand under", () => {
    expect(klar.findings.map(({ severity, identity }) => [severity, identity])).toEqual([
      [4, ['pkg:rpm/centos/perl-libs', 'RHSA-2019:0109']],
      [0, ['pkg:rpm/centos/systemd', 'RHSA-2019:0049']],
    ]);
    expect(klar.findings[0]?.fixVersion).toBe('4:5.16.3-294');
  });

  it('is the same finding by package and vulnerability', () => {
    const { unapproved: _, ...all } = JSON.parse(fixtureText('clair.json'));
    varied(clairJson, all, 'vulnerabilities.0', {
      same: ['featureversion', 'description', 'severity'],
      other: ['featurename', 'vulnerability', 'namespace'],
    });
  });
});
