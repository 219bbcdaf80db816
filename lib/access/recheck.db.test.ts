import type { Server } from 'node:http';
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { Directory } from '@/identity/directory';
import { startIdentity } from '@/identity/server';
import { freePort } from '@/identity/testing/browser';
import { sessionActor, sessionEnd } from '@/lib/access/data/sessions';
import { recheckSessions } from '@/lib/access/mutations/recheck';
import { endSessionsOf } from '@/lib/access/mutations/sessions';
import { signInHooks } from '@/lib/access/sign-in';
import { TENANT } from '@/lib/access/testing/sign-in';
import { type Refreshed, refreshIdentity } from '@/lib/core/auth/refresh';
import { unsafeDb } from '@/lib/core/db';
import { ctx, person, system } from '@/lib/core/testing/actors';
import { withDatabase } from '@/lib/core/testing/database';
import { SignInRound } from '@/lib/core/testing/sign-in-round';

withDatabase();

const START = new Date();
const later = (minutes: number) => new Date(START.getTime() + minutes * 60_000);

let directory: Directory;
let server: Server;
let issuer: URL;

async function listen(): Promise<void> {
  const settings = { tenant: TENANT, appUrl: 'http://localhost:3000', clientId: 'lagebild' };
  const switches = { lax: false, opportunistic: false, aged: false };
  server = await startIdentity({ ...settings, issuer, credential: { secret: 'only-for-tests' }, switches }, directory);
}

function hangUp(): void {
  server.close();
  server.closeAllConnections();
}

beforeAll(async () => {
  directory = new Directory();
  issuer = new URL(`http://127.0.0.1:${await freePort()}/${TENANT}/v2.0`);
  process.env.ENTRA_ISSUER = issuer.href;
  process.env.ENTRA_TENANT_ID = TENANT;
  process.env.ENTRA_CLIENT_ID = 'lagebild';
  process.env.ENTRA_CLIENT_SECRET = 'only-for-tests';
  await listen();
});
afterAll(hangUp);

beforeEach(async () => {
  await unsafeDb().userSession.deleteMany({});
});

async function signedIn(key: string): Promise<string> {
  const arrival = { sessionId: null, address: null, userAgent: null, now: START, requestId: 'test' };
  const { sid } = await new SignInRound(() => signInHooks(arrival)).as(key);
  if (!sid) throw new Error('the sign-in failed');
  return sid;
}

const recheck = (minutes: number, ask: typeof refreshIdentity = refreshIdentity) =>
  recheckSessions(ctx(system, later(minutes)), ask);
const row = (id: string) => unsafeDb().userSession.findUniqueOrThrow({ where: { id } });

async function trail(personId: string) {
  const rows = await unsafeDb().auditEntry.findMany({
    where: { targetId: personId, actorName: 'identity provider' },
    orderBy: { id: 'asc' },
  });
  return rows.map(({ action, text }) => ({ action, data: JSON.parse(text).data }));
}

/** Keeps the person at work, so that a session is not idle when the minutes of a test have gone. */
const used = (id: string, minutes: number) =>
  unsafeDb().userSession.update({ where: { id }, data: { lastSeenAt: later(minutes) } });

describe('a session whose provider answers', () => {
  test('is not asked about before its time, then confirmed, with a rotated token that is stored sealed', async () => {
    const sid = await signedIn('analyst');
    const first = await row(sid);
    expect(Buffer.from(first.refreshToken ?? []).length).toBeGreaterThan(40);
    await recheck(19);
    expect((await row(sid)).checkedAt).toEqual(START);
    await recheck(20);
    const second = await row(sid);
    expect(second).toMatchObject({ checkedAt: later(20), checkLease: null, revokedAt: null });
    expect(second.refreshToken).not.toEqual(first.refreshToken);
    await recheck(40);
    expect((await row(sid)).checkedAt).toEqual(later(40));
    expect(await sessionActor(sid, later(41))).toMatchObject({ roles: ['Analyst'] });
    expect(await trail(first.personId)).toEqual([]);
  });

  test('of somebody without a role any more ends, and so do the person’s others', async () => {
    const [here, there] = [await signedIn('responder'), await signedIn('responder')];
    const before = await signedIn('responder');
    await unsafeDb().userSession.update({ where: { id: before }, data: { expiresAt: later(1) } });
    directory.setWithoutRole('responder', true);
    await recheck(20);
    directory.setWithoutRole('responder', false);
    expect(await Promise.all([here, there].map((sid) => sessionEnd(sid, later(20))))).toEqual(['no-role', 'no-role']);
    const { personId, refreshToken } = await row(here);
    expect(refreshToken).toBeNull();
    expect(await trail(personId)).toEqual([
      { action: 'person.roles-changed', data: { before: ['Responder'], after: [] } },
      { action: 'session.ended', data: { reason: 'no-role', sessions: [here, there].sort() } },
    ]);
  });

  test('of somebody who is blocked ends, with its reason', async () => {
    const sid = await signedIn('auditor');
    directory.setBlocked('auditor', true);
    await recheck(20);
    directory.setBlocked('auditor', false);
    expect(await sessionActor(sid, later(20))).toBeNull();
    expect(await sessionEnd(sid, later(20))).toBe('refused-by-provider');
    const { personId } = await row(sid);
    expect(await trail(personId)).toEqual([
      { action: 'session.ended', data: { reason: 'refused-by-provider', sessions: [sid] } },
    ]);
  });
});

/** The claims that a fitting answer has; `change` makes it unfitting. */
async function answering(sid: string, change: Readonly<Record<string, unknown>>): Promise<Refreshed> {
  const { personId } = await row(sid);
  const { tenantId, objectId } = await unsafeDb().person.findUniqueOrThrow({ where: { id: personId } });
  const iat = Math.floor(START.getTime() / 1000);
  const claims = { tid: tenantId, oid: objectId, roles: ['Lagebild.Analyst'], iat, ...change };
  return { outcome: 'confirmed', claims, refreshToken: 'next' };
}

describe('an answer', () => {
  test('with other roles changes them in every living session at once', async () => {
    const [here, there] = [await signedIn('analyst'), await signedIn('analyst')];
    await unsafeDb().userSession.update({ where: { id: there }, data: { checkedAt: later(15) } });
    const answer = await answering(here, { roles: ['Lagebild.Admin', 'Lagebild.Analyst'] });
    await recheck(20, async () => answer);
    for (const sid of [here, there]) {
      expect((await sessionActor(sid, later(20)))?.roles).toEqual(['Analyst', 'Admin']);
    }
    const { personId } = await row(here);
    expect(await trail(personId)).toContainEqual({
      action: 'person.roles-changed',
      data: { before: ['Analyst'], after: ['Analyst', 'Admin'] },
    });
  });

  test.each([
    ['object id', { oid: '11111111-1111-4111-8111-111111111111' }],
    ['tenant', { tid: '11111111-1111-4111-8111-111111111111' }],
    ['shape', { oid: undefined }],
  ])('of another %s ends the session', async (_what, change) => {
    const sid = await signedIn('analyst');
    const answer = await answering(sid, change);
    await recheck(20, async () => answer);
    expect(await sessionEnd(sid, later(20))).toBe('other-person');
  });

  test('that comes after the session was ended revives nothing', async () => {
    const sid = await signedIn('analyst');
    const answer = await answering(sid, { roles: ['Lagebild.Admin'] });
    const { personId } = await row(sid);
    await recheck(20, async () => {
      await endSessionsOf(ctx(person('Admin', 'everywhere'), later(20)), { personId, sessionId: null, note: 'a test' });
      return answer;
    });
    expect(await row(sid)).toMatchObject({
      revokedReason: 'ended-by-administrator',
      refreshToken: null,
      roles: ['Analyst'],
    });
  });
});

test('two workers at once spend a token once', async () => {
  const sids = await Promise.all(['analyst', 'admin', 'engineer'].map(signedIn));
  const asked: string[] = [];
  const slowly = async (token: string) => {
    asked.push(token);
    await new Promise((done) => setTimeout(done, 100));
    return refreshIdentity(token);
  };
  await Promise.all([recheck(20, slowly), recheck(20, slowly), recheck(20, slowly)]);
  expect(asked).toHaveLength(3);
  expect(new Set(asked).size).toBe(3);
  for (const sid of sids) expect(await row(sid)).toMatchObject({ revokedAt: null, checkedAt: later(20) });
});

test('a slow round takes no lease that may run out before its answer', async () => {
  for (const key of ['analyst', 'admin', 'engineer', 'engineer2', 'auditor', 'responder']) await signedIn(key);
  let clock = 0;
  const now = vi.spyOn(performance, 'now').mockImplementation(() => clock);
  let asked = 0;
  await recheck(20, (token) => {
    asked += 1;
    clock += 18_000;
    return refreshIdentity(token);
  });
  now.mockRestore();
  expect(asked).toBe(5);
});

test('a token that was put into another row, or sealed with another secret, ends that session alone', async () => {
  const [here, there] = [await signedIn('analyst'), await signedIn('admin')];
  const { refreshToken } = await row(there);
  await unsafeDb().userSession.update({ where: { id: here }, data: { refreshToken } });
  await recheck(20);
  expect(await sessionEnd(here, later(20))).toBe('refused-by-provider');
  expect(await sessionEnd(there, later(20))).toBeNull();
});

test('the token of an idle or expired session is not kept', async () => {
  const [idle, expired] = [await signedIn('analyst'), await signedIn('admin')];
  await unsafeDb().userSession.update({
    where: { id: expired },
    data: { expiresAt: later(10), lastSeenAt: later(60) },
  });
  await recheck(61);
  for (const sid of [idle, expired]) expect((await row(sid)).refreshToken).toBeNull();
});

describe('while the provider does not answer', () => {
  test('a session lives on for an hour, is asked about again, and then ends and says why', async () => {
    const sid = await signedIn('analyst');
    await used(sid, 59);
    hangUp();
    await recheck(20);
    expect(await row(sid)).toMatchObject({ checkedAt: START, checkLease: later(22), revokedAt: null });
    expect(await sessionActor(sid, later(59))).not.toBeNull();
    expect(await sessionActor(sid, later(60)), 'without any worker').toBeNull();
    expect(await sessionEnd(sid, later(60))).toBe('provider-unreachable');
    await recheck(60);
    expect(await row(sid)).toMatchObject({ revokedReason: 'provider-unreachable', refreshToken: null });
    const { personId } = await row(sid);
    expect(await trail(personId)).toContainEqual({
      action: 'session.ended',
      data: { reason: 'provider-unreachable', sessions: [sid] },
    });
  });

  test('one question a round is enough to see it', async () => {
    await listen();
    for (const key of ['analyst', 'admin', 'engineer', 'engineer2', 'auditor', 'responder']) await signedIn(key);
    let asked = 0;
    await recheck(20, async () => {
      asked += 1;
      return { outcome: 'unanswered', error: 'timeout' };
    });
    expect(asked).toBe(5);
  });

  test('a refusal of ourselves is no word about the person', async () => {
    const sid = await signedIn('analyst');
    const { credential, ...others } = { credential: { secret: 'changed' }, tenant: TENANT, clientId: 'lagebild' };
    hangUp();
    const switches = { lax: false, opportunistic: false, aged: false };
    server = await startIdentity(
      { ...others, issuer, credential, appUrl: 'http://localhost:3000', switches },
      directory,
    );
    await recheck(20);
    expect(await sessionEnd(sid, later(20))).toBeNull();
  });
});
