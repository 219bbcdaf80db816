import { expect, test } from 'vitest';
import { pgPool } from '@/lib/core/db';
import { aProduct } from '@/lib/core/testing/assets';
import { withDatabase } from '@/lib/core/testing/database';
import { collectWork, withPlans } from '@/lib/core/testing/plans';
import { counts, importReport } from '@/lib/imports/testing';

withDatabase();
withPlans();

const FINDINGS = 1_000;
/** A few rows a finding are linear; comparing all with all goes through a million. */
const MOST = 20 * FINDINGS;

test('a report is compared row by row through indexes, also before the database has statistics', async () => {
  const { productId } = await aProduct();
  const findings = Array.from({ length: FINDINGS }, (_, n) => ({ id: `f${n}` }));
  const rated = findings.map((finding) => ({ ...finding, severity: 4 as const }));
  const work = collectWork();
  const read = async (minute: number, held: Parameters<typeof importReport>[1]['findings']) =>
    counts(await importReport(productId, { findings: held }, minute));
  expect(await read(0, findings)).toEqual([FINDINGS, 0, 0, 0, 0]);
  expect(await read(1, findings)).toEqual([0, 0, 0, 0, FINDINGS]);
  expect(await read(2, rated)).toEqual([0, FINDINGS, 0, 0, 0]);
  expect(await read(3, [])).toEqual([0, 0, FINDINGS, 0, 0]);
  expect(await read(4, rated)).toEqual([0, 0, 0, FINDINGS, 0]);

  const statements = new Set(work.map(({ sql }) => sql.split(/[\s(]+/, 3).join(' ')));
  for (const sql of ['INSERT INTO pick', 'UPDATE finding f', 'WITH "way" AS']) {
    expect(statements).toContain(sql);
  }
  expect(work.filter(({ rows }) => rows > MOST)).toEqual([]);
});

test('what is new is looked up through indexes, without going through the product', async () => {
  const { productId } = await aProduct();
  const many = Array.from({ length: 10 * FINDINGS }, (_, n) => ({ id: `f${n}` }));
  await importReport(productId, { findings: many }, 0);
  const others = Array.from({ length: 1_000 }, (_, n) => ({ id: `g${n}` }));
  const work = collectWork();
  const row = await importReport(productId, { findings: others, target: 'other' }, 1);
  expect(counts(row)).toEqual([1_000, 0, 0, 0, 0]);
  const lookUps = work.filter(({ sql }) => sql.startsWith('SELECT k.fingerprint'));
  expect(lookUps.length).toBeGreaterThan(0);
  expect(lookUps.filter(({ rows }) => rows > 2 * FINDINGS)).toEqual([]);
});

test('no trigger makes COPY write findings row by row', async () => {
  const { rows } = await pgPool().query<{ trigger: string }>(
    `SELECT tgrelid::regclass || ' ' || tgname AS trigger FROM pg_trigger
     WHERE tgrelid = ANY(ARRAY['finding', 'finding_detail', 'finding_source', 'finding_alias', 'record_pack']::regclass[])
       AND tgtype & 5 = 5 AND NOT tgisinternal`,
  );
  expect(rows).toEqual([]);
});
