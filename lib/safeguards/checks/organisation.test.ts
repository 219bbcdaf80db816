import { describe, expect, it } from 'vitest';
import type { Currency } from '@/lib/compliance/programme';
import { addDays } from '@/lib/core/datetime';
import { assessmentTools } from '@/lib/safeguards/checks/assessment-tools';
import { audits } from '@/lib/safeguards/checks/audits';
import { registeredDocuments } from '@/lib/safeguards/checks/documents';
import { elevations } from '@/lib/safeguards/checks/elevations';
import { onCall } from '@/lib/safeguards/checks/on-call';
import { threatIntelligence } from '@/lib/safeguards/checks/threat-intelligence';
import type { OrganisationFacts } from '@/lib/safeguards/facts';

const NOW = new Date('2026-11-22T12:00:00Z');
const ago = (days: number) => addDays(NOW, -days);
const TERMS = { atLeast: 1, partly: 0.9, days: 90 };
const NOTHING: OrganisationFacts = {
  feeds: [],
  onCall: null,
  elevations: [],
  audits: [],
  auditFindings: { open: 0, overdue: 0 },
  documents: [],
  tools: [],
};
const facts = (known: Partial<OrganisationFacts>) => ({ ...NOTHING, ...known });

describe('C3: elevations', () => {
  const given = { startsAt: ago(5), breakGlass: false, justified: null };
  const taken = (days: number, justified: boolean | null) => ({ startsAt: ago(days), breakGlass: true, justified });
  it.each([
    ['nobody held any', [], 'unknown'],
    ['all lie before the window', [{ ...given, startsAt: ago(91) }], 'unknown'],
    ['another person gave them', [given], 'met'],
    ['an emergency was found justified', [given, taken(10, true)], 'met'],
    ['an emergency waits for its review', [given, taken(2, null)], 'unknown'],
    ['the review is late', [given, taken(4, null)], 'missed'],
    ['one of many was unjustified', [...Array.from({ length: 19 }, () => given), taken(5, false)], 'partly'],
  ])('%s', (_name, known, state) => {
    expect(elevations.judge(facts({ elevations: known }), TERMS, NOW).state).toBe(state);
  });
});

describe('H2: audits', () => {
  const NONE = { open: 0, overdue: 0 };
  const kind = (state: 'on_time' | 'overdue' | 'never') => ({ state, lastHeldAt: state === 'never' ? null : ago(30) });
  it.each([
    ['all are held in time', [kind('on_time'), kind('on_time')], NONE, 'met'],
    ['one was never held', [kind('on_time'), kind('never')], NONE, 'unknown'],
    ['none was ever held', [kind('never'), kind('never')], NONE, 'unknown'],
    ['one is overdue', [kind('on_time'), kind('overdue')], NONE, 'missed'],
    ['a finding is past its day', [kind('on_time'), kind('on_time')], { open: 1, overdue: 1 }, 'missed'],
    ['one of many is past its day', [kind('on_time')], { open: 19, overdue: 1 }, 'partly'],
    ['all that are open have time', [kind('on_time')], { open: 3, overdue: 0 }, 'met'],
  ])('%s', (_name, known, auditFindings, state) => {
    expect(audits.judge(facts({ audits: known, auditFindings }), TERMS, NOW).state).toBe(state);
  });
});

describe('G1: on call', () => {
  it.each([
    ['there is no schedule', null, 'unknown'],
    ['every hour has somebody', { hours: 168, covered: 168 }, 'met'],
    ['a night has nobody', { hours: 168, covered: 160 }, 'partly'],
    ['nobody is there', { hours: 168, covered: 0 }, 'missed'],
  ])('%s', (_name, known, state) => {
    expect(onCall.judge(facts({ onCall: known }), TERMS, NOW).state).toBe(state);
  });
});

describe('H3, H4: documents', () => {
  const check = registeredDocuments(['policy', 'recovery']);
  const both = (policy: Currency, recovery: Currency, count = 1) => [
    { kind: 'policy' as const, state: policy, count },
    { kind: 'recovery' as const, state: recovery, count: 1 },
  ];
  it.each([
    ['none is registered', [], 'unknown'],
    ['a kind has none', both('current', 'current').slice(0, 1), 'partly'],
    ['all are current', both('current', 'current'), 'met'],
    ['one of many is due', both('current', 'due', 9), 'partly'],
    ['all are past their day', both('due', 'expired'), 'missed'],
    ['none was ever reviewed', both('never', 'never'), 'unknown'],
    [
      'others than asked for are there',
      [{ kind: 'training' as const, state: 'current' as const, count: 2 }],
      'unknown',
    ],
  ])('%s', (_name, documents, state) => {
    expect(check.judge(facts({ documents }), { ...TERMS, partly: 0.5 }, NOW).state).toBe(state);
  });
});

describe('B3: tools', () => {
  const tool = (at: Date | null) => ({ tool: 't', at });
  it.each([
    ['none ever reported', [tool(null)], 'unknown'],
    ['all report', [tool(ago(1)), tool(ago(80))], 'met'],
    ['one reports no more', [tool(ago(1)), tool(ago(91))], 'partly'],
    ['none reports any more', [tool(ago(99))], 'missed'],
    ['the clock of one is wrong', [tool(addDays(NOW, 2))], 'unknown'],
  ])('%s', (_name, tools, state) => {
    expect(assessmentTools.judge(facts({ tools }), { ...TERMS, partly: 0.5 }, NOW).state).toBe(state);
  });
});

describe('A12: feeds', () => {
  const feed = (kind: 'epss' | 'kev', at: Date | null) => ({ kind, at });
  it.each([
    ['none was ever read', [feed('epss', null), feed('kev', null)], 'unknown'],
    ['both are fresh', [feed('epss', ago(1)), feed('kev', ago(1))], 'met'],
    ['one is old', [feed('epss', ago(1)), feed('kev', ago(99))], 'partly'],
    ['both are old', [feed('epss', ago(99)), feed('kev', ago(99))], 'missed'],
  ])('%s', (_name, feeds, state) => {
    expect(threatIntelligence.judge(facts({ feeds }), { ...TERMS, partly: 0.5 }, NOW).state).toBe(state);
  });
});
