import { HOLD } from '@/lib/assets/mutations/hold';
import { settle } from '@/lib/assets/mutations/settle';
import type { Tx } from '@/lib/core/db';

async function productsOf(tx: Tx, assetIds: readonly string[]): Promise<string[]> {
  const names = await tx.assetName.findMany({
    where: { assetId: { in: [...assetIds] } },
    distinct: ['productId'],
    select: { productId: true },
  });
  return names.map(({ productId }) => productId).toSorted();
}

/** Waits for the worker where it folds names of these assets; until the transaction ends it waits in turn. */
export async function holdAssetsIn(tx: Tx, assetIds: readonly string[]): Promise<void> {
  for (const productId of await productsOf(tx, assetIds)) await tx.$executeRawUnsafe(HOLD, productId);
}

/** Sums up anew what is known of these assets, after a person moved their names. */
export async function settleIn(tx: Tx, assetIds: readonly string[]): Promise<void> {
  const runner = {
    query: async (sql: string, values: readonly unknown[]) => ({
      rows: await tx.$queryRawUnsafe<{ asset_id: string }[]>(sql, ...values),
    }),
  };
  for (const productId of await productsOf(tx, assetIds)) await settle(runner, productId, assetIds);
}
