import { randomUUID } from 'node:crypto';
import { beforeEach, describe, expect, it } from 'vitest';
import { sessionActor } from '@/lib/access/data/sessions';
import { requirePermission, scopeOf } from '@/lib/access/policy';
import { at, NOW } from '@/lib/access/testing/sign-in';
import { satisfiedFor } from '@/lib/access/testing/step-up';
import type { PersonActor, Role } from '@/lib/core/context';
import { unsafeDb } from '@/lib/core/db';
import { ctx, grants, person } from '@/lib/core/testing/actors';
import { aProduct } from '@/lib/core/testing/assets';
import { withDatabase } from '@/lib/core/testing/database';
import { listElevations } from '@/lib/elevations/data/list';
import { decideElevation, reviewElevation } from '@/lib/elevations/mutations/decide';
import { endElevation } from '@/lib/elevations/mutations/end';
import { requestElevation } from '@/lib/elevations/mutations/request';

withDatabase();

const CLOSE = 'incident:close-p1';
const REASON = 'The commander is ill, the P1 is over.';

/** Somebody of the database, with a living session and grants: everywhere, or in one product. */
async function living(role: Role, productId: string | null = null): Promise<PersonActor> {
  const actor = person(role, productId ? [productId] : 'everywhere');
  await satisfiedFor(actor, 'elevation:request', 'nothing');
  await unsafeDb().scopeGrant.create({ data: { personId: actor.id, productId } });
  return actor;
}

type Wish = { readonly breakGlass?: boolean; readonly minutes?: number; readonly productId?: string | null };

async function ask(actor: PersonActor, { breakGlass = false, minutes = 60, productId = null }: Wish = {}) {
  const target = `${breakGlass ? 'take' : 'ask'} ${CLOSE} ${productId ?? 'everywhere'} ${minutes}`;
  await satisfiedFor(actor, 'elevation:request', target);
  return requestElevation(ctx(actor, NOW), {
    permissions: [CLOSE],
    teamId: null,
    productId,
    reason: REASON,
    ticket: '',
    minutes,
    breakGlass,
  });
}

/** An emergency of an hour that begins at `now`. */
async function takenAt(actor: PersonActor, now: Date): Promise<string> {
  await satisfiedFor(actor, 'elevation:request', `take ${CLOSE} everywhere 60`);
  await unsafeDb().stepUp.updateMany({ where: { consumedAt: null }, data: { expiresAt: at(600) } });
  const wish = { permissions: [CLOSE as typeof CLOSE], teamId: null, productId: null, reason: REASON, ticket: '' };
  return requestElevation(ctx(actor, now), { ...wish, minutes: 60, breakGlass: true });
}

async function decide(actor: PersonActor, id: string, decision: 'approve' | 'refuse' = 'approve', now = NOW) {
  await satisfiedFor(actor, 'elevation:approve', `${decision}:${id}`);
  await decideElevation(ctx(actor, now), { id, decision, note: decision === 'refuse' ? 'not now' : '' });
}

/** Where the right counts for a session that was busy all the while. */
async function reach(actor: PersonActor, now: Date) {
  await unsafeDb().userSession.update({ where: { id: actor.sessionId }, data: { lastSeenAt: now, checkedAt: now } });
  const current = await sessionActor(actor.sessionId, now);
  if (!current) throw new Error('the session is over');
  return scopeOf({ actor: current }, CLOSE)?.products ?? null;
}

let analyst: PersonActor;
let admin: PersonActor;
beforeEach(async () => {
  [analyst, admin] = await Promise.all([living('Analyst'), living('Admin')]);
});

describe('what an elevation gives', () => {
  it('counts from the approval on, for its time, and not a moment longer', async () => {
    const id = await ask(analyst);
    expect(await reach(analyst, NOW)).toBeNull();
    await decide(admin, id, 'approve', at(5));
    expect(await reach(analyst, at(4))).toBeNull();
    expect(await reach(analyst, at(5))).toBe('all');
    expect(await reach(analyst, at(64))).toBe('all');
    expect(await reach(analyst, at(65))).toBeNull();
    const row = await unsafeDb().elevation.findUniqueOrThrow({ where: { id } });
    expect(row).toMatchObject({ deciderId: admin.id, startsAt: at(5), endsAt: at(65) });
    const audited = await unsafeDb().auditEntry.findMany({ where: { targetId: id }, orderBy: { at: 'asc' } });
    expect(audited.map(({ action }) => action)).toEqual(['elevation.requested', 'elevation.approved']);
  });

  it('ends early for the next request', async () => {
    const id = await ask(analyst);
    await decide(admin, id);
    await endElevation(ctx(analyst, at(10)), id);
    expect(await reach(analyst, at(10))).toBeNull();
    await expect(endElevation(ctx(analyst, at(11)), id)).rejects.toThrow('conflict');
  });

  it('reaches its product alone, and never more than the person does', async () => {
    const [here, elsewhere] = [await aProduct(), await aProduct()];
    await decide(admin, await ask(analyst, { productId: here.productId }));
    expect(await reach(analyst, NOW)).toEqual([here.productId]);
    await unsafeDb().scopeGrant.deleteMany({ where: { personId: analyst.id } });
    await unsafeDb().scopeGrant.create({ data: { personId: analyst.id, productId: elsewhere.productId } });
    expect(await reach(analyst, NOW)).toEqual([]);
  });

  it('is nothing without a role that may be elevated', async () => {
    await decide(admin, await ask(analyst));
    await unsafeDb().userSession.update({ where: { id: analyst.sessionId }, data: { roles: ['Auditor'] } });
    expect(await reach(analyst, NOW)).toBeNull();
  });
});

describe('who asks and who decides', () => {
  it('refuses a second request, what the role may not ask for, and places out of reach', async () => {
    const { productId } = await aProduct();
    const engineer = await living('Engineer', productId);
    await expect(ask(engineer)).rejects.toMatchObject({ details: { issue: 'not_offered' } });
    const auditor = await living('Auditor');
    await expect(ask(auditor)).rejects.toThrow('forbidden');
    const narrow = await living('Analyst', productId);
    await expect(ask(narrow, { productId: (await aProduct()).productId })).rejects.toThrow('not_found');
    await ask(analyst);
    await expect(ask(analyst, { minutes: 30 })).rejects.toMatchObject({ details: { issue: 'one_at_a_time' } });
  });

  it('asks for a fresh second factor, to ask and to decide', async () => {
    const wish = { permissions: [CLOSE as typeof CLOSE], teamId: null, productId: null, reason: REASON, ticket: '' };
    const asking = requestElevation(ctx(analyst, NOW), { ...wish, minutes: 240, breakGlass: false });
    await expect(asking).rejects.toThrow('step_up_required');
    const id = await ask(analyst);
    const deciding = decideElevation(ctx(admin, NOW), { id, decision: 'approve', note: '' });
    await expect(deciding).rejects.toThrow('step_up_required');
  });

  it('lets nobody decide on their own request, the database included', async () => {
    const both = { ...analyst, roles: ['Analyst', 'Admin'] as const };
    const id = await ask(analyst);
    await expect(decide(both, id)).rejects.toMatchObject({ details: { reason: 'own-request' } });
    const own = unsafeDb().elevation.update({ where: { id }, data: { deciderId: analyst.id } });
    await expect(own).rejects.toThrow('elevation_not_own');
  });

  it('shows it to nobody who does not reach all of it', async () => {
    const { productId } = await aProduct();
    const responder = await living('Responder', productId);
    const id = await ask(analyst);
    await expect(decide(responder, id)).rejects.toThrow('not_found');
    await endElevation(ctx(analyst, NOW), id);
    const there = await ask(analyst, { productId, minutes: 30 });
    const register = requirePermission({ actor: responder }, 'elevation:read');
    const { rows } = await listElevations(responder, register, scopeOf({ actor: responder }, 'elevation:approve'), NOW);
    expect(rows).toMatchObject([{ id: there, state: 'requested', mayDecide: true, mayEnd: false }]);
    const all = requirePermission({ actor: admin }, 'elevation:read');
    const everything = await listElevations(admin, all, scopeOf({ actor: admin }, 'elevation:approve'), NOW);
    expect(everything.rows.map((row) => row.id)).toEqual(expect.arrayContaining([id, there]));
    expect((await listElevations(await living('Analyst'), null, null, NOW)).rows).toEqual([]);
    await decide(responder, there);
  });

  it('is decided once, and not after it lapsed', async () => {
    const second = await living('Responder');
    const id = await ask(analyst);
    const both = await Promise.allSettled([decide(admin, id), decide(second, id, 'refuse')]);
    expect(both.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
    await unsafeDb().elevation.updateMany({ data: { endedAt: NOW } });
    const late = await ask(analyst, { minutes: 30 });
    await unsafeDb().elevation.update({ where: { id: late }, data: { lapsesAt: at(-1) } });
    await expect(decide(admin, late)).rejects.toThrow('conflict');
  });
});

describe('an emergency', () => {
  it('counts at once, tells everybody who decides, and waits for the review of another', async () => {
    const id = await ask(analyst, { breakGlass: true });
    expect(await reach(analyst, NOW)).toBe('all');
    expect(await reach(analyst, at(60))).toBeNull();
    const told = await unsafeDb().notice.findMany({ where: { kind: 'elevation_taken' }, select: { personId: true } });
    expect(told).toContainEqual({ personId: admin.id });
    const days = (count: number) => at(count * 24 * 60);
    const own = reviewElevation(ctx({ ...analyst, roles: ['Admin'] }, NOW), { id, justified: true, note: REASON });
    await expect(own).rejects.toMatchObject({ details: { reason: 'own-request' } });
    await reviewElevation(ctx(admin, days(1)), { id, justified: false, note: REASON });
    expect(await unsafeDb().elevation.findUnique({ where: { id } })).toMatchObject({
      justified: false,
      reviewerId: admin.id,
    });
    const again = reviewElevation(ctx(admin, days(1)), { id, justified: true, note: REASON });
    await expect(again).rejects.toThrow('conflict');
  });

  it('is not taken again and again without anybody looking', async () => {
    const takes = (now: Date) => takenAt(analyst, now);
    const [first] = [await takes(NOW), await takes(at(61)), await takes(at(122)), await takes(at(183))];
    await expect(takes(at(244))).rejects.toMatchObject({ details: { issue: 'review_first' } });
    await reviewElevation(ctx(admin, at(244)), { id: first, justified: true, note: REASON });
    await takes(at(244));
  });

  it('stays in the list until somebody reviews it, however many came after', async () => {
    const id = await takenAt(analyst, NOW);
    const row = { requesterId: analyst.id, permissions: [CLOSE], reason: REASON, minutes: 60 };
    const days = (count: number) => at(count * 24 * 60);
    await unsafeDb().elevation.createMany({
      data: Array.from({ length: 201 }, (_, index) => {
        const requestedAt = at(1000 + index);
        return { ...row, requestedAt, lapsesAt: days(2), endedAt: requestedAt };
      }),
    });
    const [register, decides] = (['elevation:read', 'elevation:approve'] as const).map((right) =>
      scopeOf({ actor: admin }, right),
    );
    const list = () => listElevations(admin, register ?? null, decides ?? null, days(3));
    const { rows, more } = await list();
    const index = rows.findIndex((one) => one.id === id);
    expect(rows[index]).toMatchObject({ mayReview: true });
    const settled = rows.filter(({ reviewBy }) => reviewBy === null);
    expect(rows.findIndex(({ reviewBy }) => reviewBy === null)).toBeGreaterThan(index);
    expect(settled.map(({ requestedAt }) => requestedAt)).toEqual(
      Array.from({ length: 200 }, (_, place) => at(1200 - place).toISOString()),
    );
    expect(more).toBe(true);
    await reviewElevation(ctx(admin, days(3)), { id, justified: true, note: REASON });
    expect((await list()).rows.map((one) => one.id)).not.toContain(id);
  });

  it('lasts an hour at most, whatever the code asks', async () => {
    const { id: requesterId } = analyst;
    const row = { id: randomUUID(), requesterId, permissions: [CLOSE], reason: REASON, breakGlass: true, minutes: 61 };
    const long = unsafeDb().elevation.create({ data: { ...row, requestedAt: NOW, lapsesAt: NOW } });
    await expect(long).rejects.toThrow('elevation_minutes');
  });
});

it('knows nobody without grants', () => {
  const nobody = person('Admin', [], { grants: grants([]) });
  expect(scopeOf({ actor: nobody }, 'elevation:approve')?.products).toEqual([]);
});
