import { describe, expect, it } from 'vitest';
import type { Json } from '@/lib/core/json';
import { sarif } from '@/lib/imports/parsers/sarif';
import { readJson } from '@/lib/imports/parsers/testing';

const MANY = 400;

/** A list that counts how often one of its items is looked at. */
function counted(items: readonly Json[]): { list: readonly Json[]; looks: () => number } {
  let looks = 0;
  const list = new Proxy(items, {
    get(target, key, receiver) {
      if (typeof key === 'string' && /^\d+$/.test(key)) looks += 1;
      return Reflect.get(target, key, receiver);
    },
  });
  return { list, looks: () => looks };
}

const many = <T>(item: T) => Array.from({ length: MANY }, () => item);
const place = { physicalLocation: { artifactLocation: { uri: 'a.js' } } };

function findingsOf(tool: string, rule: Json, result: Json, results = 1) {
  const run = {
    tool: { driver: { name: tool, rules: [rule] } },
    results: Array.from({ length: results }, () => result),
  };
  return readJson(sarif, { version: '2.1.0', runs: [run] }).findings;
}

describe('SARIF with long lists', () => {
  it('walks the lists of a rule once, however many results it has', () => {
    const tags = counted(many('external/cwe/cwe-089'));
    const relationships = counted(many({ target: { id: '697', toolComponent: { name: 'CWE' } } }));
    const purls = counted(many('pkg:npm/a'));
    const rule = { id: 'r', properties: { tags: tags.list, purls: purls.list }, relationships: relationships.list };
    const findings = findingsOf('pico', rule, { ruleId: 'r', locations: [place, place] }, 50);
    expect(findings).toHaveLength(100);
    expect(findings[0]?.cwe).toEqual([89, 697]);
    for (const { looks } of [tags, relationships, purls]) expect(looks()).toBeLessThan(5 * MANY);
  });

  it('walks the lists of a result once, however many places it has', () => {
    const taxa = counted(many({ id: '79', toolComponent: { name: 'CWE' } }));
    const values = counted(many('value'));
    const result = { ruleId: 'r', message: { text: '{0}', arguments: values.list }, taxa: taxa.list };
    const findings = findingsOf('pico', { id: 'r' }, { ...result, locations: many(place) });
    expect(findings).toHaveLength(MANY);
    expect(findings[0]).toMatchObject({ cwe: [79], description: 'value' });
    for (const { looks } of [taxa, values]) expect(looks()).toBeLessThan(5 * MANY);
  });

  it('blacks a secret out once for all of its places', () => {
    const locations = counted(many(place));
    const findings = findingsOf('gitleaks', { id: 'key' }, { ruleId: 'key', locations: locations.list });
    expect(findings).toHaveLength(MANY);
    expect(findings.at(-1)?.raw).toContain('a.js');
    expect(locations.looks()).toBeLessThan(5 * MANY);
  });

  it('bounds what a message grows to by its arguments', () => {
    const message = { text: '{0}'.repeat(100_000), arguments: ['x'.repeat(100_000)] };
    const [finding] = findingsOf('pico', { id: 'r' }, { ruleId: 'r', message });
    expect(finding?.description.length).toBeLessThanOrEqual(20_000);
  });
});
