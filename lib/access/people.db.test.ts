import { randomUUID } from 'node:crypto';
import { beforeEach, describe, expect, test } from 'vitest';
import { listPeople } from '@/lib/access/data/people';
import { sessionActor } from '@/lib/access/data/sessions';
import { setDisabled, setGrants } from '@/lib/access/mutations/people';
import { endSessionsOf } from '@/lib/access/mutations/sessions';
import { createToken } from '@/lib/access/mutations/tokens';
import { requirePermission } from '@/lib/access/policy';
import type { SetGrantsInput } from '@/lib/access/schema';
import { claims, ctxOf, NOW, sessionFor, TENANT } from '@/lib/access/testing/sign-in';
import { satisfiedFor } from '@/lib/access/testing/step-up';
import type { PersonActor } from '@/lib/core/context';
import { unsafeDb } from '@/lib/core/db';
import { ctx, person, readOnly } from '@/lib/core/testing/actors';
import { aProduct } from '@/lib/core/testing/assets';
import { withDatabase } from '@/lib/core/testing/database';

withDatabase();
process.env.ENTRA_TENANT_ID = TENANT;
process.env.ENTRA_CLIENT_ID = 'lagebild';
process.env.ENTRA_CLIENT_SECRET = 'only-for-tests';

let admin: PersonActor;
let sid: string;
let target: PersonActor;
let place: { teamId: string; productId: string };

beforeEach(async () => {
  await unsafeDb().person.deleteMany({});
  place = await aProduct();
  sid = await sessionFor(claims('Engineer'));
  target = (await ctxOf(sid)).actor;
  admin = await satisfiedFor(person('Admin', 'everywhere'), 'role:assign', target.id);
});

async function known(): Promise<string[]> {
  const rows = await unsafeDb().scopeGrant.findMany({ where: { personId: target.id }, select: { id: true } });
  return rows.map(({ id }) => id);
}

async function input(change: Partial<SetGrantsInput> = {}): Promise<SetGrantsInput> {
  return {
    personId: target.id,
    known: await known(),
    roles: { everywhere: false, teams: [place.teamId], products: [] },
    approver: { teams: [], products: [] },
    ...change,
  };
}

describe('grants', () => {
  test('act on the next request of the same session, and are in the trail', async () => {
    await setGrants(ctx(admin, NOW), await input({ approver: { teams: [], products: [place.productId] } }));
    const { actor } = await ctxOf(sid);
    expect(actor.grants).toEqual({ everywhere: false, teams: [place.teamId], products: [place.productId] });
    expect(requirePermission({ actor }, 'risk:approve').products).toEqual([place.productId]);
    const row = await unsafeDb().auditEntry.findFirstOrThrow({
      where: { action: 'person.granted', targetId: target.id },
    });
    expect(JSON.parse(row.text)).toMatchObject({
      data: { before: [], after: [{ team: place.teamId }, { duty: 'RiskApprover' }] },
    });
  });

  test('need a step-up, each time', async () => {
    await setGrants(ctx(admin, NOW), await input());
    await expect(setGrants(ctx(admin, NOW), await input())).rejects.toThrow('step_up_required');
  });

  test('are never for oneself', async () => {
    const own = { ...(await input()), personId: admin.id };
    await expect(setGrants(ctx(admin, NOW), own)).rejects.toMatchObject({
      code: 'forbidden',
      details: { reason: 'oneself' },
    });
  });

  test.each(['Analyst', 'Responder', 'Auditor', 'Engineer'] as const)('are not for a %s to give', async (role) => {
    await expect(setGrants(ctx(person(role, 'everywhere')), await input())).rejects.toThrow('forbidden');
  });

  test('of two changes at once the later is told', async () => {
    const second = await satisfiedFor(person('Admin', 'everywhere'), 'role:assign', target.id);
    const [one, two] = [await input(), await input({ roles: { everywhere: true, teams: [], products: [] } })];
    const both = await Promise.allSettled([setGrants(ctx(admin, NOW), one), setGrants(ctx(second, NOW), two)]);
    expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    expect(both.find(({ status }) => status === 'rejected')).toMatchObject({ reason: { code: 'conflict' } });
  });

  test.each(['Auditor', 'Admin'])('do not make an approver of a person who is %s', async (role) => {
    const { actor } = await ctxOf(await sessionFor(claims(role)));
    const refused = setGrants(ctx(admin, NOW), {
      ...(await input()),
      personId: actor.id,
      approver: { teams: [place.teamId], products: [] },
    });
    await expect(refused).rejects.toMatchObject({ code: 'forbidden', details: { reason: 'approver-role' } });
  });

  test.each(['Auditor', 'Admin'])('of an approver rest while the provider names them %s', async (role) => {
    await setGrants(ctx(admin, NOW), await input({ approver: { teams: [], products: [place.productId] } }));
    const roles = (named: readonly string[]) =>
      unsafeDb().userSession.update({ where: { id: sid }, data: { roles: [...named] } });
    await roles(['Engineer', role]);
    expect((await ctxOf(sid)).actor.duties).toEqual([]);
    await roles(['Engineer']);
    expect((await ctxOf(sid)).actor.duties).toHaveLength(1);
  });

  test('for a person who is not there: not found', async () => {
    await expect(setGrants(ctx(admin), { ...(await input()), personId: randomUUID() })).rejects.toThrow('not_found');
  });
});

describe('shutting out', () => {
  test('ends the sessions at once; letting in again does not bring them back', async () => {
    await setDisabled(ctx(admin, NOW), target.id, true);
    expect(await sessionActor(sid, NOW)).toBeNull();
    await satisfiedFor(admin, 'role:assign', target.id);
    await setDisabled(ctx(admin, NOW), target.id, false);
    expect(await sessionActor(sid, NOW)).toBeNull();
  });

  test('the second of two is told', async () => {
    await setDisabled(ctx(admin, NOW), target.id, true);
    await satisfiedFor(admin, 'role:assign', target.id);
    await expect(setDisabled(ctx(admin, NOW), target.id, true)).rejects.toThrow('conflict');
  });

  test('the last administrator stays', async () => {
    const { actor: second } = await ctxOf(await sessionFor(claims('Admin')));
    await unsafeDb().person.update({ where: { id: admin.id }, data: { lastRoles: [] } });
    await satisfiedFor(admin, 'role:assign', second.id);
    const refused = setDisabled(ctx(admin, NOW), second.id, true);
    await expect(refused).rejects.toMatchObject({ code: 'conflict', details: { reason: 'last-admin' } });
    await unsafeDb().person.update({ where: { id: admin.id }, data: { lastRoles: ['Admin'] } });
    await satisfiedFor(admin, 'role:assign', second.id);
    await setDisabled(ctx(admin, NOW), second.id, true);
  });

  test('revokes the tokens that the person made, by id in the trail; nobody else loses one', async () => {
    const maker = {
      ...target,
      roles: ['Engineer'],
      grants: { everywhere: false, teams: [], products: [place.productId] },
    } as const;
    const wanted = { name: 'CI', productId: place.productId, scopes: ['finding:ingest' as const], days: 30 };
    await satisfiedFor(maker, 'token:create', place.productId);
    const made = await createToken(ctx(maker, NOW), wanted);
    await satisfiedFor(admin, 'token:create', place.productId);
    const other = await createToken(ctx(admin, NOW), wanted);
    await setDisabled(ctx(admin, NOW), target.id, true);
    const revoked = await unsafeDb().apiToken.findMany({ where: { revokedAt: { not: null } }, select: { id: true } });
    expect(revoked.map(({ id }) => id)).toContain(made.id);
    expect(revoked.map(({ id }) => id)).not.toContain(other.id);
    const row = await unsafeDb().auditEntry.findFirstOrThrow({
      where: { action: 'person.disabled', targetId: target.id },
    });
    expect(JSON.parse(row.text)).toMatchObject({ data: { tokens: [made.id] } });
  });

  test('is never for oneself, nor for a reader', async () => {
    await expect(setDisabled(ctx(admin), admin.id, true)).rejects.toThrow('forbidden');
    await expect(setDisabled(ctx(readOnly()), target.id, true)).rejects.toThrow('forbidden');
  });
});

describe('an administrator of one team', () => {
  const refusal = { code: 'forbidden', details: { reason: 'outside-reach' } };
  let own: PersonActor;
  let foreign: { teamId: string; productId: string };

  beforeEach(async () => {
    foreign = await aProduct();
    const grants = { everywhere: false, teams: [place.teamId], products: [place.productId] };
    own = await satisfiedFor(person('Admin', [], { grants }), 'role:assign', target.id);
  });

  const roles = (teams: string[], products: string[] = [], everywhere = false) => ({
    roles: { everywhere, teams, products },
  });
  const grant = (where: { teamId?: string; productId?: string }) =>
    unsafeDb().scopeGrant.create({ data: { personId: target.id, ...where }, select: { id: true } });

  test('gives and takes there, and leaves what others gave elsewhere as it is', async () => {
    const { id } = await grant({ teamId: foreign.teamId });
    await setGrants(ctx(own, NOW), await input(roles([place.teamId, foreign.teamId], [place.productId])));
    expect(await known()).toHaveLength(3);
    await satisfiedFor(own, 'role:assign', target.id);
    await setGrants(ctx(own, NOW), await input(roles([foreign.teamId])));
    expect(await known()).toEqual([id]);
  });

  test('gives nothing elsewhere, not even to approve risks, and never everywhere', async () => {
    const attempts = [
      roles([], [], true),
      roles([foreign.teamId]),
      roles([], [foreign.productId]),
      { ...roles([]), approver: { teams: [], products: [foreign.productId] } },
    ];
    for (const attempt of attempts) {
      await expect(setGrants(ctx(own, NOW), await input(attempt))).rejects.toMatchObject(refusal);
    }
    expect(await known()).toEqual([]);
  });

  test.each(['a team', 'a product', 'everywhere'])('takes nothing elsewhere: %s', async (what) => {
    const { id } = await grant(
      what === 'a team' ? { teamId: foreign.teamId } : what === 'a product' ? { productId: foreign.productId } : {},
    );
    await expect(setGrants(ctx(own, NOW), await input(roles([place.teamId])))).rejects.toMatchObject(refusal);
    expect(await known()).toEqual([id]);
  });

  test('who reaches one product of a team does not give the team', async () => {
    const narrow = await satisfiedFor(person('Admin', [place.productId]), 'role:assign', target.id);
    await expect(setGrants(ctx(narrow, NOW), await input())).rejects.toMatchObject(refusal);
  });

  test('shuts out and ends sessions of people of the team alone', async () => {
    const all = { personId: target.id, sessionId: null, note: 'left the team' };
    const refused = async () => {
      await expect(setDisabled(ctx(own, NOW), target.id, true)).rejects.toMatchObject(refusal);
      await expect(endSessionsOf(ctx(own, NOW), all)).rejects.toMatchObject(refusal);
      expect(await sessionActor(sid, NOW)).not.toBeNull();
    };
    await refused();
    await grant({ productId: place.productId });
    const { id } = await grant({ teamId: foreign.teamId });
    await refused();
    await unsafeDb().scopeGrant.delete({ where: { id } });
    expect(await endSessionsOf(ctx(own, NOW), all)).toBe(1);
    await setDisabled(ctx(own, NOW), target.id, true);
  });
});

describe('the list', () => {
  const reader = (grants: PersonActor['grants']) => {
    const actor = person('Auditor', [], { grants });
    return (search: string) => listPeople(requirePermission({ actor }, 'user:read'), actor.grants, search, NOW);
  };
  const ofTeam = () => reader({ everywhere: false, teams: [place.teamId], products: [place.productId] });

  test('shows roles as last seen, grants and living sessions to whoever may read people', async () => {
    await setGrants(ctx(admin, NOW), await input());
    const list = reader({ everywhere: true, teams: [], products: [] });
    expect(await list(target.name)).toMatchObject([
      { id: target.id, roles: ['Engineer'], livingSessions: 1, within: true, grants: [{ duty: null }] },
    ]);
    expect(await list('nobody of this name')).toEqual([]);
    expect(() => requirePermission({ actor: person('Analyst', 'everywhere') }, 'user:read')).toThrow('forbidden');
  });

  test('of one team has its own people, and those who wait for a team', async () => {
    expect(await ofTeam()(target.name)).toMatchObject([{ id: target.id, within: false, grants: [] }]);
    await setGrants(ctx(admin, NOW), await input());
    expect(await ofTeam()(target.name)).toMatchObject([{ id: target.id, within: true }]);
  });

  test('is empty for whoever reaches nothing', async () => {
    expect(await reader({ everywhere: false, teams: [], products: [] })('')).toEqual([]);
  });

  test('of one team has nobody of another, whatever is searched for', async () => {
    const foreign = await aProduct();
    await unsafeDb().scopeGrant.create({ data: { personId: target.id, productId: foreign.productId } });
    expect((await ofTeam()('')).map(({ id }) => id)).not.toContain(target.id);
    expect(await ofTeam()(target.name)).toEqual([]);
  });

  test('of one team names no place of another, and tells who is beyond its reach', async () => {
    const foreign = await aProduct();
    for (const where of [
      { productId: place.productId },
      { teamId: foreign.teamId },
      { productId: foreign.productId },
    ]) {
      await unsafeDb().scopeGrant.create({ data: { personId: target.id, ...where } });
    }
    const [found] = await ofTeam()(target.name);
    expect(found).toMatchObject({ id: target.id, within: false });
    expect(found?.grants.map(({ team, product }) => (team ?? product)?.name)).toEqual([expect.any(String), null, null]);
  });

  test('of one team has whoever works everywhere, beyond its reach', async () => {
    await unsafeDb().scopeGrant.create({ data: { personId: target.id } });
    expect(await ofTeam()(target.name)).toMatchObject([{ id: target.id, within: false }]);
  });
});
