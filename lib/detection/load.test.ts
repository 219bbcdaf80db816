import { readdirSync } from 'node:fs';
import { expect, test } from 'vitest';
import { loadRules } from '@/lib/detection/load';

test('the rules that come with Lagebild can be read, and each says whom to blame and what it finds', () => {
  const rules = loadRules();
  expect(rules.map(({ name }) => `${name}.yml`)).toEqual(readdirSync('lib/detection/rules').sort());
  for (const rule of rules) {
    expect(rule.author, rule.name).toBe('Lagebild');
    expect(rule.techniques, rule.name).not.toEqual([]);
    expect(rule.entity, rule.name).not.toEqual([]);
    expect(rule.raises, rule.name).toBe(!rule.name.startsWith('signin-'));
  }
});
