import { expect, test } from 'vitest';
import { pgPool, unsafeDb } from '@/lib/core/db';
import { ctx, system } from '@/lib/core/testing/actors';
import { aProduct } from '@/lib/core/testing/assets';
import { withDatabase } from '@/lib/core/testing/database';
import type { JsonParser } from '@/lib/imports/parsers/types';
import { RecordError } from '@/lib/imports/parsers/types';
import { runImport } from '@/lib/imports/run';
import {
  at,
  counts,
  importReport,
  importRow,
  PROBE,
  type ProbeFinding,
  probeReport,
  recordOf,
  send,
} from '@/lib/imports/testing';

withDatabase();

/** More than one slice, so that the first ones are written while the report is read. */
const MANY: readonly ProbeFinding[] = Array.from({ length: 11_000 }, (_, n) => ({ id: `f${n}` }));

const all = (productId: string) =>
  unsafeDb().finding.findMany({
    where: { productId },
    select: { ruleId: true, title: true, severity: true, tags: true, version: true, dueAt: true, sources: true },
  });
const one = async (productId: string, id: string) =>
  (await all(productId)).find(({ ruleId }) => ruleId === `rule-${id}`);

test('a record that comes again after its finding was written: the most severe counts', async () => {
  const { productId } = await aProduct();
  const worse = { id: 'f1', severity: 4 as const, title: 'Worse', tags: ['worse'] };
  const better = { id: 'f2', severity: 1 as const, title: 'Better' };
  const row = await importReport(productId, { findings: [...MANY, worse, better, { id: 'f3' }] }, 0);
  expect(counts(row)).toEqual([11_000, 0, 0, 0, 0]);
  expect(row.warnings).toContainEqual({ code: 'equal_records', count: 3, example: '' });
  const first = await one(productId, 'f1');
  expect(first).toMatchObject({
    title: 'Worse',
    severity: 4,
    tags: ['worse'],
    version: 1,
    sources: [{ occurrences: 2 }],
  });
  expect(first?.dueAt).toEqual(new Date('2026-11-29T23:59:59.999Z'));
  expect(await recordOf(first?.sources[0])).toBe(JSON.stringify(worse));
  expect(await one(productId, 'f2')).toMatchObject({ title: 'Finding f2', severity: 3, sources: [{ occurrences: 2 }] });
  expect(await one(productId, 'f3')).toMatchObject({ severity: 3, sources: [{ occurrences: 2 }] });
  expect(await unsafeDb().findingEvent.count({ where: { finding: { productId } } })).toBe(0);
  const again = await importReport(productId, { findings: [better, worse, ...MANY, { id: 'f3' }] }, 1);
  expect(counts(again)).toEqual([0, 0, 0, 0, 11_000]);
});

test('what is known and what is new in one report, by two sources', async () => {
  const { productId } = await aProduct();
  await importReport(productId, { findings: MANY.slice(0, 3_000) }, 0);
  const row = await importReport(productId, { findings: MANY.slice(1_000), target: 'other' }, 1);
  expect(counts(row)).toEqual([8_000, 2_000, 0, 0, 0]);
  const found = await all(productId);
  expect(found).toHaveLength(11_000);
  expect(found.filter(({ sources }) => sources.length === 2)).toHaveLength(2_000);
  expect(found.filter(({ sources }) => sources.length === 0)).toEqual([]);
});

test('while another merge into the product runs, a report is not begun', async () => {
  const { productId } = await aProduct();
  const id = await send(ctx(system, at(0)), productId, probeReport({ findings: MANY }));
  const other = await pgPool().connect();
  await other.query(`SELECT pg_advisory_lock(hashtextextended('lagebild/merge/' || $1, 0))`, [productId]);
  const running = runImport(ctx(system, at(0)), id, { parsers: [PROBE] });
  await expect.poll(async () => (await importRow(id)).state).toBe('running');
  expect((await importRow(id)).progressCount).toBe(0);
  other.release(true);
  await running;
  expect(counts(await importRow(id))).toEqual([11_000, 0, 0, 0, 0]);
  expect(await unsafeDb().finding.count({ where: { productId } })).toBe(11_000);
});

test('a report that is broken after much of it was written changes nothing', async () => {
  const { productId } = await aProduct();
  await importReport(productId, { findings: [{ id: 'kept' }] }, 0);
  const id = await send(ctx(system, at(1)), productId, probeReport({ findings: [...MANY, { id: 'broken' }] }));
  const broken: JsonParser = {
    ...PROBE,
    open: (skeleton) => {
      const { facts, read } = PROBE.open(skeleton);
      const refuse: typeof read = (record) => {
        if (JSON.stringify(record.value).includes('broken')) throw new RecordError('not_an_object');
        return read(record);
      };
      return { facts, read: refuse };
    },
  };
  await runImport(ctx(system, at(1)), id, { parsers: [broken] });
  expect(await importRow(id)).toMatchObject({ state: 'failed', error: { code: 'record_invalid' }, newCount: 0 });
  expect((await all(productId)).map(({ ruleId }) => ruleId)).toEqual(['rule-kept']);
  const tally = await unsafeDb().findingTally.aggregate({ where: { productId }, _sum: { n: true } });
  expect(tally._sum.n).toBe(1);
});

test('it counts so as well where the product knows other findings', async () => {
  const { productId } = await aProduct();
  await importReport(productId, { target: 'other', findings: [{ id: 'x' }] }, 0);
  const less = { id: 'f2', severity: 1 as const, title: 'Less' };
  const row = await importReport(productId, { findings: [...MANY, less, { id: 'f3' }] }, 1);
  expect(counts(row)).toEqual([11_000, 0, 0, 0, 0]);
  expect(row.warnings).toContainEqual({ code: 'equal_records', count: 2, example: '' });
  expect(await one(productId, 'f2')).toMatchObject({ title: 'Finding f2', severity: 3, sources: [{ occurrences: 2 }] });
  const turned = await importReport(productId, { findings: [less, { id: 'f3' }, ...MANY] }, 2);
  expect(counts(turned)).toEqual([0, 0, 0, 0, 11_000]);
});

test('a path that no index entry could hold is kept, and found by its beginning', async () => {
  const { productId } = await aProduct();
  const path = Array.from({ length: 2_000 }, (_, n) =>
    String.fromCharCode(0x4e00 + ((n * 7_919 + n * n * 31) % 20_000)),
  );
  const row = await importReport(productId, { findings: [{ id: 'a', location: { path: path.join('') } }] }, 0);
  expect(row.state).toBe('done');
  const kept = await unsafeDb().finding.findFirstOrThrow({ where: { productId }, include: { detail: true } });
  expect(kept.path).toBe(path.slice(0, 850).join(''));
  expect(kept.detail?.location).toEqual({ path: path.join('') });
});
