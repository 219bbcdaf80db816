import { describe, expect, it } from 'vitest';
import { fixture, fixtureText, readJson, readText, varied } from '@/lib/imports/parsers/testing';
import { wazuhJson } from '@/lib/imports/parsers/wazuh';

const manager = fixture('wazuh-manager.json');
const old = readJson(wazuhJson, manager);
const { facts, findings } = await readText(wazuhJson, fixtureText('wazuh.json'));

describe('wazuh', () => {
  it('knows answers of the indexer and of the manager', () => {
    expect(wazuhJson.recognise(fixture('wazuh.json'))).toBe(1);
    expect(wazuhJson.recognise(manager)).toBe(1);
    const empty = { data: { affected_items: [] }, message: 'All selected vulnerabilities were returned' };
    expect(wazuhJson.recognise(empty)).toBe(0.9);
    expect(wazuhJson.recognise({ data: { affected_items: [] }, message: 'All selected agents were returned' })).toBe(0);
    expect(wazuhJson.recognise({ hits: { hits: [{ _index: 'logs', _source: {} }] } })).toBe(0);
  });

  it('closes nothing where the indexer has more than it says', () => {
    expect(facts.partial).toBe(true);
    expect(old.facts.partial).toBeUndefined();
  });

  it('takes packages of agents, named by their system', () => {
    expect(findings[0]).toMatchObject({
      kind: 'dependency',
      severity: 4,
      location: { host: 'web1', packageName: 'openssl' },
      tags: ['under-evaluation'],
      identity: ['pkg:deb/ubuntu/openssl', 'CVE-2024-5535', 'web1'],
    });
    expect(findings[0]?.references).toHaveLength(3);
    expect(findings[1]).toMatchObject({ severity: 4, severityReported: '-' });
  });

  it("takes the manager's, rated by score where nobody has triaged them", () => {
    expect(old.findings).toHaveLength(1);
    expect(old.findings[0]).toMatchObject({ severity: 4, identity: ['pkg:generic/curl', 'CVE-2023-38545', 'web1'] });
    expect(old.findings[0]?.cvss).toHaveLength(1);
    expect(old.skipped.map(({ skipped: code }) => code)).toEqual(['resolved']);
  });

  it('is the same finding by agent, package and vulnerability', () => {
    varied(wazuhJson, manager, 'data.affected_items.0', {
      same: ['version', 'title', 'condition', 'severity', 'detection_time', 'agent_ip'],
      other: ['name', 'cve', 'agent_name'],
    });
  });
});
