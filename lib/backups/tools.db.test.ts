import { chmodSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { savePlan } from '@/lib/backups/mutations/plan';
import { recordTest } from '@/lib/backups/mutations/restore-test';
import { createService } from '@/lib/backups/mutations/service';
import { DEFAULT_OBJECTIVES } from '@/lib/backups/schema';
import { deliver } from '@/lib/backups/testing/delivery';
import { aCluster, hasPgbackrest } from '@/lib/backups/testing/pgbackrest';
import { has, run } from '@/lib/backups/testing/tools';
import { storedVerdicts } from '@/lib/backups/verdicts';
import { unsafeDb } from '@/lib/core/db';
import { ctx, person } from '@/lib/core/testing/actors';
import { aProduct } from '@/lib/core/testing/assets';
import { withDatabase } from '@/lib/core/testing/database';

withDatabase();

// Real programs, real data: what they print is what is sent.
const folder = mkdtempSync(join(tmpdir(), 'lagebild-backups-'));
const data = join(folder, 'data');

beforeAll(() => {
  mkdirSync(data);
  for (let file = 0; file < 5; file += 1)
    writeFileSync(
      join(data, `f${file}`),
      Buffer.from(Array.from({ length: 50_000 }, (_, at) => (at * 7919 + file * 104_729) % 251)),
    );
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

async function stateOf(id: string) {
  const row = await unsafeDb().backupService.findUniqueOrThrow({ where: { id } });
  return Object.fromEntries(storedVerdicts(row.verdicts).map(({ objective, state }) => [objective, state]));
}

/** A service that the source's copies protect, and who may write there. */
async function aService(productId: string) {
  const by = ctx(person('Engineer', [productId]), new Date());
  const source = await unsafeDb().backupSource.findFirstOrThrow({ where: { productId } });
  const id = await createService(by, { productId, name: 'Files', note: '', objectives: DEFAULT_OBJECTIVES });
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
  return { by, id };
}

/** The biggest file below a folder: where a repository keeps its data. */
function biggest(below: string): string {
  const files = readdirSync(below, { recursive: true, encoding: 'utf8' }).map((name) => join(below, name));
  const sized = files.filter((file) => statSync(file).isFile()).map((file) => ({ file, size: statSync(file).size }));
  return sized.reduce((most, one) => (one.size > most.size ? one : most)).file;
}

function damage(below: string): void {
  const file = biggest(below);
  const bytes = readFileSync(file);
  const middle = Math.floor(bytes.length / 2);
  bytes.writeUInt8(bytes.readUInt8(middle) ^ 0xff, middle);
  run('chmod', ['u+w', file]);
  writeFileSync(file, bytes);
}

const sameAs = (restored: string) => run('diff', ['-r', data, restored]).code === 0;

async function restored(
  by: Awaited<ReturnType<typeof aService>>['by'],
  serviceId: string,
  seconds: number,
  compared: boolean,
  comparedNote = 'diff -r',
) {
  const facts = {
    bytes: 250_000,
    pointAsked: null,
    pointReached: null,
    comparedNote,
    evidence: '',
    note: '',
    byName: '',
  };
  const startedAt = new Date(by.now.getTime() - 1000);
  await recordTest(by, {
    ...facts,
    serviceId,
    kind: 'test',
    startedAt,
    seconds,
    result: compared ? 'ok' : 'failed',
    compared: 'checksums',
  });
}

describe.skipIf(!has('restic'))('restic, as installed', () => {
  it('comes out whole, restored and compared, and then damaged', async () => {
    const { productId } = await aProduct();
    const env = {
      RESTIC_REPOSITORY: join(folder, 'restic'),
      RESTIC_PASSWORD: 'only for this test',
      RESTIC_CACHE_DIR: join(folder, 'cache'),
    };
    const restic = (...args: string[]) => run('restic', args, { env });
    const send = (text: string, query: Record<string, string> = {}) =>
      deliver(productId, text, { shape: 'restic', now: new Date(), query });
    expect(restic('init').code).toBe(0);
    await send(restic('backup', '--json', '--host', 'db01', data).out);
    expect(await send(restic('snapshots', '--json').out)).toMatchObject({ newPoints: 1, wrongClocks: [] });
    const { by, id } = await aService(productId);
    expect(await stateOf(id)).toMatchObject({
      rpo: 'met',
      encryption: 'met',
      verification: 'unknown',
      rto: 'unknown',
      sites: 'missed',
    });
    const metadata = restic('check');
    await send(metadata.out, { exit: String(metadata.code), at: new Date().toISOString() });
    expect(await stateOf(id)).toMatchObject({ verification: 'unknown' });
    const good = restic('check', '--read-data');
    await send(good.out, { exit: String(good.code) });
    const began = Date.now();
    expect(restic('restore', 'latest', '--target', join(folder, 'back')).code).toBe(0);
    const same = sameAs(join(folder, 'back', data));
    expect(same).toBe(true);
    await restored(by, id, Math.max(1, Math.round((Date.now() - began) / 1000)), same);
    expect(await stateOf(id)).toMatchObject({ verification: 'met', rto: 'met', restore_test: 'met' });
    damage(join(folder, 'restic', 'data'));
    const bad = restic('check', '--read-data');
    expect(bad.code).not.toBe(0);
    await send(bad.out, { exit: String(bad.code) });
    expect(await stateOf(id)).toMatchObject({ verification: 'missed', rpo: 'missed' });
    const told = await unsafeDb().$queryRaw`SELECT name FROM event WHERE product_id = ${productId}::uuid`;
    expect(told).toEqual([{ name: 'Backup damaged' }]);
  });
});

describe.skipIf(!has('borg'))('Borg, as installed', () => {
  it('comes out whole, restored and compared, and then damaged', async () => {
    const { productId } = await aProduct();
    const repository = join(folder, 'borg');
    const env = {
      BORG_REPO: repository,
      BORG_PASSPHRASE: 'only for this test',
      BORG_BASE_DIR: join(folder, 'base'),
      BORG_CHECK_I_KNOW_WHAT_I_AM_DOING: 'YES',
    };
    const borg = (...args: string[]) => run('borg', args, { env, cwd: folder });
    const send = (text: string, query: Record<string, string> = {}) =>
      deliver(productId, text, { shape: 'borg', now: new Date(), query });
    expect(borg('init', '-e', 'repokey-blake2').code).toBe(0);
    expect(borg('create', '--json', '::db01-{now}', 'data').code).toBe(0);
    await expect(send(borg('list', '--json').out)).rejects.toMatchObject({ details: { issue: 'backup_zone' } });
    expect(await send(borg('list', '--json').out, { zone: 'UTC' })).toMatchObject({ newPoints: 1, wrongClocks: [] });
    await send(borg('info', '--json', '--last', '1').out);
    const { by, id } = await aService(productId);
    const good = borg('check', '-v', '--verify-data');
    await send(good.out, { exit: String(good.code), asset: 'db01' });
    const back = join(folder, 'borg-back');
    mkdirSync(back);
    const name: string = JSON.parse(borg('list', '--json').out).archives[0].name;
    expect(run('borg', ['extract', `::${name}`], { env, cwd: back }).code).toBe(0);
    const same = sameAs(join(back, 'data'));
    expect(same).toBe(true);
    await restored(by, id, 1, same);
    expect(await stateOf(id)).toMatchObject({
      rpo: 'met',
      encryption: 'met',
      verification: 'met',
      rto: 'met',
      restore_test: 'met',
    });
    damage(join(repository, 'data'));
    const bad = borg('check', '-v', '--verify-data');
    expect(bad.code).not.toBe(0);
    await send(bad.out, { exit: String(bad.code), asset: 'db01' });
    expect(await stateOf(id)).toMatchObject({ verification: 'missed', rpo: 'missed' });
  });
});

describe.skipIf(!hasPgbackrest)('pgBackRest, as installed', () => {
  // PostgreSQL's own user goes through here.
  chmodSync(folder, 0o755);
  const cluster = aCluster(join(folder, 'pgbackrest'));
  afterAll(() => cluster.stop());

  it('comes out whole, restored and compared, and then damaged', async () => {
    const { productId } = await aProduct();
    const send = (text: string, query: Record<string, string> = {}) =>
      deliver(productId, text, { shape: 'pgbackrest', now: new Date(), query });
    const verified = (...options: string[]) => {
      const { out, code } = cluster.pgbackrest(...options, 'verify');
      return send(out, { exit: String(code), asset: 'main' });
    };
    expect(cluster.make().map(({ code }) => code)).toEqual([0, 0, 0]);
    cluster.sql('CREATE TABLE t AS SELECT i, md5(i::text) FROM generate_series(1, 50000) i');
    expect(cluster.pgbackrest('--type=full', 'backup').code).toBe(0);
    cluster.sql("INSERT INTO t SELECT i, 'later' FROM generate_series(1, 1000) i", 'SELECT pg_switch_wal()');
    expect(cluster.pgbackrest('check').code).toBe(0);
    const info = cluster.pgbackrest('info', '--output=json').out;
    expect(await send(info)).toMatchObject({ newPoints: 1, wrongClocks: [] });
    expect(await send(cluster.archiver())).toMatchObject({ newPoints: 1 });
    const { by, id } = await aService(productId);
    expect(await stateOf(id)).toMatchObject({
      ...{ rpo: 'met', encryption: 'met', verification: 'unknown', rto: 'unknown', sites: 'missed' },
    });
    // Without a report `verify` ends with 0 whatever it found.
    await verified();
    expect(await stateOf(id)).toMatchObject({ verification: 'unknown' });
    await verified('--output=text', '--verbose');
    expect(await stateOf(id)).toMatchObject({ verification: 'met' });
    const sum = cluster.sum();
    expect(sum).toMatch(/^51000 [0-9a-f]{32}\n$/);
    cluster.stop();
    cluster.lose();
    const began = Date.now();
    expect(cluster.restore().map(({ code }) => code)).toEqual([0, 0, 0]);
    const same = cluster.sum() === sum;
    expect(same).toBe(true);
    const seconds = Math.max(1, Math.round((Date.now() - began) / 1000));
    await restored(by, id, seconds, same, 'count and md5 of all rows');
    expect(await stateOf(id)).toMatchObject({ rpo: 'met', rto: 'met', restore_test: 'met' });
    damage(cluster.copies);
    await verified('--output=text');
    expect(await stateOf(id)).toMatchObject({ verification: 'missed', rpo: 'missed' });
  });
});
