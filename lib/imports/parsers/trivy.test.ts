import { describe, expect, it } from 'vitest';
import { sha256 } from '@/lib/imports/parsers/normalise';
import { fixture, fixtureText, readText, varied } from '@/lib/imports/parsers/testing';
import { trivyJson } from '@/lib/imports/parsers/trivy';

const { facts, findings, skipped } = await readText(trivyJson, fixtureText('trivy.json'));
const [debian, old, npm, misconfiguration, secret, licence] = findings;

describe('a report of an image', () => {
  it('knows its reports, with findings and without', () => {
    expect(trivyJson.recognise(fixture('trivy.json'))).toBe(1);
    expect(trivyJson.recognise({ SchemaVersion: 2, ArtifactName: 'a', ArtifactType: 'repository' })).toBe(1);
    expect(trivyJson.recognise(fixture('trivy-schema-1.json'))).toBeGreaterThan(0.5);
    expect(trivyJson.recognise({ SchemaVersion: 1, Results: [] })).toBe(0);
    expect(trivyJson.recognise([])).toBe(0);
    expect(trivyJson.recognise(null)).toBe(0);
  });

  it('tells target, time and version', () => {
    expect(facts).toEqual({
      scanner: 'trivy',
      target: 'registry.example/shop',
      image: 'registry.example/shop:4.2',
      scanAt: new Date('2030-01-06T06:08:09.123Z'),
      toolVersion: '0.69.1',
    });
  });

  it('takes everything of a vulnerability', () => {
    expect(debian).toMatchObject({
      kind: 'dependency',
      title: 'pico: heap overflow in *parse*',
      severity: 3,
      severityReported: 'HIGH (debian)',
      ruleId: 'CVE-2030-12345',
      ids: ['CVE-2030-12345', 'DSA-9001-1'],
      cwe: [122, 787],
      fixAvailable: true,
      fixVersion: '1.2.4-1',
      location: {
        purl: 'pkg:deb/debian/libpico1@1.2.3-1?arch=amd64&distro=debian-13.1',
        packageName: 'libpico1',
        packageVersion: '1.2.3-1',
        packageType: 'debian',
        image: 'registry.example/shop:4.2',
        layer: 'sha256:1111',
      },
      description: 'A crafted file overflows \\<b\\>the heap\\</b\\>.',
      references: ['https://avd.aquasec.com/nvd/cve-2030-12345', 'https://pico.example/advisory'],
      tags: [],
      identity: ['pkg:deb/debian/libpico1', 'CVE-2030-12345'],
    });
    expect(debian?.cvss.map(({ version, score, source }) => [version, score, source])).toEqual([
      ['3.1', 9.8, 'nvd'],
      ['2.0', 6.8, 'nvd'],
      ['4.0', 8.7, 'redhat'],
    ]);
  });

  it('rates UNKNOWN by CVSS and keeps what the vendor decided', () => {
    expect(old).toMatchObject({
      severity: 2,
      severityReported: 'UNKNOWN',
      fixAvailable: false,
      tags: ['will_not_fix'],
    });
    expect(old?.title).toBe('CVE-2030-22222 in old-pico');
    expect(old?.identity).toEqual(['pkg:deb/debian/old-pico', 'CVE-2030-22222']);
  });

  it('prefers the CVE as identity, keeps the markdown of GitHub and the lock file', () => {
    expect(npm).toMatchObject({
      ruleId: 'GHSA-aaaa-bbbb-cccc',
      description: '### Impact\n\nEverything under `merge`.',
      location: { path: 'app/package-lock.json', image: 'registry.example/shop:4.2' },
      identity: ['pkg:npm/pico-merge', 'CVE-2030-33333'],
    });
  });

  it('reads checks of files by resource', () => {
    expect(misconfiguration).toMatchObject({
      kind: 'configuration',
      title: 'Policies belong to groups',
      severity: 1,
      location: { path: 'infra/main.tf', line: 20, endLine: 24, resource: 'aws_iam_user_policy.shop' },
      fix: 'Attach it to a group.',
      tags: ['terraform'],
      identity: ['trivy', 'AWS-143', 'infra/main.tf', 'aws_iam_user_policy.shop', ''],
    });
    expect(misconfiguration?.description).toContain('```\nresource "aws_iam_user_policy" "shop" {\n```');
  });

  it('reads secrets and licences', () => {
    const match = '-----BEGIN PRIVATE KEY-----****-----END PRIVATE KEY-----';
    expect(secret).toMatchObject({
      kind: 'secret',
      severity: 3,
      location: { path: 'app/deploy.key', line: 1, layer: 'sha256:1111' },
      identity: ['private-key', 'app/deploy.key', sha256(match)],
    });
    expect(licence).toMatchObject({
      kind: 'licence',
      title: 'AGPL-3.0: pico-merge',
      location: { path: 'app/node_modules/pico-merge/package.json', packageName: 'pico-merge' },
      tags: ['licence:restricted'],
      identity: ['pico-merge', 'AGPL-3.0'],
    });
  });

  it('counts what it leaves out', () => {
    expect(skipped).toEqual([
      { skipped: 'suppressed', example: 'CVE-2030-44444 app/package-lock.json' },
      { skipped: 'passed', example: 'AWS-0001 infra/main.tf' },
    ]);
  });

  it('stays the same finding while prose, severity and versions change', () => {
    varied(trivyJson, fixture('trivy.json'), 'Results.0.Vulnerabilities.0', {
      same: [
        'Title',
        'Description',
        'Severity',
        'InstalledVersion',
        'FixedVersion',
        'Layer.Digest',
        'PkgIdentifier.UID',
      ],
      other: ['VulnerabilityID', 'PkgIdentifier.PURL'],
    });
  });
});

describe('a report of a cluster', () => {
  it('tells workloads and containers apart', async () => {
    const cluster = await readText(trivyJson, fixtureText('trivy-cluster.json'));
    expect(cluster.facts).toMatchObject({ target: 'shop-cluster', image: undefined });
    expect(cluster.findings.map(({ identity }) => identity)).toEqual([
      ['pkg:apk/alpine/pico', 'CVE-2030-12345', 'shop/Deployment/cart'],
      ['pkg:apk/alpine/pico', 'CVE-2030-12345', 'shop/Deployment/pay'],
      ['trivy', 'KSV-1', '', 'shop/Deployment/pay', 'web\npay\nsecurityContext.allowPrivilegeEscalation'],
      ['trivy', 'KSV-1', '', 'shop/Deployment/pay', 'side\npay\nsecurityContext.allowPrivilegeEscalation'],
    ]);
    expect(cluster.findings[0]?.location).toMatchObject({
      image: 'registry.example/cart:1',
      resource: 'shop/Deployment/cart',
      namespace: 'shop',
    });
  });

  it('reads the lists of older versions and of the summary', async () => {
    const text = fixtureText('trivy-cluster.json');
    for (const list of ['Findings', 'Vulnerabilities', 'Misconfigurations']) {
      const older = await readText(trivyJson, text.replace('"Resources"', `"${list}"`));
      expect(older.findings).toHaveLength(4);
    }
  });
});

describe('a report of schema 1', () => {
  it('is a list of results', async () => {
    const legacy = await readText(trivyJson, fixtureText('trivy-schema-1.json'));
    expect(legacy.facts.target).toBe('shop/composer.lock');
    expect(legacy.findings).toHaveLength(1);
    expect(legacy.findings[0]?.identity).toEqual(['pkg:composer/pico/merge', 'CVE-2030-12345']);
    expect(legacy.skipped).toEqual([{ skipped: 'scanner_error', example: 'shop/composer.lock pico/other' }]);
  });
});
