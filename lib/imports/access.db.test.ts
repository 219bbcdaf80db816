import { expect, test } from 'vitest';
import { scopeOf } from '@/lib/access/policy';
import type { Actor } from '@/lib/core/context';
import { unsafeDb } from '@/lib/core/db';
import { ctx, person, readOnly, roleless, stranger, system, token } from '@/lib/core/testing/actors';
import { aProduct } from '@/lib/core/testing/assets';
import { withDatabase } from '@/lib/core/testing/database';
import {
  getImport,
  type ImportFilter,
  importFilterChoices,
  ingestProducts,
  listImports,
} from '@/lib/imports/data/list';
import { cancelImport } from '@/lib/imports/mutations/cancel';
import { retryImport } from '@/lib/imports/mutations/retry';
import { at, importReport, importRow, probeReport, send } from '@/lib/imports/testing';

withDatabase();

const REPORT = probeReport({ findings: [{ id: 'a' }] });

function readScope(actor: Actor) {
  const scope = scopeOf({ actor }, 'import:read');
  if (!scope) throw new Error('no scope');
  return scope;
}

test('an engineer of the product and its token may send; what is kept says who', async () => {
  const { productId } = await aProduct();
  const engineer = person('Engineer', [productId], { name: 'Ann' });
  const id = await send(ctx(engineer), productId, REPORT);
  expect(await importRow(id)).toMatchObject({
    state: 'queued',
    createdById: engineer.id,
    createdByName: 'Ann',
    size: BigInt(REPORT.length),
  });
  const byToken = await send(ctx(token(productId, ['finding:ingest'])), productId, REPORT);
  expect(await importRow(byToken)).toMatchObject({ createdById: null, tokenId: 'testtest' });
});

test('nobody else may, and nothing is kept of what they send', async () => {
  const { productId } = await aProduct();
  const { productId: other } = await aProduct();
  const refused: [Actor, string][] = [
    [readOnly(), 'forbidden'],
    [person('Analyst', 'everywhere'), 'forbidden'],
    [person('Admin', 'everywhere'), 'forbidden'],
    [roleless(), 'forbidden'],
    [token(productId, ['finding:read']), 'forbidden'],
    [stranger(), 'not_found'],
    [person('Engineer', 'everywhere'), 'not_found'],
    [token(other, ['finding:ingest']), 'not_found'],
  ];
  for (const [actor, code] of refused)
    await expect(send(ctx(actor), productId, REPORT)).rejects.toMatchObject({ code });
  await expect(send(ctx(system), crypto.randomUUID(), REPORT)).rejects.toMatchObject({ code: 'not_found' });
  expect(await unsafeDb().import.count({ where: { productId } })).toBe(0);
});

test('an import is seen within the scope, and not at all outside of it', async () => {
  const { productId } = await aProduct();
  const row = await importReport(productId, { findings: [{ id: 'a' }] }, 0);
  for (const actor of [person('Engineer', [productId]), readOnly(), person('Analyst', [productId])]) {
    expect(await getImport(readScope(actor), row.id, at(0))).toMatchObject({
      id: row.id,
      kept: true,
      undoable: true,
      counts: { new: 1 },
    });
    expect(await getImport(readScope(actor), row.id, at(25 * 60))).toMatchObject({ undoable: false });
    expect((await listImports(readScope(actor), {}, null)).rows.map(({ id }) => id)).toContain(row.id);
  }
  expect(await getImport(readScope(stranger()), row.id, at(0))).toBeNull();
  expect((await listImports(readScope(stranger()), {}, null)).rows).toEqual([]);
  expect(await getImport(readScope(readOnly()), 'no-uuid', at(0))).toBeNull();
  const ingest = scopeOf({ actor: person('Engineer', [productId]) }, 'finding:ingest');
  expect(ingest && (await ingestProducts(ingest)).map(({ id }) => id)).toEqual([productId]);
});

test('only who may send may cancel and retry', async () => {
  const { productId } = await aProduct();
  const id = await send(ctx(system), productId, REPORT);
  await expect(cancelImport(ctx(readOnly()), id)).rejects.toMatchObject({ code: 'forbidden' });
  await expect(cancelImport(ctx(stranger()), id)).rejects.toMatchObject({ code: 'not_found' });
  await expect(retryImport(ctx(readOnly()), { id })).rejects.toMatchObject({ code: 'forbidden' });
  await expect(retryImport(ctx(stranger()), { id })).rejects.toMatchObject({ code: 'not_found' });
  expect(await importRow(id)).toMatchObject({ state: 'queued', cancelAskedAt: null });
});

test('pages of imports follow one another without a gap or a double', async () => {
  const { productId } = await aProduct();
  const scope = readScope(person('Engineer', [productId]));
  const createdAt = new Date();
  await unsafeDb().import.createMany({
    data: Array.from({ length: 120 }, (_, n) => ({
      productId,
      fileName: `${n}`,
      createdByName: 'x',
      createdAt: new Date(createdAt.getTime() - Math.floor(n / 3)),
    })),
  });
  const seen: string[] = [];
  let cursor: string | null = null;
  do {
    const page = await listImports(scope, { state: ['uploading'] }, cursor);
    seen.push(...page.rows.map(({ id }) => id));
    cursor = page.next;
  } while (cursor);
  expect(new Set(seen).size).toBe(120);
  expect(seen).toHaveLength(120);
});

test('the list narrows by product, source, format and state, and offers only what is in scope', async () => {
  const [{ productId }, { productId: other }] = [await aProduct(), await aProduct()];
  const [one, two] = [
    await importReport(productId, { findings: [{ id: 'a' }] }, 0),
    await importReport(other, { findings: [{ id: 'a' }] }, 0),
  ];
  const scope = readScope(person('Analyst', [productId, other]));
  const ids = async (filter: ImportFilter) => (await listImports(scope, filter, null)).rows.map(({ id }) => id);
  const { products, sources } = await importFilterChoices(scope);
  expect(products).toHaveLength(2);
  const source = sources.find(({ id }) => id === one.sourceId);
  expect(await ids({ product: source ? [source.product] : [] })).toEqual([one.id]);
  expect(await ids({ source: source ? [source.id] : [] })).toEqual([one.id]);
  expect(await ids({ format: [one.format ?? ''] })).toEqual(expect.arrayContaining([one.id, two.id]));
  expect(await ids({ format: ['no-such-format'] })).toEqual([]);
  expect(await ids({ state: ['failed'] })).toEqual([]);

  const nothing = { products: [], sources: [] };
  expect(await importFilterChoices(readScope(stranger()))).toEqual(nothing);
  const own = await importFilterChoices(readScope(person('Engineer', [productId])));
  expect(own.sources.map(({ id }) => id)).toEqual([one.sourceId]);
});
