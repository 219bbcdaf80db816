import { mkdtempSync, rmSync } from 'node:fs';
import { utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeEach, describe, expect, test } from 'vitest';
import { requirePermission } from '@/lib/access/policy';
import { NOW } from '@/lib/access/testing/sign-in';
import { satisfiedFor } from '@/lib/access/testing/step-up';
import { unsafeDb } from '@/lib/core/db';
import { forgetSetting } from '@/lib/core/settings';
import { ctx, person, readOnly, stranger, system } from '@/lib/core/testing/actors';
import { withDatabase } from '@/lib/core/testing/database';
import { intelStatus, listIntelImports } from '@/lib/intel/data';
import { importNow, refreshIntel, takeSample, uploadIntel } from '@/lib/intel/mutations/ask';
import { runIntelImport } from '@/lib/intel/mutations/run';
import { epssGzip, kevFile } from '@/lib/intel/testing';

withDatabase();

const folder = mkdtempSync(join(tmpdir(), 'lagebild-intel-'));
process.env.LAGEBILD_INTEL_FOLDER = folder;
afterAll(() => rmSync(folder, { recursive: true }));

const admin = person('Admin', 'everywhere');
const URL = 'https://mirror.example.org/epss.csv.gz';
const hours = (n: number) => new Date(NOW.getTime() + n * 3_600_000);
const status = async () => intelStatus(requirePermission({ actor: readOnly() }, 'setting:read'));
const work = (id: string, now = NOW) =>
  runIntelImport(ctx(system, now), id, { signal: new AbortController().signal, last: true });

async function mirrors(epss: string | null): Promise<void> {
  const value = { epss, kev: null };
  const key = 'intel.mirrors';
  await unsafeDb().setting.upsert({ where: { key }, create: { key, value, updatedAt: NOW }, update: { value } });
  forgetSetting(key);
}

beforeEach(async () => {
  await unsafeDb().intelImport.deleteMany();
  await mirrors(null);
});

describe('asking now', () => {
  test('puts one attempt in the queue, and says in the trail who asked', async () => {
    await expect(importNow(ctx(admin, NOW), 'epss')).rejects.toMatchObject({ code: 'invalid' });
    await mirrors(URL);
    const both = await Promise.allSettled([importNow(ctx(admin, NOW), 'epss'), importNow(ctx(admin, NOW), 'epss')]);
    expect(both.map((one) => one.status).sort()).toEqual(['fulfilled', 'rejected']);
    expect(both.find((one) => one.status === 'rejected')).toMatchObject({ reason: { code: 'conflict' } });
    expect(await unsafeDb().intelImport.findMany()).toMatchObject([
      { kind: 'epss', state: 'queued', origin: 'mirror', source: URL, createdById: admin.id },
    ]);
    expect(await unsafeDb().auditEntry.count({ where: { action: 'intel.asked', actorId: admin.id } })).toBe(1);
  });

  test.each([
    ['who may only read', readOnly()],
    ['an analyst', person('Analyst', 'everywhere')],
    ['an engineer of a team', stranger()],
    ['an administrator of one team', stranger('Admin')],
  ])('is not for %s, and neither is sending a file', async (_who, actor) => {
    await mirrors(URL);
    await expect(importNow(ctx(actor, NOW), 'epss')).rejects.toMatchObject({ code: 'forbidden' });
    const file = { kind: 'epss', name: 'x', data: new Uint8Array(1) } as const;
    await expect(uploadIntel(ctx(actor, NOW), file)).rejects.toMatchObject({ code: 'forbidden' });
    expect(await unsafeDb().intelImport.count()).toBe(0);
  });
});

describe('a file', () => {
  const kev = {
    kind: 'kev',
    name: 'kev.json',
    data: new Uint8Array(Buffer.from(kevFile(['CVE-2021-44228']))),
  } as const;

  test('sent needs a step-up, is read by the worker, and is not kept', async () => {
    await satisfiedFor(admin, 'setting:write', 'intel.epss');
    await expect(uploadIntel(ctx(admin, NOW), kev)).rejects.toMatchObject({ code: 'step_up_required' });
    await satisfiedFor(admin, 'setting:write', 'intel.kev');
    const id = await uploadIntel(ctx(admin, NOW), kev);
    await work(id);
    expect(await unsafeDb().intelImport.findMany()).toMatchObject([{ state: 'done', origin: 'upload', data: null }]);
    expect((await status()).find(({ kind }) => kind === 'kev')).toMatchObject({
      current: { source: 'kev.json', rows: 1, publishedAt: '2026-11-22T15:00:00.123Z', by: admin.name },
      checkedAt: NOW.toISOString(),
    });
    await expect(uploadIntel(ctx(admin, NOW), kev)).rejects.toMatchObject({ code: 'step_up_required' });
  });

  test('too large is not taken', async () => {
    const large = { ...kev, data: new Uint8Array(33 * 1024 * 1024) };
    await expect(uploadIntel(ctx(admin, NOW), large)).rejects.toMatchObject({ code: 'too_large' });
  });
});

describe('by itself the worker', () => {
  const attempts = () => unsafeDb().intelImport.findMany({ orderBy: { createdAt: 'asc' } });
  const settle = (state: 'done' | 'failed', retryAt: Date | null = null) =>
    unsafeDb().intelImport.updateMany({ where: { state: 'queued' }, data: { state, retryAt } });

  test('calls nobody until somebody says whom', async () => {
    await refreshIntel(ctx(system, NOW));
    expect(await attempts()).toEqual([]);
  });

  test('asks once a day, after a failure when its time is over, and a new mirror at once', async () => {
    await mirrors(URL);
    for (const at of [0, 0.1]) await refreshIntel(ctx(system, hours(at)));
    expect(await attempts()).toHaveLength(1);
    await settle('done');
    await refreshIntel(ctx(system, hours(23.9)));
    expect(await attempts()).toHaveLength(1);
    await refreshIntel(ctx(system, hours(24)));
    expect(await attempts()).toHaveLength(2);
    await settle('failed', hours(26));
    await refreshIntel(ctx(system, hours(25.9)));
    expect(await attempts()).toHaveLength(2);
    await refreshIntel(ctx(system, hours(26)));
    expect(await attempts()).toHaveLength(3);
    await settle('done');
    await mirrors('https://other.example.org/epss.csv.gz');
    await refreshIntel(ctx(system, hours(26.1)));
    expect(await attempts()).toHaveLength(4);
  });

  test('does not wait for ever for a worker that died', async () => {
    await mirrors(URL);
    await refreshIntel(ctx(system, NOW));
    await unsafeDb().intelImport.updateMany({ data: { state: 'running' } });
    await refreshIntel(ctx(system, hours(25)));
    expect(await attempts()).toHaveLength(2);
  });

  test('reads what is placed there, each file once, and the newest alone', async () => {
    const place = async (name: string, content: Uint8Array | string, at: Date) => {
      await writeFile(join(folder, name), content);
      await utimes(join(folder, name), at, at);
    };
    await place('notes.txt', 'hello', NOW);
    await place('epss_scores-2026-11-21.csv.gz', epssGzip([['CVE-2024-0001', 0.1]], '2026-11-21'), hours(-30));
    await place('epss_scores-2026-11-22.csv.gz', epssGzip([['CVE-2024-0001', 0.2]], '2026-11-22'), hours(-2));
    for (const at of [0, 1]) {
      await refreshIntel(ctx(system, hours(at)));
      for (const { id } of await unsafeDb().intelImport.findMany({ where: { state: 'queued' } }))
        await work(id, hours(at));
    }
    expect(await attempts()).toMatchObject([
      { origin: 'folder', source: 'epss_scores-2026-11-22.csv.gz', state: 'done' },
    ]);
    await place('epss_scores-2026-11-22.csv.gz', 'half a copy', hours(2));
    for (const at of [3, 4]) {
      await refreshIntel(ctx(system, hours(at)));
      for (const { id } of await unsafeDb().intelImport.findMany({ where: { state: 'queued' } }))
        await work(id, hours(at));
    }
    expect((await attempts()).map(({ state }) => state)).toEqual(['done', 'failed']);
    const shown = await listIntelImports(requirePermission({ actor: readOnly() }, 'setting:read'));
    expect(shown.map(({ error }) => error?.code ?? null)).toEqual(['wrong_content', null]);
  });
});

test('what comes with the product is taken once, where nothing is known, and by nobody in person', async () => {
  const sample = {
    kind: 'kev',
    name: 'kev-sample.json',
    data: new Uint8Array(Buffer.from(kevFile(['CVE-2026-1']))),
  } as const;
  await expect(takeSample(ctx(admin, NOW), sample)).rejects.toMatchObject({ code: 'forbidden' });
  const id = await takeSample(ctx(system, NOW), sample);
  if (id === null) throw new Error('the sample was not taken');
  expect(await takeSample(ctx(system, NOW), sample)).toBeNull();
  await unsafeDb().intelImport.update({ where: { id }, data: { state: 'failed' } });
  expect(await takeSample(ctx(system, NOW), sample)).toBeNull();
  expect(await unsafeDb().intelImport.findMany()).toMatchObject([{ id, source: 'kev-sample.json', origin: 'upload' }]);
});
