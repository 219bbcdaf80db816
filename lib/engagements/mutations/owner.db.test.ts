import { randomUUID } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import type { PersonActor } from '@/lib/core/context';
import { unsafeDb } from '@/lib/core/db';
import { ctx, readOnly, stranger, system } from '@/lib/core/testing/actors';
import { aProduct } from '@/lib/core/testing/assets';
import { withDatabase } from '@/lib/core/testing/database';
import { changeOwner } from '@/lib/engagements/mutations/owner';
import { warnOfRetests } from '@/lib/engagements/mutations/warn';
import { createEngagement } from '@/lib/engagements/mutations/write';
import { audited, NOON, somebody, stored, wanted } from '@/lib/engagements/testing/engagements';
import { move, reported } from '@/lib/engagements/testing/findings';
import { aPerson } from '@/lib/findings/testing/findings';

withDatabase();

async function aTest() {
  const { productId } = await aProduct();
  const ada = await somebody('Analyst', [productId], 'Ada');
  const number = await createEngagement(ctx(ada, NOON), wanted(productId));
  return { productId, ada, number };
}

const give = async (by: PersonActor, number: number, ownerId: string, note = '') => {
  const { id, version } = await stored(number);
  await changeOwner(ctx(by, NOON), { id, version, ownerId, note });
};

const noticesOf = (personId: string) => unsafeDb().notice.findMany({ where: { personId }, orderBy: { id: 'asc' } });

describe('another owner', () => {
  it('is told, hears of the retest that was told before, and stands in history and trail', async () => {
    const { productId } = await aProduct();
    const ada = await somebody('Analyst', [productId], 'Ada');
    const ben = await aPerson('Responder', productId, 'Ben');
    const number = await reported(ada, productId);
    await move(ada, number, 'plan_retest', { dueOn: '2026-11-30' });
    await warnOfRetests(ctx(system, NOON));
    await give(ada, number, ben, 'On leave from Monday');
    const { id, ownerId, version } = await stored(number);
    expect([ownerId, version]).toEqual([ben, 5]);
    await warnOfRetests(ctx(system, NOON));
    expect((await noticesOf(ben)).map(({ kind }) => kind)).toEqual(['engagement_owner', 'retest_due']);
    expect((await noticesOf(ada.id)).map(({ kind }) => kind)).toEqual(['retest_due']);
    const event = await unsafeDb().engagementEvent.findFirst({ where: { engagementId: id, kind: 'owner_changed' } });
    expect(event).toMatchObject({ data: { to: 'Ben' }, note: 'On leave from Monday', actorName: 'Ada' });
    expect((await audited(id)).at(-1)).toBe('engagement.owner-changed');
  });

  it('must be able to write it, and is not who owns it already', async () => {
    const { productId, ada, number } = await aTest();
    const elsewhere = await aPerson('Analyst', (await aProduct()).productId);
    for (const nobody of [elsewhere, await aPerson('Auditor', productId), randomUUID()]) {
      await expect(give(ada, number, nobody)).rejects.toMatchObject({ details: { issue: 'not_assignable' } });
    }
    await expect(give(ada, number, ada.id)).rejects.toMatchObject({ details: { issue: 'already_owner' } });
    const ben = await aPerson('Analyst', productId);
    await move(ada, number, 'close', { note: 'Called off' });
    await expect(give(ada, number, ben)).rejects.toMatchObject({ details: { issue: 'wrong_state' } });
    expect((await stored(number)).ownerId).toBe(ada.id);
    expect(await noticesOf(ben)).toEqual([]);
  });

  it('is not chosen by who may only read, nor by another team', async () => {
    const { productId, number } = await aTest();
    const ben = await aPerson('Analyst', productId);
    await expect(give(readOnly(), number, ben)).rejects.toMatchObject({ code: 'forbidden' });
    await expect(give(stranger('Analyst'), number, ben)).rejects.toMatchObject({ code: 'not_found' });
  });

  it('of two who give it away at once is the one of the first', async () => {
    const { productId, ada, number } = await aTest();
    const { id } = await stored(number);
    const [ben, eve] = [await aPerson('Analyst', productId), await aPerson('Analyst', productId)];
    const to = (ownerId: string) => changeOwner(ctx(ada, NOON), { id, version: 1, ownerId, note: '' });
    const both = await Promise.allSettled([to(ben), to(eve)]);
    expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    expect(both.find((one) => one.status === 'rejected')).toMatchObject({ reason: { code: 'conflict' } });
    const owner = both[0]?.status === 'fulfilled' ? ben : eve;
    expect((await stored(number)).ownerId).toBe(owner);
    expect((await noticesOf(owner === ben ? eve : ben)).length).toBe(0);
  });
});
