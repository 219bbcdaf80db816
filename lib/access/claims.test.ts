import { describe, expect, test } from 'vitest';
import { identityOf, stepUpRefusal } from '@/lib/access/claims';
import { sessionState } from '@/lib/access/rules';

const TID = '11111111-1111-4111-8111-111111111111';
const OID = '22222222-2222-4222-8222-222222222222';
const NOW = new Date('2026-11-22T12:00:00Z');
const seconds = (date: Date, minutes = 0) => Math.floor(date.getTime() / 1000) + minutes * 60;

const claims = { tid: TID, oid: OID, name: 'Anna', roles: ['Lagebild.Analyst'], iat: seconds(NOW), acrs: ['c1'] };

describe('identity', () => {
  test('is tenant and object id; the rest is display', () => {
    const identity = identityOf({ ...claims, preferred_username: 'a@b.c', auth_time: seconds(NOW), sid: 's' });
    expect(identity).toMatchObject({ tenantId: TID, objectId: OID, name: 'Anna', email: 'a@b.c', roles: ['Analyst'] });
    expect(identity?.authTime).toEqual(NOW);
  });

  test.each([
    ['no oid', { ...claims, oid: undefined }],
    ['no tid', { ...claims, tid: undefined }],
    ['an oid that is no id', { ...claims, oid: 'anna' }],
    ['roles of another shape', { ...claims, roles: [1] }],
    ['nothing', null],
  ])('%s is nobody', (_what, value) => {
    expect(identityOf(value)).toBeNull();
  });

  test('a long name is cut, between characters', () => {
    expect(identityOf({ ...claims, name: '🦊'.repeat(300) })?.name).toBe('🦊'.repeat(200));
  });

  test('any GUID is an id', () => {
    const odd = 'a1b2c3d4-0000-0000-0000-00000000000f';
    expect(identityOf({ ...claims, tid: odd, oid: odd })).toMatchObject({ tenantId: odd, objectId: odd });
  });

  test('unknown roles mean no', () => {
    expect(identityOf({ ...claims, roles: ['Lagebild.Root', 'Admin', 'lagebild.admin'] })?.roles).toEqual([]);
  });

  test('a single acrs as text counts', () => {
    expect(identityOf({ ...claims, acrs: 'c1' })?.acrs).toEqual(['c1']);
  });
});

describe('step-up', () => {
  const pending = { acr: 'c1', createdAt: NOW, person: { tenantId: TID, objectId: OID } };

  function judge(change: Record<string, unknown>, freshness: 'auth_time' | 'iat' = 'auth_time') {
    const identity = identityOf({ ...claims, auth_time: seconds(NOW, 1), ...change });
    return identity && stepUpRefusal(identity, pending, freshness);
  }

  test.each([
    ['fresh and right', {}, null],
    ['within the five minutes that Entra tolerates', { auth_time: seconds(NOW, -5) }, null],
    ['older', { auth_time: seconds(NOW, -5) - 1 }, 'stale'],
    ['without auth_time', { auth_time: undefined }, 'stale'],
    ['without acrs', { acrs: undefined }, 'not-proven'],
    ['another context', { acrs: ['c2'] }, 'not-proven'],
    ['another person', { oid: TID }, 'other-person'],
    ['the same object id in another tenant', { tid: OID }, 'other-person'],
  ])('%s', (_what, change, verdict) => {
    expect(judge(change)).toBe(verdict);
  });

  test('by iat where the setting says so', () => {
    expect(judge({ auth_time: seconds(NOW, -60) }, 'iat')).toBeNull();
    expect(judge({ iat: seconds(NOW, -60) }, 'iat')).toBe('stale');
  });
});

describe('a session', () => {
  const settings = { idleMinutes: 60, absoluteHours: 8 };
  const at = (minutes: number) => new Date(NOW.getTime() + minutes * 60_000);
  const times = { lastSeenAt: NOW, checkedAt: NOW, expiresAt: at(480), revokedAt: null };

  test.each([
    ['is living', times, 59, 'living'],
    ['is idle after 60 minutes', times, 60, 'idle'],
    ['expires after eight hours, however busy', { ...times, lastSeenAt: at(479) }, 480, 'expired'],
    ['is unchecked after an hour without an answer', { ...times, lastSeenAt: at(59) }, 60, 'unchecked'],
    ['is revoked at once', { ...times, revokedAt: NOW }, 0, 'revoked'],
  ] as const)('%s', (_what, row, minutes, state) => {
    expect(sessionState(row, settings, at(minutes))).toBe(state);
  });
});
