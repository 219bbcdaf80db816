import { describe, expect, it } from 'vitest';
import { requirePermission } from '@/lib/access/policy';
import { serviceById } from '@/lib/backups/data/detail';
import { changeSource } from '@/lib/backups/mutations/change-source';
import { savePlan } from '@/lib/backups/mutations/plan';
import { evaluateDue } from '@/lib/backups/mutations/report';
import { recordTest, withdrawTest } from '@/lib/backups/mutations/restore-test';
import { changeService, createService, removeService } from '@/lib/backups/mutations/service';
import { noticeSilence } from '@/lib/backups/mutations/silence';
import { DEFAULT_OBJECTIVES, type RecordTest } from '@/lib/backups/schema';
import { deliver } from '@/lib/backups/testing/delivery';
import { fixture } from '@/lib/backups/testing/reading';
import { storedVerdicts } from '@/lib/backups/verdicts';
import { unsafeDb } from '@/lib/core/db';
import { ctx, person, readOnly, stranger, system } from '@/lib/core/testing/actors';
import { aProduct } from '@/lib/core/testing/assets';
import { withDatabase } from '@/lib/core/testing/database';
import { runImport } from '@/lib/imports/run';

withDatabase();

const NOW = new Date('2026-11-21T20:00:00Z');

const PLAN = {
  ...{ id: null, version: 0, asset: '', repository: '', part: '', location: '', region: '' },
  ...{
    everyMinutes: 1440,
    spanMinutes: null,
    startMinute: null,
    timeZone: 'UTC',
    windowMinutes: null,
    logMinutes: null,
  },
};
const TEST: Omit<RecordTest, 'serviceId' | 'startedAt'> = {
  kind: 'test',
  seconds: 1200,
  bytes: 1000,
  pointAsked: null,
  pointReached: null,
  result: 'ok',
  compared: 'checksums',
  comparedNote: 'diff -r',
  evidence: '',
  note: '',
  byName: '',
};

async function importAll(productId: string, now: Date) {
  const queued = await unsafeDb().import.findMany({ where: { productId, state: 'queued' }, select: { id: true } });
  for (const { id } of queued) await runImport(ctx(system, now), id);
}

async function stateOf(id: string) {
  const row = await unsafeDb().backupService.findUniqueOrThrow({ where: { id } });
  return Object.fromEntries(storedVerdicts(row.verdicts).map(({ objective, state }) => [objective, state]));
}

it("leads restic's own output to a service's objectives", async () => {
  const { productId } = await aProduct();
  const by = ctx(person('Engineer', [productId]), NOW);
  const now = NOW;
  expect(await deliver(productId, fixture('restic-backup.jsonl'), { now })).toMatchObject({ changed: false });
  const receipt = await deliver(productId, fixture('restic-snapshots.json'), { now });
  expect(receipt).toMatchObject({ changed: true, points: 2, newPoints: 2, wrongClocks: [] });
  expect(await deliver(productId, fixture('restic-snapshots.json'), { now })).toMatchObject({
    changed: false,
    newPoints: 0,
  });
  const source = await unsafeDb().backupSource.findFirstOrThrow({ where: { productId } });
  const points = await unsafeDb().backupPoint.findMany({ where: { sourceId: source.id }, orderBy: { at: 'asc' } });
  // The length came before its copy, and found it.
  expect(points[1]).toMatchObject({
    asset: 'db01:/srv/data',
    bytes: 2_000_045n,
    endedAt: new Date('2026-11-21T19:15:36.892Z'),
  });
  const id = await createService(by, { productId, name: 'Shop', note: '', objectives: DEFAULT_OBJECTIVES });
  expect(await stateOf(id)).toMatchObject({ rpo: 'unknown' });
  await savePlan(by, {
    ...{
      id: null,
      version: 0,
      serviceId: id,
      sourceId: source.id,
      asset: '',
      repository: '',
      part: '',
      location: 'fra',
    },
    ...{
      region: '',
      everyMinutes: 1440,
      spanMinutes: null,
      startMinute: null,
      timeZone: 'UTC',
      windowMinutes: null,
      logMinutes: null,
    },
  });
  expect(await stateOf(id)).toMatchObject({
    rpo: 'met',
    encryption: 'met',
    sites: 'missed',
    verification: 'unknown',
    rto: 'unknown',
  });
  await deliver(productId, fixture('restic-check.txt'), { now });
  expect(await stateOf(id)).toMatchObject({ verification: 'met' });
  await deliver(productId, fixture('restic-check-damaged.txt'), { now: new Date(NOW.getTime() + 60_000) });
  expect(await stateOf(id)).toMatchObject({ verification: 'missed', rpo: 'missed' });
});

it('keeps the copies of several repositories apart, and judges each by its own checks', async () => {
  const { productId } = await aProduct();
  const by = ctx(person('Engineer', [productId]), NOW);
  const [one, other] = ['sftp:one', 'sftp:other'];
  const send = (name: string, query: Record<string, string>) => deliver(productId, fixture(name), { now: NOW, query });
  expect(await send('restic-snapshots.json', { repository: one })).toMatchObject({ newPoints: 2 });
  expect(await deliver(productId, '[]', { now: NOW, query: { repository: other } })).toMatchObject({ gonePoints: 0 });
  const id = await createService(by, { productId, name: 'Shop', note: '', objectives: DEFAULT_OBJECTIVES });
  const source = await unsafeDb().backupSource.findFirstOrThrow({ where: { productId } });
  await savePlan(by, { ...PLAN, serviceId: id, sourceId: source.id });
  await send('restic-check-damaged.txt', { repository: other });
  expect(await stateOf(id)).toMatchObject({ rpo: 'met', verification: 'unknown' });
  await send('restic-check-damaged.txt', { repository: one });
  expect(await stateOf(id)).toMatchObject({ rpo: 'missed', verification: 'missed' });
});

it('takes the same text of a check again where it is read in another way', async () => {
  const { productId } = await aProduct();
  const check = (query: Record<string, string>) =>
    deliver(productId, 'check snapshots, trees and blobs\nno errors were found\n', { now: NOW, query });
  expect(await check({})).toMatchObject({ checks: 1 });
  expect(await check({})).toMatchObject({ checks: 0 });
  expect(await check({ read_data: 'true' })).toMatchObject({ checks: 1 });
  expect(await check({ exit: '1' })).toMatchObject({ checks: 1 });
});

it('takes names that PostgreSQL cannot hold, in every place of a document and its address', async () => {
  const { productId } = await aProduct();
  const at = { now: NOW, shape: 'generic' };
  const backups = [{ id: 'one', asset: 'a\0b', end: NOW.toISOString() }];
  expect(await deliver(productId, JSON.stringify({ backups }), at)).toMatchObject({ newPoints: 1 });
  const emptied = JSON.stringify({ complete: ['a\0b'] });
  const later = { ...at, now: new Date(NOW.getTime() + 60_000) };
  expect(await deliver(productId, emptied, later)).toMatchObject({ gonePoints: 1 });
  const query = { asset: 'a\0b', repository: 'sftp:\0' };
  expect(await deliver(productId, fixture('restic-check.txt'), { now: NOW, query })).toMatchObject({ checks: 1 });
  expect(await deliver(productId, fixture('restic-snapshots.json'), { now: NOW, query })).toMatchObject({
    newPoints: 2,
  });
});

describe('what follows', () => {
  const now = new Date('2026-11-22T12:00:00Z');
  const worker = ctx(system, now);

  async function aService(productId: string) {
    const by = ctx(person('Engineer', [productId]), now);
    const id = await createService(by, { productId, name: 'Shop', note: '', objectives: DEFAULT_OBJECTIVES });
    const source = await unsafeDb().backupSource.findFirstOrThrow({ where: { productId } });
    await savePlan(by, { ...PLAN, serviceId: id, sourceId: source.id });
    return { id, source };
  }

  const failed = JSON.stringify([
    { id: '1', asset: 'db', end: '2026-11-22T11:30:00Z', bytes: 1000, encryption: 'AES', location: 'fra' },
    { id: '2', asset: 'db', end: '2026-11-22T11:45:00Z', status: 'failed', note: 'disk full' },
    { id: '3', asset: 'db', end: '2026-11-23T11:45:00Z' },
  ]);

  it('of a failed job is an event, of a wrong clock a name, of a missed objective a finding that closes', async () => {
    const { productId } = await aProduct();
    const receipt = await deliver(productId, failed, { shape: 'generic', now });
    expect(receipt.wrongClocks).toEqual([{ asset: 'db', key: '3', clock: 'future', ahead: 85_500 }]);
    await deliver(productId, failed, { shape: 'generic', now });
    const events = await unsafeDb().$queryRaw`SELECT name, host FROM event WHERE product_id = ${productId}::uuid`;
    expect(events).toEqual([{ name: 'Backup failed', host: 'db' }]);
    const { id } = await aService(productId);
    expect(await evaluateDue(worker)).toBeGreaterThan(0);
    const reports = () => unsafeDb().import.findMany({ where: { productId }, orderBy: { createdAt: 'asc' } });
    expect(await reports()).toMatchObject([{ target: 'Shop', format: 'backups', complete: true }]);
    await importAll(productId, now);
    const findings = () =>
      unsafeDb().finding.findMany({ where: { productId }, select: { ruleId: true, status: true } });
    expect(await findings()).toEqual([{ ruleId: 'sites', status: 'open' }]);
    const second = { id: '4', asset: 'db', end: '2026-11-22T11:50:00Z', encryption: 'AES', location: 'ams' };
    const later = new Date(now.getTime() + 60_000);
    await deliver(productId, JSON.stringify([second]), { shape: 'generic', now: later });
    await evaluateDue(ctx(system, later));
    await importAll(productId, later);
    expect(await findings()).toEqual([{ ruleId: 'sites', status: 'fixed' }]);
    expect(await stateOf(id)).toMatchObject({ sites: 'met', rpo: 'met' });
  });

  it.each([false, true])('of a service that was renamed closes too (its report still waits: %s)', async (waits) => {
    const { productId } = await aProduct();
    await deliver(productId, failed, { shape: 'generic', now });
    const { id } = await aService(productId);
    await evaluateDue(worker);
    if (!waits) await importAll(productId, now);
    const by = ctx(person('Engineer', [productId]), now);
    const { version } = await unsafeDb().backupService.findUniqueOrThrow({ where: { id } });
    await changeService(by, { id, version, name: 'Store', note: '', objectives: DEFAULT_OBJECTIVES });
    await importAll(productId, now);
    const second = { id: '4', asset: 'db', end: '2026-11-22T11:50:00Z', encryption: 'AES', location: 'ams' };
    const later = new Date(now.getTime() + 60_000);
    await deliver(productId, JSON.stringify([second]), { shape: 'generic', now: later });
    await evaluateDue(ctx(system, later));
    await importAll(productId, later);
    const findings = await unsafeDb().finding.findMany({
      where: { productId },
      select: { ruleId: true, status: true },
    });
    expect(findings).toEqual([{ ruleId: 'sites', status: 'fixed' }]);
    expect(await unsafeDb().source.findMany({ where: { productId }, select: { target: true } })).toEqual([
      { target: 'Store' },
    ]);
  });

  it('is judged of each service for itself: one that fails holds up none of the others', async () => {
    const { productId } = await aProduct();
    await deliver(productId, failed, { shape: 'generic', now });
    const { id: broken } = await aService(productId);
    await unsafeDb().backupPlan.updateMany({
      where: { serviceId: broken },
      data: { timeZone: 'Mars/Base', startMinute: 60, spanMinutes: 60 },
    });
    const by = ctx(person('Engineer', [productId]), now);
    const whole = { productId, name: 'Whole', note: '', objectives: DEFAULT_OBJECTIVES };
    const id = await createService(by, whole);
    await unsafeDb().backupService.updateMany({ data: { dueAt: now } });
    await unsafeDb().backupService.update({ where: { id: broken }, data: { dueAt: new Date(0) } });
    const later = new Date(now.getTime() + 60_000);
    await evaluateDue(ctx(system, later));
    const judged = await unsafeDb().backupService.findUniqueOrThrow({ where: { id } });
    expect(judged.evaluatedAt).toEqual(later);
  });

  it('of silence is a mark and one event', async () => {
    const { productId } = await aProduct();
    await deliver(productId, failed, { shape: 'generic', now });
    const { id } = await aService(productId);
    const later = ctx(system, new Date('2026-11-25T12:00:00Z'));
    expect(await noticeSilence(later)).toBeGreaterThan(0);
    expect(await noticeSilence(later)).toBe(0);
    expect(await unsafeDb().backupSource.findFirst({ where: { productId } })).toMatchObject({ silentSince: later.now });
    expect((await unsafeDb().backupService.findUnique({ where: { id } }))?.dueAt).toEqual(later.now);
  });

  it('of a restore alone is no sign of life of the copies, nor a word on their clock', async () => {
    const { productId } = await aProduct();
    await deliver(productId, failed, { shape: 'generic', now, query: { zone: 'Europe/Rome' } });
    const { source } = await aService(productId);
    const later = new Date('2026-11-25T12:00:00Z');
    await noticeSilence(ctx(system, later));
    const restore = { id: 'drill', service: 'Shop', start: '2026-11-25T10:00:00Z', seconds: 600, result: 'ok' };
    const drill = JSON.stringify({ restores: [{ ...restore, compared: 'checksums' }] });
    const tester = { shape: 'generic', now: later, query: { zone: 'UTC' }, scopes: ['restore-test:write'] };
    expect(await deliver(productId, drill, tester)).toMatchObject({ tests: 1 });
    expect(await unsafeDb().backupSource.findUnique({ where: { id: source.id } })).toMatchObject({
      ...{ timeZone: 'Europe/Rome', lastReceivedAt: now, silentSince: later },
    });
    await deliver(productId, failed.replaceAll('11:30', '11:31'), { shape: 'generic', now: later });
    expect(await unsafeDb().backupSource.findUnique({ where: { id: source.id } })).toMatchObject({ silentSince: null });
  });

  it('of a change of a source is judged at once', async () => {
    const { productId } = await aProduct();
    await deliver(productId, failed, { shape: 'generic', now });
    const { id } = await aService(productId);
    const later = ctx(person('Engineer', [productId]), new Date('2026-11-25T12:00:00Z'));
    await noticeSilence(later);
    await evaluateDue(later);
    const reasons = async () => {
      const row = await unsafeDb().backupService.findUniqueOrThrow({ where: { id } });
      return storedVerdicts(row.verdicts).flatMap((one) => one.reasons.map(({ code }) => code));
    };
    expect(await reasons()).toContain('silent');
    const source = await unsafeDb().backupSource.findFirstOrThrow({ where: { productId } });
    const { version } = source;
    await changeSource(later, { id: source.id, version, timeZone: 'UTC', expectedMinutes: 0 });
    expect(await reasons()).not.toContain('silent');
  });

  it('is asked for with a right, a known shape, and a key that is used once', async () => {
    const { productId } = await aProduct();
    const send = (more: object) => deliver(productId, failed, { shape: 'generic', now, ...more });
    await expect(send({ scopes: ['finding:ingest'] })).rejects.toMatchObject({ code: 'forbidden' });
    await expect(send({ scopes: ['restore-test:write'] })).rejects.toMatchObject({ code: 'forbidden' });
    const tester = { now, scopes: ['restore-test:write'] };
    await expect(deliver(productId, '{"total_size":1}', tester)).rejects.toMatchObject({ code: 'forbidden' });
    await expect(send({ shape: 'unknown' })).rejects.toMatchObject({ code: 'not_found' });
    await expect(send({ query: { zone: 'Berlin' } })).rejects.toMatchObject({ details: { field: 'zone' } });
    const first = await send({ key: 'k1' });
    expect(await send({ key: 'k1' })).toEqual(first);
    await expect(deliver(productId, '[]', { shape: 'generic', now, key: 'k1' })).rejects.toMatchObject({
      code: 'invalid',
    });
    await expect(deliver(productId, '{}', { shape: 'generic', now })).rejects.toMatchObject({
      details: { issue: 'backup_empty' },
    });
  });

  it('of a list that is whole are copies that are gone', async () => {
    const { productId } = await aProduct();
    const all = JSON.parse(fixture('restic-snapshots.json'));
    const later = (minutes: number) => new Date(now.getTime() + minutes * 60_000);
    await deliver(productId, JSON.stringify(all), { now });
    expect(await deliver(productId, JSON.stringify(all.slice(1)), { now: later(1) })).toMatchObject({
      gonePoints: 1,
      changed: true,
    });
    // An older list that comes late does not know of what came after it, and brings back nothing that went.
    expect(await deliver(productId, JSON.stringify(all.slice(0, 1)), { now: later(2) })).toMatchObject({
      ...{ changed: false, gonePoints: 0 },
    });
    expect(await unsafeDb().backupPoint.count({ where: { source: { productId }, goneAt: null } })).toBe(1);
  });
});

describe('what people do', () => {
  const now = new Date('2026-11-22T12:00:00Z');
  const refusal = (code: string) => expect.objectContaining({ code });

  it('is for those who may, in their own products, one at a time', async () => {
    const { productId } = await aProduct();
    const by = ctx(person('Engineer', [productId]), now);
    const service = { productId, name: 'Mail', note: '', objectives: DEFAULT_OBJECTIVES };
    await expect(createService(ctx(readOnly(), now), service)).rejects.toEqual(refusal('forbidden'));
    await expect(createService(ctx(stranger(), now), service)).rejects.toEqual(refusal('not_found'));
    const id = await createService(by, service);
    await expect(createService(by, service)).rejects.toMatchObject({ details: { issue: 'exists' } });
    const change = (hours: number) =>
      changeService(by, {
        id,
        version: 1,
        name: 'Mail',
        note: '',
        objectives: { ...DEFAULT_OBJECTIVES, rtoMinutes: hours * 60 },
      });
    const both = await Promise.allSettled([change(2), change(3)]);
    expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    const test = { ...TEST, serviceId: id, startedAt: new Date('2026-11-22T10:00:00Z') };
    await expect(recordTest(ctx(readOnly(), now), test)).rejects.toEqual(refusal('forbidden'));
    await expect(recordTest(ctx(stranger(), now), test)).rejects.toEqual(refusal('not_found'));
    const ahead = { ...test, startedAt: new Date(now.getTime() - 60_000) };
    await expect(recordTest(by, ahead)).rejects.toMatchObject({ details: { field: 'seconds', reason: 'in_future' } });
    const testId = await recordTest(by, test);
    expect(await stateOf(id)).toMatchObject({ rto: 'met', restore_test: 'met' });
    await expect(withdrawTest(ctx(stranger(), now), { id: testId, why: 'x' })).rejects.toEqual(refusal('not_found'));
    const twice = await Promise.allSettled([1, 2].map(() => withdrawTest(by, { id: testId, why: 'wrong service' })));
    expect(twice.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    expect(await stateOf(id)).toMatchObject({ rto: 'unknown' });
    const seen = { now, write: null, test: null };
    await expect(serviceById(requirePermission(ctx(stranger(), now), 'backup:read'), id, seen)).rejects.toEqual(
      refusal('not_found'),
    );
    const detail = await serviceById(requirePermission(ctx(readOnly(), now), 'backup:read'), id, seen);
    expect(detail).toMatchObject({
      name: 'Mail',
      rights: { write: false, test: false },
      tests: [{ withdrawn: { why: 'wrong service' } }],
    });
    expect(detail.history).toHaveLength(2);
    await removeService(by, { id, version: 2 });
    await expect(removeService(by, { id, version: 2 })).rejects.toEqual(refusal('not_found'));
  });
});
