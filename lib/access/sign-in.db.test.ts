import { randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, test } from 'vitest';
import { listOwnSessions, sessionActor } from '@/lib/access/data/sessions';
import { purgeAccess } from '@/lib/access/jobs';
import { upsertPersonWithGrants } from '@/lib/access/mutations/demo-people';
import {
  endOtherSessions,
  endOwnSession,
  endSessionsAtProvider,
  endSessionsOf,
  signOut,
} from '@/lib/access/mutations/sessions';
import { at, claims, ctxOf, NOW, sessionFor, signIn, TENANT } from '@/lib/access/testing/sign-in';
import { unsafeDb } from '@/lib/core/db';
import { aProduct } from '@/lib/core/testing/assets';
import { withDatabase } from '@/lib/core/testing/database';

withDatabase();

beforeAll(() => {
  process.env.ENTRA_TENANT_ID = TENANT;
  process.env.ENTRA_CLIENT_ID = 'lagebild';
  process.env.ENTRA_CLIENT_SECRET = 'only-for-tests';
});

function session(id: string) {
  return unsafeDb().userSession.findUniqueOrThrow({ where: { id } });
}

describe('sign-in', () => {
  test('opens a session for the person of tenant and object id, whatever their name becomes', async () => {
    const token = claims('Analyst');
    const first = await ctxOf(await sessionFor(token));
    const second = await ctxOf(await sessionFor({ ...token, name: 'Renamed', preferred_username: 'new@example.org' }));
    expect(second.actor.id).toBe(first.actor.id);
    expect(second.actor).toMatchObject({ name: 'Renamed', roles: ['Analyst'] });
  });

  test.each(['Analyst', 'Responder', 'Auditor', 'Admin'])('%s sees everything from the first day', async (role) => {
    expect((await ctxOf(await sessionFor(claims(role)))).actor.grants.everywhere).toBe(true);
  });

  test('an engineer begins without a team', async () => {
    const { actor } = await ctxOf(await sessionFor(claims('Engineer')));
    expect(actor.grants).toEqual({ everywhere: false, teams: [], products: [] });
  });

  test('grants that were taken do not come back with the next sign-in', async () => {
    const token = claims('Analyst');
    const { actor } = await ctxOf(await sessionFor(token));
    await unsafeDb().scopeGrant.deleteMany({ where: { personId: actor.id } });
    expect((await ctxOf(await sessionFor(token))).actor.grants.everywhere).toBe(false);
  });

  test('a person who was made known before keeps those grants', async () => {
    const { teamId, productId } = await aProduct();
    const token = claims('Engineer');
    const known = { tenantId: TENANT, objectId: token.oid, name: 'E', email: 'e@example.org', roles: [] };
    await upsertPersonWithGrants({ ...known, teamIds: [teamId] }, NOW);
    await upsertPersonWithGrants({ ...known, teamIds: null }, NOW);
    const { actor } = await ctxOf(await sessionFor(token));
    expect(actor.grants).toEqual({ everywhere: false, teams: [teamId], products: [productId] });
  });

  test.each([
    ['another tenant', { tid: randomUUID() }, '/signin?error=AccessDenied'],
    ['no object id', { oid: undefined }, '/signin?error=AccessDenied'],
    ['no role', { roles: undefined }, '/no-access'],
    ['an unknown role', { roles: ['Lagebild.Root'] }, '/no-access'],
  ])('%s is refused and leaves nothing behind', async (_what, change, refused) => {
    const before = await unsafeDb().person.count();
    expect(await signIn({ ...claims('Analyst'), ...change })).toEqual({ refused });
    expect(await unsafeDb().person.count()).toBe(before);
  });

  test('signing in again replaces the session of the browser, and only that', async () => {
    const token = claims('Analyst');
    const elsewhere = await sessionFor(token);
    const old = await sessionFor(token);
    const fresh = await sessionFor(token, old);
    expect(fresh).not.toBe(old);
    expect(await sessionActor(old, NOW)).toBeNull();
    expect(await session(old)).toMatchObject({ revokedReason: 'signed-in-again' });
    expect(await sessionActor(elsewhere, NOW)).not.toBeNull();
  });

  test('a person who is shut out cannot come back', async () => {
    const token = claims('Analyst');
    const sid = await sessionFor(token);
    const { actor } = await ctxOf(sid);
    await unsafeDb().person.update({ where: { id: actor.id }, data: { disabledAt: NOW } });
    expect(await sessionActor(sid, NOW)).toBeNull();
    await expect(sessionFor(token)).rejects.toThrow('forbidden');
  });
});

describe('a session', () => {
  test('ends when idle for an hour; use prolongs it, at most to eight hours', async () => {
    const sid = await sessionFor(claims('Analyst'));
    await unsafeDb().userSession.update({ where: { id: sid }, data: { checkedAt: at(480) } });
    expect(await sessionActor(sid, at(59))).not.toBeNull();
    expect(await sessionActor(sid, at(118))).not.toBeNull();
    expect(await sessionActor(sid, at(178))).toBeNull();
    for (let minutes = 150; minutes < 480; minutes += 50) {
      const idle = await session(sid);
      if (idle.lastSeenAt < at(minutes - 60)) {
        await unsafeDb().userSession.update({ where: { id: sid }, data: { lastSeenAt: at(minutes - 50) } });
      }
      expect(await sessionActor(sid, at(minutes)), `after ${minutes} minutes`).not.toBeNull();
    }
    expect(await sessionActor(sid, at(480))).toBeNull();
  });

  test('its last use is written at most once a minute', async () => {
    const sid = await sessionFor(claims('Analyst'));
    await sessionActor(sid, at(0.9));
    expect((await session(sid)).lastSeenAt).toEqual(NOW);
    await sessionActor(sid, at(1));
    expect((await session(sid)).lastSeenAt).toEqual(at(1));
  });

  test('an unknown id is nobody', async () => {
    expect(await sessionActor(randomUUID(), NOW)).toBeNull();
  });

  test('the person sees and ends their own, never another’s', async () => {
    const token = claims('Analyst');
    const [here, there] = [await sessionFor(token), await sessionFor(token)];
    const ctx = await ctxOf(here);
    const stranger = await ctxOf(await sessionFor(claims('Admin')));
    expect((await listOwnSessions(ctx.actor, NOW)).map(({ id }) => id).sort()).toEqual([here, there].sort());
    await expect(endOwnSession(stranger, there)).rejects.toThrow('not_found');
    await endOwnSession(ctx, there);
    await expect(endOwnSession(ctx, there)).rejects.toThrow('not_found');
    expect(await sessionActor(there, NOW)).toBeNull();
    expect(await sessionActor(here, NOW)).not.toBeNull();
  });

  test('all others at once, and an administrator ends a person’s', async () => {
    const token = claims('Engineer');
    const [here, one, two] = [await sessionFor(token), await sessionFor(token), await sessionFor(token)];
    const ctx = await ctxOf(here);
    expect(await endOtherSessions(ctx)).toBe(2);
    expect(await Promise.all([here, one, two].map((sid) => sessionActor(sid, NOW)))).toMatchObject([{}, null, null]);
    const analyst = await ctxOf(await sessionFor(claims('Analyst')));
    const all = { personId: ctx.actor.id, sessionId: null, note: 'a lost laptop' };
    await expect(async () => endSessionsOf(analyst, all)).rejects.toThrow('forbidden');
    const admin = await ctxOf(await sessionFor(claims('Admin')));
    expect(await endSessionsOf(admin, all)).toBe(1);
    expect(await sessionActor(here, NOW)).toBeNull();
  });

  test('sign-out ends it and names the provider’s own sign-out', async () => {
    const sid = await sessionFor(claims('Analyst'));
    const { url } = await signOut(await ctxOf(sid));
    expect(await sessionActor(sid, NOW)).toBeNull();
    expect(url).toContain('/oauth2/v2.0/logout?');
    expect(new URL(url).searchParams.get('logout_hint')).toBe('hint');
    const rows = await unsafeDb().auditEntry.findMany({ where: { sessionId: sid }, orderBy: { id: 'asc' } });
    expect(rows.map(({ action }) => action)).toEqual(['session.started', 'session.ended']);
  });
});

test('a sign-out at the provider ends the sessions that began there, and no other', async () => {
  const [here, there] = [
    await sessionFor(claims('Analyst', { sid: 'provider-session-1' })),
    await sessionFor(claims('Analyst', { sid: 'provider-session-2' })),
  ];
  await sessionFor(claims('Analyst', { sid: 'provider-session-1' }), null, at(-24 * 60));
  await endSessionsAtProvider('provider-session-unknown', NOW, 'test');
  await endSessionsAtProvider('provider-session-1', NOW, 'test');
  expect(await sessionActor(here, NOW)).toBeNull();
  expect(await sessionActor(there, NOW)).not.toBeNull();
  expect(await unsafeDb().auditEntry.count({ where: { actorName: 'identity provider' } })).toBe(1);
});

test('the purge takes what only served a moment and leaves living sessions', async () => {
  const sid = await sessionFor(claims('Analyst'));
  const old = await sessionFor(claims('Analyst'), null, new Date('2026-01-01T00:00:00Z'));
  await purgeAccess(NOW);
  expect(await unsafeDb().userSession.findMany({ where: { id: { in: [sid, old] } }, select: { id: true } })).toEqual([
    { id: sid },
  ]);
});
