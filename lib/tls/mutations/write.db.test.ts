import { describe, expect, it } from 'vitest';
import { requirePermission } from '@/lib/access/policy';
import type { PersonActor } from '@/lib/core/context';
import { addDays } from '@/lib/core/datetime';
import { unsafeDb } from '@/lib/core/db';
import { ctx, readOnly, stranger, system } from '@/lib/core/testing/actors';
import { aProduct } from '@/lib/core/testing/assets';
import { withDatabase } from '@/lib/core/testing/database';
import { waitingForLocks } from '@/lib/core/testing/locks';
import { audited, NOON, somebody } from '@/lib/engagements/testing/engagements';
import { endpointById } from '@/lib/tls/data/detail';
import { askScans, cancelScan } from '@/lib/tls/mutations/ask';
import { claimScan } from '@/lib/tls/mutations/attempt';
import { forgetOldScans } from '@/lib/tls/mutations/forget';
import { scheduleScans, sweepScans } from '@/lib/tls/mutations/schedule';
import { changeEndpoint, createEndpoint, removeEndpoint } from '@/lib/tls/mutations/write';
import { daysUntil } from '@/lib/tls/rules';
import { anEndpoint, scanned, storedEndpoint, wantedEndpoint } from '@/lib/tls/testing/endpoints';
import { someFacts } from '@/lib/tls/testing/looks';

withDatabase();

const refusal = (code: string) => expect.objectContaining({ code });
const { productId: _, host: __, port: ___, sni: ____, address: _____, starttls: ______, ...WATCH } = wantedEndpoint('');

describe('watching an endpoint', () => {
  it('scans it at once, and is in the trail', async () => {
    const { productId } = await aProduct();
    const { id } = await anEndpoint(productId);
    const row = await storedEndpoint(id);
    expect(row).toMatchObject({ host: 'shop.example', rank: 99, letter: null, version: 1 });
    expect(await unsafeDb().tlsScan.findUnique({ where: { id: row.activeScanId ?? '' } })).toMatchObject({
      state: 'queued',
      trigger: 'added',
      createdByName: 'Ada',
    });
    expect(await audited(id)).toEqual(['tls.endpoint-added']);
  });

  it('is refused to who may only read, to another team and to machines, and twice', async () => {
    const { productId } = await aProduct();
    const wanted = wantedEndpoint(productId);
    await expect(createEndpoint(ctx(readOnly()), wanted)).rejects.toEqual(refusal('forbidden'));
    await expect(createEndpoint(ctx(stranger()), wanted)).rejects.toEqual(refusal('not_found'));
    await expect(createEndpoint(ctx(system), wanted)).rejects.toEqual(refusal('forbidden'));
    const { ada } = await anEndpoint(productId);
    const both = [createEndpoint(ctx(ada), wanted), createEndpoint(ctx(ada), { ...wanted, port: 8443 })];
    const [again, other] = await Promise.allSettled(both);
    expect(again).toMatchObject({ reason: { details: { issue: 'exists' } } });
    expect(other?.status).toBe('fulfilled');
    const unknown = { ...wanted, port: 1, ownerId: ada.id };
    await expect(createEndpoint(ctx(ada), unknown)).rejects.toMatchObject({ details: { issue: 'not_assignable' } });
  });

  it('of two who change it at once lets one go first, and measures the new target', async () => {
    const { productId } = await aProduct();
    const { ada, id } = await anEndpoint(productId);
    await scanned(id, someFacts());
    expect(await storedEndpoint(id)).toMatchObject({ targetMet: true });
    const change = (by: PersonActor, everyHours: number) =>
      changeEndpoint(ctx(by, NOON), { ...WATCH, id, version: 1, target: 'A+', everyHours });
    const ben = await somebody('Responder', [productId]);
    const both = await Promise.allSettled([change(ada, 6), change(ben, 12)]);
    expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    expect(both.find(({ status }) => status === 'rejected')).toMatchObject({ reason: { code: 'conflict' } });
    const row = await storedEndpoint(id);
    expect(row).toMatchObject({ target: 'A+', version: 2, nextScanAt: NOON });
    expect(row.targetMet).toBe(row.letter === 'A+');
  });

  it('is changed and removed by who may write there alone', async () => {
    const { productId } = await aProduct();
    const { ada, id } = await anEndpoint(productId);
    const seen = { id, version: 1 };
    for (const [actor, code] of [
      [readOnly(), 'forbidden'],
      [stranger(), 'not_found'],
    ] as const) {
      await expect(changeEndpoint(ctx(actor), { ...WATCH, ...seen })).rejects.toEqual(refusal(code));
      await expect(removeEndpoint(ctx(actor), seen)).rejects.toEqual(refusal(code));
      await expect(askScans(ctx(actor), { ids: [id] })).rejects.toEqual(refusal(code));
    }
    await expect(removeEndpoint(ctx(ada), { id, version: 2 })).rejects.toEqual(refusal('conflict'));
    await removeEndpoint(ctx(ada), seen);
    expect(await unsafeDb().tlsScan.count({ where: { endpointId: id } })).toBe(0);
    expect(await audited(id)).toEqual(['tls.endpoint-added', 'tls.endpoint-removed']);
  });
});

describe('asking for scans', () => {
  it('begins one at most, however many ask', async () => {
    const { productId } = await aProduct();
    const { ada, id } = await anEndpoint(productId);
    expect(await askScans(ctx(ada), { ids: [id, id] })).toBe(0);
    await scanned(id, someFacts());
    // Both are stopped where they have done what a shared lock lets them do, and go on at once.
    const [held, released] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
    const holder = unsafeDb().$transaction(async (tx) => {
      await tx.$queryRaw`SELECT FROM tls_endpoint WHERE id = ${id}::uuid FOR KEY SHARE`;
      held.resolve();
      await released.promise;
    });
    await held.promise;
    const asked = [askScans(ctx(ada), { ids: [id] }), askScans(ctx(ada), { ids: [id] })];
    await expect.poll(waitingForLocks).toBe(2);
    released.resolve();
    await holder;
    expect((await Promise.all(asked)).sort()).toEqual([0, 1]);
    expect(await unsafeDb().tlsScan.count({ where: { endpointId: id, state: 'queued' } })).toBe(1);
  });

  it('stops one, whose result then counts for nothing', async () => {
    const { productId } = await aProduct();
    const { ada, id } = await anEndpoint(productId);
    const scanId = (await storedEndpoint(id)).activeScanId ?? '';
    await expect(cancelScan(ctx(readOnly()), { id: scanId })).rejects.toEqual(refusal('forbidden'));
    await expect(cancelScan(ctx(stranger()), { id: scanId })).rejects.toEqual(refusal('not_found'));
    await cancelScan(ctx(ada, NOON), { id: scanId });
    await expect(cancelScan(ctx(ada), { id: scanId })).rejects.toEqual(refusal('conflict'));
    expect(await storedEndpoint(id)).toMatchObject({ activeScanId: null, letter: null });
  });
});

describe('the schedule', () => {
  it('takes whose turn it is, once, and ends what nobody works on any more', async () => {
    const { productId } = await aProduct();
    const { id } = await anEndpoint(productId);
    await scanned(id, someFacts());
    const tomorrow = new Date(NOON.getTime() + 25 * 3_600_000);
    expect((await storedEndpoint(id)).nextScanAt?.toISOString()).toMatch(/^2026-11-23T12:00:0/);
    await scheduleScans(ctx(system, NOON));
    expect((await storedEndpoint(id)).activeScanId).toBeNull();
    await Promise.all([scheduleScans(ctx(system, tomorrow)), scheduleScans(ctx(system, tomorrow))]);
    const { activeScanId } = await storedEndpoint(id);
    expect(activeScanId).not.toBeNull();
    expect(await unsafeDb().tlsScan.count({ where: { endpointId: id, trigger: 'schedule' } })).toBe(1);
    const stateAfter = async (hours: number) => {
      await sweepScans(ctx(system, new Date(tomorrow.getTime() + hours * 3_600_000)));
      return (await unsafeDb().tlsScan.findUniqueOrThrow({ where: { id: activeScanId ?? '' } })).state;
    };
    expect(await stateAfter(1)).toBe('queued');
    await claimScan(activeScanId ?? '', tomorrow);
    expect(await stateAfter(0.4)).toBe('running');
    expect(await stateAfter(0.6)).toBe('failed');
    expect((await storedEndpoint(id)).activeScanId).toBeNull();
  });
});

describe('what is old', () => {
  it('goes where it tells nothing new: facts, all scans but two a week, opinions with a newer one', async () => {
    const { productId } = await aProduct();
    const { id: endpointId } = await anEndpoint(productId);
    const monday = new Date('2026-01-05T00:00:00Z');
    const scan = (day: number, state: 'done' | 'unknown', changes: object[] = []) => ({
      endpointId,
      state,
      trigger: 'schedule',
      createdAt: addDays(monday, day),
      createdByName: 'system',
      facts: { day },
      ...(state === 'done' && { letter: 'A', criteria: '2009r', finishedAt: addDays(monday, day) }),
      changes,
    });
    const change = { kind: 'grade', way: 'worse', params: {} };
    await unsafeDb().tlsScan.createMany({
      data: [
        ...[scan(0, 'done'), scan(1, 'unknown'), scan(2, 'done', [change]), scan(3, 'done'), scan(4, 'unknown')],
        ...[scan(7, 'done'), scan(8, 'done'), scan(100, 'unknown'), scan(101, 'done'), scan(102, 'unknown')],
      ],
    });
    const opinion = (tool: string, day: number) => ({
      ...{ endpointId, tool, content: {}, fileName: `${tool} ${day}`, uploaderName: 'Ada' },
      uploadedAt: addDays(monday, day),
    });
    const opinions = [opinion('testssl', 0), opinion('testssl', 1), opinion('sslyze', 0), opinion('testssl', 380)];
    await unsafeDb().tlsOpinion.createMany({ data: opinions });
    const left = async (day: number) => {
      await forgetOldScans(ctx(system, addDays(monday, day)));
      const scans = await unsafeDb().tlsScan.findMany({
        where: { endpointId, state: { in: ['done', 'unknown'] } },
        orderBy: { createdAt: 'asc' },
        select: { createdAt: true, facts: true },
      });
      return scans.map(({ createdAt, facts }) => `${daysUntil(createdAt, monday)}${facts === null ? '' : ' facts'}`);
    };
    const newest = ['100 facts', '101 facts', '102 facts'];
    expect(await left(95)).toEqual(['2 facts', '3', '4', '7 facts', '8 facts', ...newest]);
    expect(await left(400)).toEqual(['2 facts', '3', '4', '8', '101 facts', '102 facts']);
    const kept = await unsafeDb().tlsOpinion.findMany({ where: { endpointId }, orderBy: { id: 'asc' } });
    expect(kept.map(({ fileName }) => fileName)).toEqual(['sslyze 0', 'testssl 380']);
  });
});

describe('reading one', () => {
  it('is for who may read there, with what they may do', async () => {
    const { productId } = await aProduct();
    const { ada, id } = await anEndpoint(productId);
    const scope = (actor: PersonActor) => requirePermission({ actor }, 'tls:read');
    const nothing = { now: NOON, write: null, scan: null };
    await expect(endpointById(scope(stranger()), id, nothing)).rejects.toEqual(refusal('not_found'));
    expect(await endpointById(scope(readOnly()), id, nothing)).toMatchObject({
      name: 'shop.example:443',
      rights: { write: false, scan: false },
      scan: null,
      active: { state: 'queued' },
    });
    const write = requirePermission({ actor: ada }, 'tls:write');
    expect((await endpointById(scope(ada), id, { ...nothing, write })).rights).toEqual({ write: true, scan: false });
  });
});
