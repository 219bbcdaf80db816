import { describe, expect, it } from 'vitest';
import type { Json } from '@/lib/core/json';
import { githubCodeScanningJson } from '@/lib/imports/parsers/github-code-scanning';
import { githubDependabotJson } from '@/lib/imports/parsers/github-dependabot';
import { githubTarget } from '@/lib/imports/parsers/github-repository';
import { githubSecretScanningJson } from '@/lib/imports/parsers/github-secret-scanning';
import { sha256 } from '@/lib/imports/parsers/normalise';
import { fixture, fixtureText, readJson, readText, varied } from '@/lib/imports/parsers/testing';

const parsers = [githubDependabotJson, githubCodeScanningJson, githubSecretScanningJson];

it('an empty list is for people to name', () => {
  for (const parser of parsers) {
    expect(parser.recognise([])).toBe(0.3);
    expect(parser.recognise({})).toBe(0);
    expect(parser.recognise([{ number: 1 }])).toBe(0);
  }
});

describe('dependabot, GraphQL', () => {
  it('takes everything of an alert, and says that the answer is a page', async () => {
    const { facts, findings } = await readText(githubDependabotJson, fixtureText('github-dependabot.json'));
    expect(facts).toEqual({ scanner: 'github-dependabot', target: 'pico/shop', partial: true });
    expect(findings).toMatchObject([
      {
        kind: 'dependency',
        title: 'Merges too much in org.pico:merge',
        severity: 2,
        severityReported: 'MODERATE',
        ids: ['GHSA-aaaa-bbbb-cccc', 'CVE-2030-11111'],
        scannerId: 'RVA_1',
        cwe: [502],
        cvss: [{ version: '3.1', score: 5.3 }],
        fixVersion: '1.2.4',
        location: { path: 'app/pom.xml', packageName: 'org.pico:merge', packageVersion: '1.2.3' },
        description: '### Impact\n\nEverything.\n\nVulnerable versions: `< 1.2.4`',
        tags: ['runtime'],
        identity: ['pkg:maven/org.pico/merge', 'CVE-2030-11111'],
      },
    ]);
  });

  it('counts what is fixed or dismissed there', () => {
    const { skipped } = readJson(githubDependabotJson, fixture('github-dependabot.json'));
    expect(skipped).toEqual([{ skipped: 'resolved', example: 'GHSA-dddd-eeee-ffff far' }]);
  });

  it('reads the repositories of a search', async () => {
    const search: Json = {
      data: { search: { nodes: [{ name: 'a' }, { name: 'b', vulnerabilityAlerts: { nodes: [] } }] } },
    };
    expect(githubDependabotJson.recognise(search)).toBe(1);
    expect(githubDependabotJson.open(search).facts).toEqual({ scanner: 'github-dependabot', target: '' });
  });

  it('keeps its identity when prose, severity and manifest change, and only then', () => {
    varied(githubDependabotJson, fixture('github-dependabot.json'), 'data.repository.vulnerabilityAlerts.nodes.0', {
      same: [
        'id',
        'vulnerableManifestPath',
        'securityVulnerability.severity',
        'securityVulnerability.advisory.summary',
      ],
      other: ['securityVulnerability.package.name', 'securityVulnerability.advisory.identifiers.1.value'],
    });
  });
});

describe('dependabot, REST', () => {
  it('takes everything of an alert', async () => {
    const { findings, skipped } = await readText(githubDependabotJson, fixtureText('github-dependabot-rest.json'));
    expect(findings).toMatchObject([
      {
        severity: 3,
        scannerId: '7',
        cwe: [502],
        cvss: [{ version: '3.1', score: 7.5 }],
        epss: 0.00045,
        fixVersion: '3.7.4',
        location: { path: 'requirements.txt', packageName: 'Pico_Merge' },
        references: ['https://github.com/pico/shop/security/dependabot/7', 'https://pico.example/advisory'],
        identity: ['pkg:pypi/pico-merge', 'CVE-2030-11111'],
      },
    ]);
    expect(skipped).toEqual([{ skipped: 'resolved', example: 'GHSA-dddd-eeee-ffff far' }]);
  });
});

describe('code scanning', () => {
  const report = fixture('github-code-scanning.json');

  it('takes everything of an alert and counts what is dismissed', async () => {
    const { facts, findings, skipped } = await readText(
      githubCodeScanningJson,
      fixtureText('github-code-scanning.json'),
    );
    expect(facts).toEqual({ scanner: 'github-code-scanning', target: 'pico/shop' });
    expect(findings).toMatchObject([
      {
        kind: 'code',
        title: 'Uncontrolled data used in path',
        severity: 3,
        severityReported: 'high',
        ruleId: 'py/path-injection',
        scannerId: '35',
        cwe: [22, 73],
        location: { path: 'src/file.py', line: 42, endLine: 43, column: 17 },
        references: ['https://github.com/pico/shop/security/code-scanning/35', 'https://pico.example/help'],
        tags: ['test'],
        identity: ['codeql', 'py/path-injection', 'src/file.py', 'github:35'],
      },
    ]);
    expect(findings[0]?.description).toContain('This path depends on a \\*user\\*.');
    expect(skipped).toEqual([{ skipped: 'resolved', example: 'py/other src/other.py' }]);
  });

  it('refuses an alert without rule or number', () => {
    expect(() => readJson(githubCodeScanningJson, [{ rule: { id: 'a' } }])).toThrow('missing_field');
    expect(() => readJson(githubCodeScanningJson, [{ number: 1 }])).toThrow('missing_field');
  });

  it('keeps its identity when lines, prose and severity change, and only then', () => {
    varied(githubCodeScanningJson, report, '0', {
      same: [
        'most_recent_instance.location.start_line',
        'most_recent_instance.message.text',
        'rule.description',
        'rule.security_severity_level',
      ],
      other: ['rule.id', 'number', 'most_recent_instance.location.path'],
    });
  });
});

describe('secret scanning', () => {
  it('rates by what the issuer says, and keeps no secret', async () => {
    const { findings, skipped } = await readText(githubSecretScanningJson, fixtureText('github-secret-scanning.json'));
    expect(findings).toMatchObject([
      {
        kind: 'secret',
        title: 'Pico API Key in keys.env',
        severity: 4,
        severityReported: 'active',
        location: { path: 'deploy/keys.env', line: 3, column: 5 },
        tags: ['validity:active', 'publicly-leaked', 'push-protection-bypassed'],
        identity: ['pico_api_key', 'deploy/keys.env', sha256('fixture-secret-42')],
      },
      { severity: 1, identity: ['pico_api_key', '', 'github:41'] },
    ]);
    expect(skipped).toEqual([{ skipped: 'resolved', example: 'pico_api_key revoked' }]);
    expect(JSON.stringify([findings, skipped])).not.toContain('fixture-secret');
  });

  it('keeps its identity when line and validity change, and only then', () => {
    varied(githubSecretScanningJson, fixture('github-secret-scanning.json'), '0', {
      same: ['number', 'validity', 'first_location_detected.start_line', 'secret_type_display_name'],
      other: ['secret', 'secret_type', 'first_location_detected.path'],
    });
  });
});

it.each([
  ['https://github.com/pico/shop/security/dependabot/7', 'pico/shop'],
  ['https://git.example/api/v3/repos/pico/shop/secret-scanning/alerts/7', 'pico/shop'],
  ['https://github.com/pico/shop', undefined],
])('alerts at %s are of %s', (html_url, target) => {
  const record = (value: Json) => ({ pattern: '*', keys: [0], value });
  expect(githubTarget(record({ html_url }))).toEqual(target === undefined ? {} : { target });
  expect(githubTarget(record({ html_url, repository: { full_name: 'pico/shop' } }))).toEqual({});
});
