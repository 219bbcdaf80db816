import { beforeEach, describe, expect, it } from 'vitest';
import { sessionActor } from '@/lib/access/data/sessions';
import { scopeOf } from '@/lib/access/policy';
import { satisfiedFor } from '@/lib/access/testing/step-up';
import type { PersonActor, Role } from '@/lib/core/context';
import { addDays } from '@/lib/core/datetime';
import { unsafeDb } from '@/lib/core/db';
import { ctx, person } from '@/lib/core/testing/actors';
import { withDatabase } from '@/lib/core/testing/database';
import { decideElevation, reviewElevation } from '@/lib/elevations/mutations/decide';
import { requestElevation } from '@/lib/elevations/mutations/request';
import { judgeNow } from '@/lib/safeguards/mutations/evaluate';

withDatabase();

const CLOSE = 'incident:close-p1';
const REASON = 'The commander is ill, the P1 is over.';
const FAR = new Date('2030-01-01T00:00:00Z');
/** Two hours before clocks in Berlin go forward by one, and before they go back. */
const CLOCK_CHANGES = [new Date('2026-03-28T23:00:00Z'), new Date('2026-10-24T23:00:00Z')];
const NOW = new Date('2026-11-16T10:00:00Z');

async function living(role: Role): Promise<PersonActor> {
  const actor = person(role, 'everywhere');
  await satisfiedFor(actor, 'elevation:request', 'nothing');
  await unsafeDb().scopeGrant.create({ data: { personId: actor.id } });
  await unsafeDb().userSession.update({
    where: { id: actor.sessionId },
    data: { expiresAt: FAR, createdAt: CLOCK_CHANGES[0] },
  });
  return actor;
}

/** The second factor, whenever it is asked for. */
async function proven(actor: PersonActor, purpose: 'elevation:request' | 'elevation:approve', target: string) {
  await satisfiedFor(actor, purpose, target);
  await unsafeDb().stepUp.updateMany({ where: { consumedAt: null }, data: { expiresAt: FAR } });
}

type Wish = { readonly minutes?: number; readonly breakGlass?: boolean };

async function ask(actor: PersonActor, at: Date, { minutes = 240, breakGlass = false }: Wish = {}): Promise<string> {
  await proven(actor, 'elevation:request', `${breakGlass ? 'take' : 'ask'} ${CLOSE} everywhere ${minutes}`);
  const wish = { permissions: [CLOSE as typeof CLOSE], teamId: null, productId: null, reason: REASON, ticket: '' };
  return requestElevation(ctx(actor, at), { ...wish, minutes, breakGlass });
}

async function approve(actor: PersonActor, id: string, at: Date): Promise<void> {
  await proven(actor, 'elevation:approve', `approve:${id}`);
  await decideElevation(ctx(actor, at), { id, decision: 'approve', note: '' });
}

async function holds(actor: PersonActor, at: Date): Promise<boolean> {
  await unsafeDb().userSession.update({ where: { id: actor.sessionId }, data: { lastSeenAt: at, checkedAt: at } });
  const current = await sessionActor(actor.sessionId, at);
  if (!current) throw new Error('the session is over');
  return scopeOf({ actor: current }, CLOSE) !== null;
}

/** What C3 says: the promise that nobody holds more than they need, for longer than they need it. */
async function promise(at: Date) {
  const verdict = (await judgeNow(at)).find(({ safeguard }) => safeguard === 'C3')?.verdict;
  return { state: verdict?.state, counts: verdict?.counts, reasons: verdict?.reasons.map(({ code }) => code) };
}

let analyst: PersonActor;
let admin: PersonActor;
beforeEach(async () => {
  await unsafeDb().elevation.deleteMany();
  [analyst, admin] = await Promise.all([living('Analyst'), living('Admin')]);
});

describe('from the request to the promise', () => {
  it('what another gave keeps it, from the first moment to after its end', async () => {
    expect(await promise(NOW)).toMatchObject({ state: 'unknown', counts: false });
    const id = await ask(analyst, NOW);
    expect(await promise(NOW)).toMatchObject({ state: 'unknown', counts: false });
    await approve(admin, id, NOW);
    expect(await promise(NOW)).toEqual({ state: 'met', counts: true, reasons: [] });
    expect(await promise(addDays(NOW, 60))).toMatchObject({ state: 'met' });
    expect(await promise(addDays(NOW, 91))).toMatchObject({ state: 'unknown', counts: false });
  });

  it('an emergency is open until its review, breaks it when nobody looks in time, and keeps it when it was justified', async () => {
    const id = await ask(analyst, NOW, { minutes: 60, breakGlass: true });
    expect(await promise(NOW)).toMatchObject({ state: 'unknown', counts: true, reasons: ['elevation_unreviewed'] });
    const review = addDays(NOW, 3);
    expect(await promise(review)).toMatchObject({ state: 'unknown', counts: true });
    const late = new Date(review.getTime() + 1000);
    expect(await promise(late)).toMatchObject({ state: 'missed', reasons: ['elevation_unreviewed'] });
    await reviewElevation(ctx(admin, late), { id, justified: true, note: REASON });
    expect(await promise(late)).toMatchObject({ state: 'met' });
  });

  it('one that was not justified breaks it', async () => {
    const id = await ask(analyst, NOW, { minutes: 60, breakGlass: true });
    await reviewElevation(ctx(admin, NOW), { id, justified: false, note: REASON });
    expect(await promise(NOW)).toMatchObject({ state: 'missed', reasons: ['elevation_unjustified'] });
  });
});

describe('four hours', () => {
  it.each([...CLOCK_CHANGES, NOW])('are four hours, to the millisecond, from %s on', async (from) => {
    await approve(admin, await ask(analyst, from), from);
    const end = new Date(from.getTime() + 4 * 3_600_000);
    expect(await holds(analyst, new Date(end.getTime() - 1000))).toBe(true);
    expect(await holds(analyst, new Date(end.getTime() - 1))).toBe(true);
    expect(await holds(analyst, end)).toBe(false);
    expect(await holds(analyst, new Date(end.getTime() + 1000))).toBe(false);
  });

  it('are the most that the database keeps', async () => {
    await expect(ask(analyst, NOW, { minutes: 241 })).rejects.toThrow('elevation_minutes');
    expect(await unsafeDb().elevation.count()).toBe(0);
  });
});

describe('who approves', () => {
  it('may do so no more without the right, and what they gave before stays given', async () => {
    const first = await ask(analyst, NOW, { minutes: 60 });
    await approve(admin, first, NOW);
    const reader = { ...admin, roles: ['Auditor'] as const };
    expect(await holds(analyst, NOW)).toBe(true);
    const other = await living('Analyst');
    const second = await ask(other, NOW);
    await expect(approve(reader, second, NOW)).rejects.toMatchObject({ code: 'forbidden' });
    expect(await holds(other, NOW)).toBe(false);
  });
});
