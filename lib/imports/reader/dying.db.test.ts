import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { unsafeDb } from '@/lib/core/db';
import { ctx, system } from '@/lib/core/testing/actors';
import { aProduct } from '@/lib/core/testing/assets';
import { withDatabase } from '@/lib/core/testing/database';
import { endReadingThreads, readInThreads } from '@/lib/imports/reader/threads';
import { runImport } from '@/lib/imports/run';
import {
  at,
  counts,
  importReport,
  importRow,
  PROBE,
  type ProbeFinding,
  probeReport,
  send,
} from '@/lib/imports/testing';
import { bundle } from '@/scripts/lib/bundle.mjs';

withDatabase();

const program = (name: string) => pathToFileURL(join(process.cwd(), 'dist', `${name}.mjs`));

beforeAll(async () => {
  await bundle(process.cwd(), {
    'test-sound-reader': 'lib/imports/testing-report-reader.ts',
    'test-dying-reader': 'lib/imports/testing-dying-reader.ts',
  });
});
afterEach(endReadingThreads);
afterAll(endReadingThreads);

const MANY: readonly ProbeFinding[] = Array.from({ length: 6_000 }, (_, n) => ({ id: `f${n}` }));
/** Most of the report is read, and a part of it written, when its thread dies. */
const deadly = (title: string) => MANY.map((finding, n) => (n === 5_000 ? { ...finding, title } : finding));

/** What the database holds of the product: nothing of an attempt that died may show. */
async function held(productId: string) {
  const findings = await unsafeDb().finding.count({ where: { productId } });
  const evidence = await unsafeDb().findingSource.count({ where: { finding: { productId } } });
  const events = await unsafeDb().findingEvent.count({ where: { finding: { productId } } });
  const tally = await unsafeDb().findingTally.aggregate({ where: { productId }, _sum: { n: true } });
  return { findings, evidence, events, counted: tally._sum.n ?? 0 };
}

test.each([
  ['exit', 'a reading thread has ended'],
  ['uncaught', 'nobody catches this'],
  ['circles', 'a reading thread has said nothing for 5 s'],
])('a thread that dies of "%s" in the middle takes its attempt with it, and nothing else', async (title, told) => {
  const { productId } = await aProduct();
  readInThreads(program('test-sound-reader'), [PROBE]);
  await importReport(productId, { findings: MANY.slice(0, 100) }, 0);
  const before = await held(productId);
  expect(before).toMatchObject({ findings: 100, evidence: 100, counted: 100 });
  await endReadingThreads();

  readInThreads(program('test-dying-reader'), [PROBE], title === 'circles' ? 5_000 : undefined);
  const id = await send(ctx(system, at(1)), productId, probeReport({ findings: deadly(title) }));
  await expect(runImport(ctx(system, at(1)), id, { parsers: [PROBE] })).rejects.toThrow(told);
  expect(await importRow(id)).toMatchObject({ state: 'running', attempts: 1, newCount: 0 });
  expect(await held(productId)).toEqual(before);

  readInThreads(program('test-sound-reader'), [PROBE]);
  await runImport(ctx(system, at(2)), id, { parsers: [PROBE], last: true });
  const done = await importRow(id);
  expect(done).toMatchObject({ state: 'done', attempts: 2 });
  expect(counts(done)).toEqual([5_900, 0, 0, 0, 100]);
  expect(await held(productId)).toMatchObject({ findings: 6_000, evidence: 6_000, counted: 6_000 });
});

test('where the last attempt dies too, the import has failed, and the next report is read by a new thread', async () => {
  const { productId } = await aProduct();
  readInThreads(program('test-dying-reader'), [PROBE]);
  const id = await send(ctx(system, at(0)), productId, probeReport({ findings: deadly('exit') }));
  await expect(runImport(ctx(system, at(0)), id, { parsers: [PROBE], last: true })).rejects.toThrow('has ended');
  expect(await importRow(id)).toMatchObject({ state: 'failed', error: { code: 'unexpected' } });
  expect(await held(productId)).toEqual({ findings: 0, evidence: 0, events: 0, counted: 0 });
  expect(counts(await importReport(productId, { findings: MANY }, 1))).toEqual([6_000, 0, 0, 0, 0]);
});

test('a thread that dies while it has nothing to do is not given a report', async () => {
  const { productId } = await aProduct();
  readInThreads(program('test-dying-reader'), [PROBE]);
  const last: ProbeFinding = { id: 'last', title: 'later' };
  expect(counts(await importReport(productId, { findings: [last] }, 0))).toEqual([1, 0, 0, 0, 0]);
  await new Promise((resolve) => setTimeout(resolve, 2_000));
  expect(counts(await importReport(productId, { findings: MANY }, 1))).toEqual([6_000, 0, 1, 0, 0]);
});
