import { randomUUID } from 'node:crypto';
import { beforeEach, describe, expect, test } from 'vitest';
import { sessionActor, sessionEnd } from '@/lib/access/data/sessions';
import { listSignedIn } from '@/lib/access/data/signed-in';
import { endOwnSession, endSessionsOf } from '@/lib/access/mutations/sessions';
import { requirePermission } from '@/lib/access/policy';
import { at, claims, ctxOf, NOW, sessionFor, TENANT } from '@/lib/access/testing/sign-in';
import type { PersonActor } from '@/lib/core/context';
import { unsafeDb } from '@/lib/core/db';
import { ctx, person, readOnly, stranger } from '@/lib/core/testing/actors';
import { aProduct } from '@/lib/core/testing/assets';
import { withDatabase } from '@/lib/core/testing/database';

withDatabase();
process.env.ENTRA_TENANT_ID = TENANT;
process.env.ENTRA_CLIENT_ID = 'lagebild';
process.env.ENTRA_CLIENT_SECRET = 'only-for-tests';

const responder = person('Responder', 'everywhere');
const note = 'the laptop was lost';

let token: ReturnType<typeof claims>;
let here: string;
let there: string;
let target: PersonActor;

beforeEach(async () => {
  await unsafeDb().person.deleteMany({});
  token = claims('Engineer');
  here = await sessionFor(token);
  there = await sessionFor(token);
  target = (await ctxOf(here)).actor;
});

async function shown(actor: PersonActor, search = '', now = NOW): Promise<string[]> {
  const found = await listSignedIn(requirePermission({ actor }, 'session:end'), actor, search, now);
  return found.map(({ id }) => id).sort();
}

const ofTeam = (place: { teamId: string; productId: string }) =>
  person('Responder', [], { grants: { everywhere: false, teams: [place.teamId], products: [place.productId] } });
const grant = (where: { teamId?: string; productId?: string }) =>
  unsafeDb().scopeGrant.create({ data: { personId: target.id, ...where } });

describe('who is signed in now', () => {
  test('is shown to a responder: living sessions of others, by name or address', async () => {
    const idle = await sessionFor(claims('Analyst'), null, at(-120));
    expect(await shown(responder)).toEqual([here, there].sort());
    expect(await shown(responder, target.name.toUpperCase())).toEqual([here, there].sort());
    expect(await shown(responder, 'nobody of this name')).toEqual([]);
    expect(await shown({ ...responder, id: target.id })).toEqual([]);
    expect(await sessionEnd(idle, NOW)).toBe('idle');
  });

  test.each(['Analyst', 'Auditor', 'Engineer'] as const)('is not for a %s', (role) => {
    expect(() => requirePermission({ actor: person(role, 'everywhere') }, 'session:end')).toThrow('forbidden');
  });

  test('to a responder of one team: people of that team alone', async () => {
    const [own, foreign] = [await aProduct(), await aProduct()];
    const narrow = ofTeam(own);
    expect(await shown(narrow), 'works nowhere').toEqual([]);
    await grant({ productId: own.productId });
    expect(await shown(narrow)).toEqual([here, there].sort());
    const { id } = await grant({ teamId: foreign.teamId });
    expect(await shown(narrow), 'also works elsewhere').toEqual([]);
    await unsafeDb().scopeGrant.delete({ where: { id } });
    await grant({});
    expect(await shown(narrow), 'works everywhere').toEqual([]);
  });
});

describe('ending', () => {
  test('one session leaves the other, and the trail says why', async () => {
    expect(await endSessionsOf(ctx(responder, NOW), { personId: target.id, sessionId: there, note })).toBe(1);
    expect(await sessionActor(there, NOW)).toBeNull();
    expect(await sessionEnd(there, NOW)).toBe('ended-by-administrator');
    expect(await sessionActor(here, NOW)).not.toBeNull();
    const row = await unsafeDb().auditEntry.findFirstOrThrow({
      where: { action: 'session.ended', targetId: target.id, actorId: responder.id },
    });
    expect(JSON.parse(row.text).data).toEqual({ reason: 'ended-by-administrator', sessions: [there], note });
  });

  test('all of them at once', async () => {
    expect(await endSessionsOf(ctx(responder, NOW), { personId: target.id, sessionId: null, note })).toBe(2);
    expect(await shown(responder)).toEqual([]);
  });

  test('names and counts only what lived: not the sessions that ran out over the weeks', async () => {
    const all = { personId: target.id, sessionId: null, note };
    const expired = await sessionFor(token, null, at(-24 * 60));
    const idle = await sessionFor(token, null, at(-120));
    expect(await endSessionsOf(ctx(responder, NOW), all)).toBe(2);
    expect(await sessionEnd(expired, NOW)).toBe('expired');
    const row = await unsafeDb().auditEntry.findFirstOrThrow({
      where: { action: 'session.ended', targetId: target.id, actorId: responder.id },
    });
    expect(JSON.parse(row.text).data.sessions).toEqual([here, there].sort());
    expect(await sessionEnd(idle, NOW)).toBe('idle');
    await expect(endSessionsOf(ctx(responder, NOW), all)).rejects.toThrow('conflict');
  });

  test('is refused to whoever may only read, to an engineer, and beyond the own team', async () => {
    const input = { personId: target.id, sessionId: here, note };
    await expect(endSessionsOf(ctx(readOnly(), NOW), input)).rejects.toThrow('forbidden');
    await expect(endSessionsOf(ctx(stranger(), NOW), input)).rejects.toThrow('forbidden');
    const narrow = ofTeam(await aProduct());
    await expect(endSessionsOf(ctx(narrow, NOW), input)).rejects.toMatchObject({
      details: { reason: 'outside-reach' },
    });
    expect(await sessionActor(here, NOW)).not.toBeNull();
  });

  test('a session under the name of somebody else ends nothing', async () => {
    const other = (await ctxOf(await sessionFor(claims('Analyst')))).actor;
    const input = { personId: other.id, sessionId: here, note };
    await expect(endSessionsOf(ctx(responder, NOW), input)).rejects.toThrow('conflict');
    await expect(endSessionsOf(ctx(responder, NOW), { ...input, personId: randomUUID() })).rejects.toThrow('conflict');
    expect(await sessionActor(here, NOW)).not.toBeNull();
  });

  test('of two at once the later is told', async () => {
    const input = { personId: target.id, sessionId: here, note };
    const both = await Promise.allSettled([
      endSessionsOf(ctx(responder, NOW), input),
      endOwnSession(await ctxOf(there), here),
    ]);
    expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    const rows = await unsafeDb().auditEntry.count({ where: { action: 'session.ended', targetId: target.id } });
    expect(rows).toBe(1);
  });
});
