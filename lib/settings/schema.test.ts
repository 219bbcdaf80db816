import { expect, test } from 'vitest';
import { changeSettingSchema, SETTINGS } from '@/lib/settings/schema';

const fits = (key: string, value: unknown) => changeSettingSchema.safeParse({ key, known: null, value }).success;
const stepUp = (change: Readonly<Record<string, unknown>>) => ({ ...SETTINGS.stepUp.fallback, ...change });

test.each(Object.entries(SETTINGS))('%s: what counts while it is unset fits', (key, { fallback }) => {
  expect(fits(key, fallback)).toBe(true);
});

test.each([
  ['session', { idleMinutes: 4, absoluteHours: 8 }],
  ['session', { idleMinutes: 481, absoluteHours: 8 }],
  ['session', { idleMinutes: 60, absoluteHours: 25 }],
  ['session', { idleMinutes: null, absoluteHours: 8 }],
  ['session', { idleMinutes: 5.5, absoluteHours: 8 }],
  ['stepUp', stepUp({ acr: 'c0' })],
  ['stepUp', stepUp({ acr: 'c100' })],
  ['stepUp', stepUp({ acr: '' })],
  ['stepUp', stepUp({ freshness: 'amr' })],
  ['stepUp', stepUp({ byPurpose: { 'audit:export': 'no' } })],
  ['stepUp', stepUp({ byPurpose: { 'audit:exports': 'c2' } })],
  ['stepUp', stepUp({ byPurpose: { 'finding:read': 'c2' } })],
  ['imports.keepDays', 0],
  ['imports.keepDays', null],
  ['acceptances', { longestDays: [365, 365, 180, 90], exploitedDays: 14, warnDays: 14 }],
  ['acceptances', { longestDays: [365, 365, 180, 90, 0], exploitedDays: 14, warnDays: 14 }],
  ['acceptances', { longestDays: [365, 365, 180, 90, null], exploitedDays: 14, warnDays: 14 }],
  ['tls.ranges', [{ range: '10.0.0.1/8', purpose: 'branch' }]],
  ['tls.ranges', [{ range: '10.0.0.0/8', purpose: '' }]],
  ['another', 1],
])('%s: %j does not fit', (key, value) => {
  expect(fits(key, value)).toBe(false);
});

test.each([
  ['session', { idleMinutes: 5, absoluteHours: 24 }],
  ['stepUp', stepUp({ acr: 'c99', byPurpose: { 'audit:export': 'c2', 'setting:write': 'c3' } })],
  ['imports.keepDays', 3650],
  ['tls.ranges', [{ range: '10.0.0.0/8', purpose: 'branch offices' }]],
])('%s: %j fits', (key, value) => {
  expect(fits(key, value)).toBe(true);
});
