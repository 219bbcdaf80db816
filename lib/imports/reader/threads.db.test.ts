import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { unsafeDb } from '@/lib/core/db';
import { ctx, system } from '@/lib/core/testing/actors';
import { aProduct } from '@/lib/core/testing/assets';
import { withDatabase } from '@/lib/core/testing/database';
import { cancelImport } from '@/lib/imports/mutations/cancel';
import { endReadingThreads, readInThread, readInThreads } from '@/lib/imports/reader/threads';
import { runImport } from '@/lib/imports/run';
import {
  at,
  counts,
  findingsOf,
  importReport,
  importRow,
  PROBE,
  type ProbeFinding,
  probeReport,
  recordOf,
  send,
} from '@/lib/imports/testing';
import { bundle } from '@/scripts/lib/bundle.mjs';

withDatabase();

beforeAll(async () => {
  await bundle(process.cwd(), { 'test-report-reader': 'lib/imports/testing-report-reader.ts' });
  readInThreads(pathToFileURL(join(process.cwd(), 'dist', 'test-report-reader.mjs')), [PROBE]);
});
afterAll(endReadingThreads);

const MANY: readonly ProbeFinding[] = Array.from({ length: 9_000 }, (_, n) => ({
  id: `f${n}`,
  description: `Nöt "quoted"\t\\ ${n} `.repeat(20),
}));

/** Works a report, broken as it may be. */
async function work(productId: string, content: string, minute: number) {
  const id = await send(ctx(system, at(minute)), productId, content);
  await runImport(ctx(system, at(minute)), id, { parsers: [PROBE], last: true });
  return importRow(id);
}

test('a thread reads what the worker places: new, the same, changed and gone', async () => {
  const { productId } = await aProduct();
  const worse = MANY.map((finding, n) => (n < 100 ? { ...finding, severity: 4 as const } : finding));
  expect(counts(await importReport(productId, { findings: MANY }, 0))).toEqual([9_000, 0, 0, 0, 0]);
  expect(counts(await importReport(productId, { findings: MANY, tool: 'probe ' }, 1))).toEqual([0, 0, 0, 0, 9_000]);
  expect(counts(await importReport(productId, { findings: worse }, 2))).toEqual([0, 100, 0, 0, 8_900]);
  expect(counts(await importReport(productId, { findings: worse.slice(0, 8_000) }, 3))).toEqual([
    0, 0, 1_000, 0, 8_000,
  ]);
  const found = await findingsOf(productId);
  expect(found).toHaveLength(9_000);
  const [first, last] = ['rule-f1', 'rule-f8999'].map((rule) => found.find(({ ruleId }) => ruleId === rule));
  expect(first).toMatchObject({ severity: 4, status: 'open', detail: { description: MANY[1]?.description } });
  expect(last).toMatchObject({ status: 'fixed', detail: { description: MANY[8_999]?.description } });
  expect(await recordOf(first?.sources[0])).toBe(JSON.stringify(worse[1]));
  expect(await recordOf(last?.sources[0])).toBe(JSON.stringify(MANY[8_999]));
});

test('what is wrong with a report is told with its place, and the thread takes the next one', async () => {
  const { productId } = await aProduct();
  const whole = probeReport({ findings: MANY });
  const broken = await work(productId, `${whole.slice(0, -2)},]}`, 0);
  expect(broken).toMatchObject({ state: 'failed', error: { code: 'json_malformed', line: 1, column: whole.length } });
  expect(await unsafeDb().finding.count({ where: { productId } })).toBe(0);
  expect(await work(productId, whole, 1)).toMatchObject({ state: 'done', newCount: 9_000 });
});

test('an import that is cancelled while its report is read changes nothing, and the thread takes the next one', async () => {
  const { productId } = await aProduct();
  const id = await send(ctx(system, at(0)), productId, probeReport({ findings: MANY }));
  const late = ctx(system, at(1));
  const running = runImport(ctx(system, at(0)), id, { parsers: [PROBE], last: true });
  await expect.poll(async () => (await importRow(id)).state).toBe('running');
  await cancelImport(late, id);
  await running;
  expect(await importRow(id)).toMatchObject({ state: 'cancelled', newCount: 0 });
  expect(await unsafeDb().finding.count({ where: { productId } })).toBe(0);
  expect(counts(await importReport(productId, { findings: MANY }, 2))).toEqual([9_000, 0, 0, 0, 0]);
});

test('a thread that has ended is replaced; reports of other parsers are read without one', async () => {
  const { productId } = await aProduct();
  const id = await send(ctx(system, at(0)), productId, probeReport({ findings: MANY }));
  const reader = await readInThread({ importId: id, entry: null, format: null }, [PROBE]);
  expect(reader?.opened).toMatchObject({ kind: 'report', format: 'probe', facts: { target: 'app' } });
  await reader?.close();
  await endReadingThreads();
  await runImport(ctx(system, at(1)), id, { parsers: [PROBE] });
  expect(counts(await importRow(id))).toEqual([9_000, 0, 0, 0, 0]);
  expect(await readInThread({ importId: id, entry: null, format: null }, [])).toBeNull();
});
