import { describe, expect, it } from 'vitest';
import { requirePermission } from '@/lib/access/policy';
import { findProduct } from '@/lib/assets/data';
import { watchProduct } from '@/lib/assets/mutations/watch';
import type { PersonActor } from '@/lib/core/context';
import { addDays } from '@/lib/core/datetime';
import { unsafeDb } from '@/lib/core/db';
import { ctx, person, readOnly, roleless, stranger, system } from '@/lib/core/testing/actors';
import { aProduct } from '@/lib/core/testing/assets';
import { withDatabase } from '@/lib/core/testing/database';
import { tellOfImport } from '@/lib/findings/mutations/tell-import';
import { aFinding, aPerson, NOW } from '@/lib/findings/testing/findings';
import { listNotices } from '@/lib/notices/data';

withDatabase();

async function engineer(productId: string): Promise<PersonActor> {
  return person('Engineer', [productId], { id: await aPerson('Engineer', productId) });
}

const noticesOf = async (actor: PersonActor) => (await listNotices(actor, null)).rows;

type Sets = Readonly<Record<string, readonly { readonly id: number }[]>>;

async function importOf(productId: string, sets: Sets): Promise<string> {
  const { id } = await unsafeDb().import.create({
    data: {
      productId,
      state: 'done',
      finishedAt: NOW,
      fileName: 'report.json',
      createdByName: 'pipeline',
      sets: {
        create: Object.entries(sets).map(([change, found]) => ({ change, findingIds: found.map(({ id }) => id) })),
      },
    },
    select: { id: true },
  });
  return id;
}

async function watching(actor: PersonActor, productId: string): Promise<boolean | undefined> {
  const { slug } = await unsafeDb().product.findUniqueOrThrow({ where: { id: productId }, select: { slug: true } });
  const scope = requirePermission(ctx(actor), 'finding:read');
  return (await findProduct(scope, slug, { now: NOW, personId: actor.id }))?.watching;
}

describe('watching a product', () => {
  it('is one’s own wish, kept once, open to whoever reads its findings and to nobody else', async () => {
    const { productId } = await aProduct();
    const [ada, auditor] = [await engineer(productId), { ...readOnly(), id: await aPerson('Auditor', null) }];
    await Promise.all([1, 2].map(() => watchProduct(ctx(ada), { productId, on: true })));
    await watchProduct(ctx(auditor), { productId, on: true });
    expect(await unsafeDb().productWatch.count({ where: { productId } })).toBe(2);
    await watchProduct(ctx(auditor), { productId, on: false });
    expect([await watching(ada, productId), await watching(auditor, productId)]).toEqual([true, false]);
    await expect(watchProduct(ctx(stranger()), { productId, on: true })).rejects.toMatchObject({ code: 'not_found' });
    await expect(watchProduct(ctx(roleless()), { productId, on: true })).rejects.toMatchObject({ code: 'forbidden' });
  });

  it('tells what a report brought that matters, in one notice however much and however often the job runs', async () => {
    const { productId } = await aProduct();
    const [ada, ben] = [await engineer(productId), await engineer(productId)];
    await watchProduct(ctx(ada), { productId, on: true });
    const fresh = await Promise.all([4, 4, 2].map((severity) => aFinding(productId, { severity })));
    const late = await aFinding(productId, { severity: 3, dueAt: addDays(NOW, -1) });
    const back = await aFinding(productId, { severity: 1, regressed: true });
    const dismissed = await aFinding(productId, { severity: 4, status: 'false_positive' });
    const importId = await importOf(productId, { new: [...fresh, late, dismissed], reopened: [back], fixed: [] });
    await tellOfImport(ctx(system), importId);
    await tellOfImport(ctx(system), importId);
    expect(await noticesOf(ada)).toMatchObject([
      {
        kind: 'product_import',
        params: { count: 4, critical: 2, regressed: 1, overdue: 1 },
        href: `/findings?status=any&import=${importId}`,
      },
    ]);
    expect(await noticesOf(ben)).toEqual([]);
  });

  it('tells nothing of a report that brought nothing of the kind, nor to whoever no longer reaches the product', async () => {
    const { productId } = await aProduct();
    const ada = await engineer(productId);
    await watchProduct(ctx(ada), { productId, on: true });
    const [low, worst] = [await aFinding(productId, { severity: 1 }), await aFinding(productId, { severity: 4 })];
    await tellOfImport(ctx(system), await importOf(productId, { new: [low], unchanged: [worst] }));
    expect(await noticesOf(ada)).toEqual([]);
    await tellOfImport(ctx(system), await importOf(productId, { new: [worst] }));
    expect(await noticesOf(ada)).toHaveLength(1);
    expect(await noticesOf({ ...ada, grants: { ...ada.grants, products: [] } })).toEqual([]);
  });
});
