import { expect, test } from 'vitest';
import { unsafeDb } from '@/lib/core/db';
import { ctx, system } from '@/lib/core/testing/actors';
import { aProduct } from '@/lib/core/testing/assets';
import { withDatabase } from '@/lib/core/testing/database';
import { sweepImports } from '@/lib/imports/mutations/sweep';
import { at, findingsOf, importReport, importRow, probeReport, recordOf, send } from '@/lib/imports/testing';

withDatabase();

const DAY = 24 * 60;

test('what was lost ends, old reports go, the rest stays', async () => {
  const { productId } = await aProduct();
  const base = { productId, fileName: 'x', createdByName: 'x' };
  const create = (data: object) => unsafeDb().import.create({ data: { ...base, ...data }, select: { id: true } });
  const halfSent = await create({ createdAt: at(-DAY) });
  const arriving = await create({ createdAt: at(-5) });
  const lost = await create({ state: 'running', startedAt: at(-DAY), createdAt: at(-DAY) });
  const waiting = await send(ctx(system, at(-40 * DAY)), productId, probeReport({ findings: [] }));
  const old = await importReport(productId, { findings: [{ id: 'a' }] }, -31 * DAY);
  const recent = await importReport(productId, { findings: [{ id: 'a' }] }, -29 * DAY);
  await sweepImports(ctx(system, at(0)));
  expect(await unsafeDb().import.findUnique({ where: { id: halfSent.id } })).toBeNull();
  expect(await importRow(arriving.id)).toMatchObject({ state: 'uploading' });
  expect(await importRow(lost.id)).toMatchObject({ state: 'failed', error: { code: 'unexpected' } });
  const chunks = await unsafeDb().importChunk.findMany({
    where: { import: { productId } },
    select: { importId: true },
  });
  expect(chunks.map(({ importId }) => importId).sort()).toEqual([waiting, recent.id].sort());
  expect(await importRow(old.id)).toMatchObject({ state: 'done', newCount: 1 });
});

test('packs of raw records go when no finding has them and no undo needs them, and not before', async () => {
  const { productId } = await aProduct();
  const many = Array.from({ length: 300 }, (_, nth) => ({ id: `f${nth}` }));
  const first = await importReport(productId, { findings: many }, 0);
  const second = await importReport(productId, { findings: many.map((one) => ({ ...one, title: 'New' })) }, 1);
  const packs = ({ id }: { id: string }) => unsafeDb().recordPack.count({ where: { importId: id } });
  expect([await packs(first), await packs(second)]).toEqual([2, 2]);
  await sweepImports(ctx(system, at(2)));
  expect([await packs(first), await packs(second)]).toEqual([2, 2]);
  await sweepImports(ctx(system, at(24 * 60 + 5)));
  expect([await packs(first), await packs(second)]).toEqual([0, 2]);
  const found = await findingsOf(productId);
  expect(await Promise.all(found.map(({ sources }) => recordOf(sources[0])))).toEqual(
    found.map(({ ruleId }) => JSON.stringify({ id: ruleId.replace('rule-', ''), title: 'New' })),
  );
});
