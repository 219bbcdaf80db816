import { expect, it, vi } from 'vitest';
import { uploadBackups } from '@/lib/backups/incoming';
import { savePlan } from '@/lib/backups/mutations/plan';
import { evaluateDue } from '@/lib/backups/mutations/report';
import { createService, removeService } from '@/lib/backups/mutations/service';
import { noticeSilence } from '@/lib/backups/mutations/silence';
import { tellWaiting } from '@/lib/backups/mutations/tell';
import { DEFAULT_OBJECTIVES } from '@/lib/backups/schema';
import { deliver } from '@/lib/backups/testing/delivery';
import type { PersonActor } from '@/lib/core/context';
import { unsafeDb } from '@/lib/core/db';
import { ctx, person, stranger, system } from '@/lib/core/testing/actors';
import { aProduct } from '@/lib/core/testing/assets';
import { withDatabase } from '@/lib/core/testing/database';
import { runImport } from '@/lib/imports/run';

const events = vi.hoisted(() => ({ down: false }));
vi.mock(import('@/lib/events/mutations/own'), async (original) => {
  const own = await original();
  return {
    ...own,
    storeOwnEvents: (...told: Parameters<typeof own.storeOwnEvents>) =>
      events.down ? Promise.reject(new Error('the worker ended')) : own.storeOwnEvents(...told),
  };
});

withDatabase();

const now = new Date('2026-11-22T12:00:00Z');
const worker = ctx(system, now);
const generic = { shape: 'generic', now };
const FAILED = JSON.stringify([{ id: '2', asset: 'db', end: '2026-11-22T11:45:00Z', status: 'failed' }]);
const PLAN = {
  ...{ id: null, version: 0, asset: '', repository: '', part: '', location: '', region: '' },
  ...{ everyMinutes: 60, spanMinutes: null, startMinute: null, timeZone: 'UTC', windowMinutes: null, logMinutes: null },
};

const eventsOf = (productId: string) =>
  unsafeDb().$queryRaw`SELECT name FROM event WHERE product_id = ${productId}::uuid ORDER BY name`;

async function aService(productId: string, by: PersonActor) {
  const source = await unsafeDb().backupSource.findFirstOrThrow({ where: { productId } });
  const service = { productId, name: 'Shop', note: '', objectives: DEFAULT_OBJECTIVES };
  const id = await createService(ctx(by, now), service);
  await savePlan(ctx(by, now), { ...PLAN, serviceId: id, sourceId: source.id });
  return id;
}

it('tells later of what it could not tell at once, and of all of it once', async () => {
  const { productId } = await aProduct();
  const silentAt = ctx(system, new Date('2026-11-25T12:00:00Z'));
  events.down = true;
  expect(await deliver(productId, FAILED, generic)).toMatchObject({ newPoints: 1 });
  await noticeSilence(silentAt);
  await tellWaiting(worker);
  events.down = false;
  expect(await eventsOf(productId)).toEqual([]);
  await tellWaiting(silentAt);
  await tellWaiting(silentAt);
  expect(await eventsOf(productId)).toEqual([{ name: 'Backup failed' }, { name: 'Backup source silent' }]);
  expect(await unsafeDb().backupSource.findFirst({ where: { productId } })).toMatchObject({ news: [] });
});

it('closes the findings of a service that is removed, and says why', async () => {
  const { productId } = await aProduct();
  const by = person('Engineer', [productId]);
  await deliver(productId, FAILED, generic);
  const id = await aService(productId, by);
  await evaluateDue(worker);
  const importAll = async () => {
    const queued = await unsafeDb().import.findMany({ where: { productId, state: 'queued' }, orderBy: { id: 'asc' } });
    for (const one of queued) await runImport(worker, one.id);
  };
  await importAll();
  const states = async () => {
    const found = await unsafeDb().finding.findMany({ where: { productId }, select: { status: true } });
    return [...new Set(found.map(({ status }) => status))];
  };
  expect(await states()).toEqual(['open']);
  const { version } = await unsafeDb().backupService.findUniqueOrThrow({ where: { id } });
  await expect(removeService(ctx(by, now), { id, version: version + 1 })).rejects.toMatchObject({ code: 'conflict' });
  await removeService(ctx(by, now), { id, version });
  expect(await unsafeDb().backupService.count({ where: { id } })).toBe(0);
  await importAll();
  expect(await states()).toEqual(['fixed']);
  expect(await unsafeDb().source.findFirst({ where: { productId } })).toMatchObject({
    ...{ scanner: 'backups', target: 'Shop', retiredBy: by.name },
    retiredNote: 'The service was removed from the recovery objectives.',
  });
});

it('keeps restores of services of its own product that have ended, and names the others', async () => {
  const { productId } = await aProduct();
  const by = person('Engineer', [productId]);
  await deliver(productId, FAILED, generic);
  const id = await aService(productId, by);
  const restore = { service: 'Shop', start: '2026-11-22T10:00:00Z', seconds: 600, result: 'ok', compared: 'counts' };
  const restores = [
    { ...restore, id: 'ended' },
    { ...restore, id: 'by-its-asset', service: undefined, asset: 'db' },
    { ...restore, id: 'ended', seconds: 700 },
    { ...restore, id: 'ends-later', start: '2026-11-22T11:59:00Z' },
    { ...restore, id: 'nobody-knows', service: 'Mail' },
  ];
  const document = JSON.stringify({ restores });
  const receipt = await deliver(productId, document, generic);
  expect(receipt).toMatchObject({
    tests: 2,
    skipped: [
      { place: 'ends-later', code: 'wrong_time' },
      { place: 'nobody-knows', code: 'no_service' },
    ],
  });
  expect(await deliver(productId, document, generic)).toMatchObject({ tests: 0, changed: false });
  const kept = await unsafeDb().restoreTest.findMany({ where: { serviceId: id }, orderBy: { key: 'asc' } });
  expect(kept.map(({ seconds }) => seconds)).toEqual([600, 600]);

  const send = (actor: PersonActor) =>
    uploadBackups(
      { ...ctx(actor, now), actor },
      new Request('http://localhost/backups', { method: 'POST', body: document }),
      'generic',
      { productId, sender: 'generic', fileName: 'restores.json' },
    );
  await expect(send(stranger())).rejects.toMatchObject({ code: 'not_found' });
  expect(await unsafeDb().restoreTest.count({ where: { serviceId: id } })).toBe(2);
});

it('keeps in the audit trail that a delivery changes the zone of its source', async () => {
  const { productId } = await aProduct();
  await deliver(productId, FAILED, { ...generic, query: { zone: 'Europe/Rome' } });
  await deliver(productId, FAILED, { ...generic, query: { zone: 'Europe/Berlin' } });
  const said = await unsafeDb().auditEntry.findMany({ where: { productId, action: 'backup.source-changed' } });
  expect(said.map(({ text }) => text)).toEqual([
    expect.stringMatching(/"before":\{"timeZone":"Europe\/Rome"\}|"after":\{"timeZone":"Europe\/Berlin"\}/),
  ]);
});
