import { randomUUID } from 'node:crypto';
import { beforeEach, describe, expect, test } from 'vitest';
import { listPeople } from '@/lib/access/data/people';
import { sessionActor } from '@/lib/access/data/sessions';
import { setDisabled, setGrants } from '@/lib/access/mutations/people';
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

  test('is never for oneself, nor for a reader', async () => {
    await expect(setDisabled(ctx(admin), admin.id, true)).rejects.toThrow('forbidden');
    await expect(setDisabled(ctx(readOnly()), target.id, true)).rejects.toThrow('forbidden');
  });
});

test('the list shows roles as last seen, grants and living sessions to whoever may read people', async () => {
  await setGrants(ctx(admin, NOW), await input());
  const scope = requirePermission({ actor: readOnly() }, 'user:read');
  const found = await listPeople(scope, target.name, NOW);
  expect(found).toMatchObject([{ id: target.id, roles: ['Engineer'], livingSessions: 1, grants: [{ duty: null }] }]);
  expect(await listPeople(scope, 'nobody of this name', NOW)).toEqual([]);
  expect(() => requirePermission({ actor: person('Analyst', 'everywhere') }, 'user:read')).toThrow('forbidden');
});
