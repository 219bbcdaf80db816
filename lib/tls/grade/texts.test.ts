import { createTranslator } from 'next-intl';
import { describe, expect, it } from 'vitest';
import { LOCALES } from '@/lib/core/i18n/locales';
import { loadMessages } from '@/lib/core/i18n/messages';
import { WEAKNESSES } from '@/lib/tls/facts';
import { criteriaAt } from '@/lib/tls/grade/criteria';
import { grade } from '@/lib/tls/grade/grade';
import { rules } from '@/lib/tls/grade/rules/registry';
import { EFFECTS, type Params, SURENESS } from '@/lib/tls/grade/types';
import { facts, protocol, suites } from '@/lib/tls/testing/facts';
import { FLAWS } from '@/lib/tls/testing/flaws';

const criteria = criteriaAt(new Date('2026-11-22T12:00:00Z'));
const weak = facts({ protocols: { tls12: protocol(suites('NULL-SHA:AES128-SHA')) } });

describe.each(LOCALES)('in %s', (locale) => {
  it('each rule and weakness has its texts, and no other is there', async () => {
    const { tlsRules } = await loadMessages(locale);
    expect(Object.keys(tlsRules.rules).sort()).toEqual([...rules.keys(), 'low_score'].sort());
    expect(Object.keys(tlsRules.weaknesses).sort()).toEqual([...WEAKNESSES].sort());
    expect(Object.keys(tlsRules.effects).sort()).toEqual([...EFFECTS].sort());
    expect(Object.keys(tlsRules.sure).sort()).toEqual([...SURENESS].sort());
  });

  it('each fact is told with what its rule gives', async () => {
    const { tlsRules } = await loadMessages(locale);
    const sentences: Record<string, { fact: string }> = tlsRules.rules;
    const failed: string[] = [];
    const tell = (rule: string, params: Params) =>
      createTranslator({
        locale,
        messages: { fact: sentences[rule]?.fact ?? '' },
        onError: ({ message }) => failed.push(message),
      })('fact', params);
    const servers = [...Object.values(FLAWS).map((flaw) => flaw(facts())), weak];
    for (const server of servers) {
      for (const { rule, params, known } of grade(server, criteria).reasons) {
        const told = known ? tell(rule, params) : '';
        expect(told).not.toMatch(/[{}]|undefined/);
      }
    }
    expect(failed).toEqual([]);
  });
});
