import { describe, expect, it } from 'vitest';
import { dependencyFinding, ratedSeverity } from '@/lib/imports/parsers/dependency';

const found = { id: 'CVE-2030-1', name: 'merge', severity: 2, severityReported: 'medium' } as const;

describe('dependencyFinding', () => {
  it.each([
    ['npm', 'pkg:npm/merge'],
    ['PyPI', 'pkg:pypi/merge'],
    ['pip', 'pkg:pypi/merge'],
    ['crates.io', 'pkg:cargo/merge'],
    ['rust', 'pkg:cargo/merge'],
    ['Packagist', 'pkg:composer/merge'],
    ['rubygems', 'pkg:gem/merge'],
    ['GO', 'pkg:golang/merge'],
    ['Debian:12', 'pkg:deb/debian/merge'],
    ['ubuntu:22.04', 'pkg:deb/ubuntu/merge'],
    ['Alpine:v3.20', 'pkg:apk/alpine/merge'],
    ['rhel:9', 'pkg:rpm/redhat/merge'],
    ['Red Hat:enterprise_linux:9', 'pkg:rpm/redhat/merge'],
    ['', 'pkg:generic/merge'],
    ['constructor', 'pkg:constructor/merge'],
  ])('knows a package of %s as %s', (ecosystem, identity) => {
    expect(dependencyFinding({ ...found, ecosystem }).identity).toEqual([identity, 'CVE-2030-1']);
  });

  it('prefers a package URL, and the CVE that aliases name', () => {
    const finding = dependencyFinding({
      ...found,
      id: 'GHSA-AAAA-bbbb-cccc',
      aliases: ['CVE-2030-2222'],
      purl: 'pkg:npm/%40pico/merge@1.2.3?x=y',
      ecosystem: 'Debian:12',
    });
    expect(finding.identity).toEqual(['pkg:npm/@pico/merge', 'CVE-2030-2222']);
    expect(finding.ids).toEqual(['GHSA-aaaa-bbbb-cccc', 'CVE-2030-2222']);
  });

  it('keeps an id that no scheme knows, and names the fixes once each', () => {
    const finding = dependencyFinding({ ...found, id: ' 533 ', fixVersions: ['1.1', '', '1.1', '2.0'], title: ' ' });
    expect(finding).toMatchObject({ ids: ['533'], ruleId: '533', title: '533 in merge', fixVersion: '1.1, 2.0' });
    expect(finding.fixAvailable).toBe(true);
    expect(dependencyFinding({ ...found, fixAvailable: false }).fixAvailable).toBe(false);
    expect(dependencyFinding(found).fixAvailable).toBeUndefined();
  });

  it('refuses what has no id or no package', () => {
    expect(() => dependencyFinding({ ...found, id: ' ' })).toThrow('missing_field');
    expect(() => dependencyFinding({ ...found, name: '' })).toThrow('missing_field');
  });
});

describe('ratedSeverity', () => {
  const cvss = [{ version: '3.1', vector: '', score: 9.8, source: 'nvd' }] as const;

  it.each([
    ['Moderate', 2],
    ['unknown', 4],
    ['UNASSIGNED', 4],
    ['', 4],
    ['none', 0],
    ['who knows', 4],
  ])('%s is %s', (word, severity) => expect(ratedSeverity(word, cvss)).toBe(severity));

  it('is information where nobody rates', () => expect(ratedSeverity('', [])).toBe(0));
});
