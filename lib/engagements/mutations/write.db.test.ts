import { describe, expect, it } from 'vitest';
import type { PersonActor } from '@/lib/core/context';
import { unsafeDb } from '@/lib/core/db';
import { ctx, readOnly, stranger, system } from '@/lib/core/testing/actors';
import { aProduct } from '@/lib/core/testing/assets';
import { withDatabase } from '@/lib/core/testing/database';
import { moveEngagement } from '@/lib/engagements/mutations/move';
import { changeEngagement, createEngagement } from '@/lib/engagements/mutations/write';
import type { ChangeEngagement } from '@/lib/engagements/schema';
import { audited, NOON, somebody, stored, wanted } from '@/lib/engagements/testing/engagements';

withDatabase();

const refusal = (code: string) => expect.objectContaining({ code });

async function aTest() {
  const { productId } = await aProduct();
  const ada = await somebody('Analyst', [productId], 'Ada');
  const number = await createEngagement(ctx(ada, NOON), wanted(productId));
  const { id } = await stored(number);
  return { productId, ada, number, id };
}

describe('setting up', () => {
  it('is done by who may triage in the product, who then owns it; the trail has it', async () => {
    const { ada, number, id } = await aTest();
    expect(await stored(number)).toMatchObject({ ownerId: ada.id, state: 'planned', company: 'Rotes Team GmbH' });
    expect(await audited(id)).toEqual(['engagement.created']);
  });

  it('is refused to who may only read, to another team and to machines', async () => {
    const { productId } = await aProduct();
    await expect(createEngagement(ctx(readOnly()), wanted(productId))).rejects.toEqual(refusal('forbidden'));
    await expect(createEngagement(ctx(stranger('Analyst')), wanted(productId))).rejects.toEqual(refusal('not_found'));
    await expect(createEngagement(ctx(system), wanted(productId))).rejects.toEqual(refusal('forbidden'));
  });
});

describe('changing and moving', () => {
  it('corrects facts until it is closed, and keeps each step', async () => {
    const { productId, ada, number, id } = await aTest();
    const { productId: _, ...facts } = wanted(productId, { title: 'Web shop, November', performer: 'internal' });
    await changeEngagement(ctx(ada, NOON), { id, version: 1, ...facts });
    expect(await stored(number)).toMatchObject({ title: 'Web shop, November', company: '', version: 2 });
    await moveEngagement(ctx(ada, NOON), { id, version: 2, verb: 'close', note: 'Called off', dueOn: null });
    await expect(changeEngagement(ctx(ada, NOON), { id, version: 3, ...facts })).rejects.toMatchObject({
      code: 'invalid',
      details: { issue: 'wrong_state' },
    });
    expect(await stored(number)).toMatchObject({ state: 'closed', closedAt: NOON, reportedAt: null });
    expect(await audited(id)).toEqual(['engagement.created', 'engagement.changed', 'engagement.closed']);
  });

  it('is refused to who may only read and to another team', async () => {
    const { id } = await aTest();
    const move = { id, version: 1, verb: 'start', note: '', dueOn: null } as const;
    await expect(moveEngagement(ctx(readOnly()), move)).rejects.toEqual(refusal('forbidden'));
    await expect(moveEngagement(ctx(stranger('Analyst')), move)).rejects.toEqual(refusal('not_found'));
  });

  it('lets one of two who move it at once go first', async () => {
    const { productId, ada, number, id } = await aTest();
    const ben = await somebody('Responder', [productId]);
    const move = { id, version: 1, verb: 'start', note: '', dueOn: null } as const;
    const both = await Promise.allSettled([moveEngagement(ctx(ada, NOON), move), moveEngagement(ctx(ben, NOON), move)]);
    expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    expect(both.find((one) => one.status === 'rejected')).toMatchObject({ reason: { code: 'conflict' } });
    expect(await stored(number)).toMatchObject({ state: 'under_way', version: 2 });
  });

  it('lets one of two who correct its facts at once go first, and says in history and trail what changed', async () => {
    const { productId, ada, number, id } = await aTest();
    const ben = await somebody('Responder', [productId]);
    const { productId: _, ...facts } = wanted(productId);
    const correct = (by: PersonActor, more: Partial<ChangeEngagement>) =>
      changeEngagement(ctx(by, NOON), { id, version: 1, ...facts, ...more });
    const both = await Promise.allSettled([
      correct(ada, { inScope: 'https://ada.example', endsOn: '2026-11-21' }),
      correct(ben, { inScope: 'https://ben.example', endsOn: '2026-11-21' }),
    ]);
    expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    expect(both.find((one) => one.status === 'rejected')).toMatchObject({ reason: { code: 'conflict' } });
    const { inScope, version } = await stored(number);
    expect([inScope, version]).toEqual([`https://${both[0]?.status === 'fulfilled' ? 'ada' : 'ben'}.example`, 2]);
    const [event] = await unsafeDb().engagementEvent.findMany({ where: { engagementId: id, kind: 'changed' } });
    expect(event?.data).toEqual({ fields: 'inScope endsOn' });
    const trail = await unsafeDb().auditEntry.findFirst({ where: { targetId: id, action: 'engagement.changed' } });
    expect(trail?.text).toContain(`"inScope":["https://shop.example","${inScope}"]`);
    expect(trail?.text).toContain('"endsOn":["2026-11-20","2026-11-21"]');
  });

  it('is not changed by facts that are the same', async () => {
    const { productId, ada, number, id } = await aTest();
    const { productId: _, ...facts } = wanted(productId);
    await changeEngagement(ctx(ada, NOON), { id, version: 1, ...facts });
    expect((await stored(number)).version).toBe(1);
    expect(await audited(id)).toEqual(['engagement.created']);
  });

  it('wants the report as a file before it is reported', async () => {
    const { ada, id } = await aTest();
    await moveEngagement(ctx(ada, NOON), { id, version: 1, verb: 'start', note: '', dueOn: null });
    const report = { id, version: 2, verb: 'report', note: '', dueOn: null } as const;
    await expect(moveEngagement(ctx(ada, NOON), report)).rejects.toMatchObject({ details: { issue: 'file_required' } });
  });
});
