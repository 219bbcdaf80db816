import { expect, test } from 'vitest';
import { readRules } from '@/components/sla/read-rules';
import { savePolicySchema } from '@/lib/sla/schema';

const CALENDAR = '01a202eb-7e4b-730e-8e9f-6a5b838f91a2';

function form(fields: Readonly<Record<string, string>>): FormData {
  const data = new FormData();
  for (const [name, value] of Object.entries(fields)) data.set(name, value);
  return data;
}

const FILLED = {
  calendarId: CALENDAR,
  counting: 'working',
  starts: 'confirmed',
  critical: '3',
  high: '10',
  medium: '',
  claimedDays: '5',
  warnDays: '0',
  pauseAwaiting: 'on',
  'known_exploited.effect': 'part',
  'known_exploited.value': '50',
  'epss.effect': 'most',
  'epss.limit': '12.5',
  'epss.value': '14',
  'exposed.effect': 'none',
  'tier.effect': 'part',
  'tier.limit': '2',
  'tier.value': '25',
};

const RULES = {
  calendarId: CALENDAR,
  business: true,
  starts: 'confirmed',
  days: { critical: 3, high: 10, medium: null, low: null, info: null },
  shortenings: [
    { condition: 'known_exploited', threshold: null, factor: 0.5, maxDays: null },
    { condition: 'epss', threshold: 0.125, factor: null, maxDays: 14 },
    { condition: 'tier', threshold: 2, factor: 0.25, maxDays: null },
  ],
  pauseAwaiting: true,
  pauseAccepted: false,
  claimedDays: 5,
  warnDays: 0,
};

const saved = (rules: unknown) =>
  savePolicySchema.safeParse({
    place: { kind: 'organisation', id: null },
    known: 1,
    validFrom: '2026-11-22',
    rules,
  });

test('the form says rules that can be saved: percentages as parts, empty days as never', () => {
  expect(readRules(form(FILLED))).toEqual(RULES);
  expect(saved(readRules(form(FILLED))).success).toBe(true);
});

test.each([
  ['a part of all days', { 'known_exploited.value': '100' }, 'rules.shortenings.0'],
  ['no part', { 'known_exploited.value': '' }, 'rules.shortenings.0'],
  ['an EPSS above one', { 'epss.limit': '101' }, 'rules.shortenings.1'],
  ['a tier that is none', { 'tier.limit': '5' }, 'rules.shortenings.2'],
  ['half a day', { high: '1.5' }, 'rules.days.high'],
  ['a word', { claimedDays: 'five' }, 'rules.claimedDays'],
  ['nothing where a number is needed', { warnDays: '' }, 'rules.warnDays'],
])('%s is refused where it stands', (_what, change, path) => {
  const { error } = saved(readRules(form({ ...FILLED, ...change })));
  expect(error?.issues.map((issue) => issue.path.slice(0, 3).join('.'))).toEqual([path]);
});
