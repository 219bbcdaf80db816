import { unsafeDb } from '@/lib/core/db';

const NAMED = 20;

type Source = { readonly id: string; readonly plans: readonly { readonly asset: string }[] };

/** Assets that sources tell of, by source. */
export async function assetsOf(sourceIds: readonly string[]): Promise<Map<string, string[]>> {
  const rows = await unsafeDb().backupPoint.groupBy({
    by: ['sourceId', 'asset'],
    where: { sourceId: { in: [...sourceIds] }, goneAt: null },
    orderBy: [{ sourceId: 'asc' }, { asset: 'asc' }],
  });
  const found = new Map<string, string[]>();
  for (const { sourceId, asset } of rows) found.set(sourceId, [...(found.get(sourceId) ?? []), asset]);
  return found;
}

/** Assets whose copies come in, though no service counts on them. */
export async function unprotectedAssets(sources: readonly Source[]): Promise<Map<string, string[]>> {
  const assets = await assetsOf(sources.map(({ id }) => id));
  return new Map(
    sources.map(({ id, plans }) => {
      const planned = new Set(plans.map(({ asset }) => asset));
      const left = planned.has('') ? [] : (assets.get(id) ?? []).filter((asset) => !planned.has(asset));
      return [id, left.slice(0, NAMED)];
    }),
  );
}
