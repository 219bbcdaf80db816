import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import { pgPool, unsafeDb } from '@/lib/core/db';
import { aProduct } from '@/lib/core/testing/assets';
import { withDatabase } from '@/lib/core/testing/database';
import { collectWork, type Work, withPlans } from '@/lib/core/testing/plans';
import { Adoption } from '@/lib/imports/apply/adopt';
import { CREATE_PICK } from '@/lib/imports/apply/pick';
import { CREATE_KEYS, CREATE_ROWS } from '@/lib/imports/apply/staging-tables';
import { at, counts, importReport } from '@/lib/imports/testing';

withDatabase();
withPlans();

const FINDINGS = 1_000;
/** A few rows a finding are linear; comparing all with all goes through a million. */
const MOST = 20 * FINDINGS;

test('a report is compared row by row through indexes, also before the database has statistics', {
  timeout: 60_000,
}, async () => {
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
  for (const sql of ['INSERT INTO pick', 'UPDATE finding f', 'INSERT INTO "finding_flow"']) {
    expect(statements).toContain(sql);
  }
  expect(work.filter(({ rows }) => rows > MOST)).toEqual([]);
});

test('a slice that is adopted goes through neither the product nor what was staged before it', {
  timeout: 60_000,
}, async () => {
  const { productId } = await aProduct();
  const sourceId = randomUUID();
  await unsafeDb().source.create({ data: { id: sourceId, productId, scanner: 'probe', target: 'app' } });
  const client = await pgPool().connect();
  await client.query(`BEGIN; ${CREATE_KEYS}; ${CREATE_ROWS}; ${CREATE_PICK}`);
  const slaDays = [null, null, null, null, null];
  const input = { productId, sourceId, importId: randomUUID(), scanner: 'probe', sourceLabel: 'probe app', slaDays };
  const adoption = new Adoption(client, { ...input, scanAt: at(0), now: at(0), complete: true });
  const staged = async (from: number, to: number) => {
    const numbers = `generate_series(${from}, ${to}) n`;
    await client.query(`
      INSERT INTO stage_key SELECT n, n, decode(md5(n::text), 'hex'), 3 FROM ${numbers};
      INSERT INTO stage_row SELECT n, 'code', 'Title', 3, 'rule', 'rule', '{}', '{}', NULL, NULL, NULL, NULL, 'a:1', 'a',
        NULL, NULL, NULL, '{}', '', '', '{}', '[]', '{}', 'HIGH', NULL, 1, 1 FROM ${numbers}`);
    await adoption.upTo(to);
  };
  const slice = 5_000;
  await staged(1, 2 * slice);
  const work = collectWork(client);
  await staged(2 * slice + 1, 3 * slice);
  const adopted = ({ sql }: Work) => /^INSERT INTO (pick|finding|finding_detail|finding_source) \(/.test(sql);
  client.release(true);
  expect(new Set(work.filter(adopted).map(({ sql }) => sql.split(' ')[2]))).toEqual(
    new Set(['pick', 'finding', 'finding_detail', 'finding_source']),
  );
  expect(work.filter((one) => adopted(one) && one.rows > 2 * slice)).toEqual([]);
});
