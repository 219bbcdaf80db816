import { expect, test } from 'vitest';
import { unsafeDb } from '@/lib/core/db';
import { ctx, system } from '@/lib/core/testing/actors';
import { aProduct } from '@/lib/core/testing/assets';
import { withDatabase } from '@/lib/core/testing/database';
import type { JsonParser } from '@/lib/imports/parsers/types';
import { runImport } from '@/lib/imports/run';
import type { ReportOptions } from '@/lib/imports/schema';
import { at, counts, findingsOf, importRow, PROBE, type ProbeReport, probeReport, send } from '@/lib/imports/testing';

withDatabase();

/** The probe, which tells how often it was asked to read. */
function countingProbe() {
  let reads = 0;
  const parser: JsonParser = {
    ...PROBE,
    open: (skeleton) => {
      reads += 1;
      return PROBE.open(skeleton);
    },
  };
  return { parser, reads: () => reads };
}

async function arrive(
  parser: JsonParser,
  productId: string,
  report: ProbeReport,
  minute: number,
  options: ReportOptions = {},
) {
  const id = await send(ctx(system, at(minute)), productId, probeReport(report), options);
  await runImport(ctx(system, at(minute)), id, { parsers: [parser] });
  return importRow(id);
}

const REPORT: ProbeReport = { findings: [{ id: 'a' }, { id: 'b' }, { id: 'b' }] };

test('the same bytes again are not read again, and say the same', async () => {
  const { productId } = await aProduct();
  const { parser, reads } = countingProbe();
  const first = await arrive(parser, productId, REPORT, 0);
  const before = await findingsOf(productId);
  const again = await arrive(parser, productId, REPORT, 10);
  expect(reads()).toBe(1);
  expect(counts(again)).toEqual([0, 0, 0, 0, 2]);
  expect(again.warnings).toEqual(first.warnings);
  expect(again).toMatchObject({ format: 'probe', target: 'app', sourceId: first.sourceId, state: 'done' });
  expect(await findingsOf(productId)).toEqual(before);
  const source = await unsafeDb().source.findFirstOrThrow({ where: { productId } });
  expect(source).toMatchObject({ lastScanAt: at(10), lastCompleteAt: at(10) });
  expect(counts(await arrive(parser, productId, REPORT, 20))).toEqual([0, 0, 0, 0, 2]);
  expect(reads()).toBe(1);
});

test('they are read where the source has reported something else since', async () => {
  const { productId } = await aProduct();
  const { parser, reads } = countingProbe();
  await arrive(parser, productId, REPORT, 0);
  await arrive(parser, productId, { findings: [{ id: 'c' }] }, 10);
  expect(counts(await arrive(parser, productId, REPORT, 20))).toEqual([0, 0, 1, 2, 0]);
  expect(reads()).toBe(3);
});

test('they are read where their sender says something else, and where they are a part', async () => {
  const { productId } = await aProduct();
  const { parser, reads } = countingProbe();
  await arrive(parser, productId, REPORT, 0);
  const other = await arrive(parser, productId, REPORT, 1, { target: 'other' });
  expect(other.target).toBe('other');
  await arrive(parser, productId, REPORT, 2, { complete: false });
  await arrive(parser, productId, REPORT, 3, { branch: 'next' });
  expect(reads()).toBe(4);
  const { productId: elsewhere } = await aProduct();
  expect(counts(await arrive(parser, elsewhere, REPORT, 4))).toEqual([2, 0, 0, 0, 0]);
});

test('a report that says itself that it is a part is always read', async () => {
  const { productId } = await aProduct();
  const { parser, reads } = countingProbe();
  await arrive(parser, productId, REPORT, 0);
  await arrive(parser, productId, { ...REPORT, partial: true }, 1);
  await arrive(parser, productId, { ...REPORT, partial: true }, 2);
  expect(reads()).toBe(3);
});

test('a fix that was claimed since is refuted by them as well', async () => {
  const { productId } = await aProduct();
  const { parser, reads } = countingProbe();
  await arrive(parser, productId, REPORT, 0);
  await unsafeDb().finding.updateMany({
    where: { productId, ruleId: 'rule-a' },
    data: { status: 'fixed', statusChangedAt: at(5) },
  });
  expect(counts(await arrive(parser, productId, REPORT, 10))).toEqual([0, 0, 0, 1, 1]);
  expect(reads()).toBe(1);
});

const X: ProbeReport = { findings: [{ id: 'a' }, { id: 'b' }] };

test('they are read where the last that came with them was too old to change anything', async () => {
  const { productId } = await aProduct();
  const { parser } = countingProbe();
  await arrive(parser, productId, X, 0, { scan_at: at(0) });
  await arrive(parser, productId, { findings: [{ id: 'c' }] }, 10, { scan_at: at(10) });
  await arrive(parser, productId, X, 20, { scan_at: at(0) });
  expect(counts(await arrive(parser, productId, X, 30, { scan_at: at(30) }))).toEqual([0, 0, 1, 2, 0]);
});

test('they are read where a newer part had a say in what the last of them changed', async () => {
  const { productId } = await aProduct();
  const { parser } = countingProbe();
  await arrive(parser, productId, X, 0, { scan_at: at(0) });
  const worse = { id: 'a', severity: 4 as const, title: 'Worse' };
  await arrive(parser, productId, { findings: [{ id: 'c' }, worse] }, 20, { scan_at: at(20), complete: false });
  await arrive(parser, productId, X, 25, { scan_at: at(10) });
  expect(counts(await arrive(parser, productId, X, 30, { scan_at: at(30) }))).toEqual([0, 1, 1, 0, 1]);
});

test('as an older report they say what is known', async () => {
  const { productId } = await aProduct();
  const { parser } = countingProbe();
  await arrive(parser, productId, X, 10, { scan_at: at(10) });
  expect(counts(await arrive(parser, productId, X, 20, { scan_at: at(5) }))).toEqual([0, 0, 0, 0, 2]);
});
