import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Ctx } from '@/lib/core/context';
import { unsafeDb } from '@/lib/core/db';
import { replaceList } from '@/lib/lists/mutations/change';
import type { Kind } from '@/lib/lists/types';
import { actorNamed } from '@/prisma/seed/actor';

/** Of identity/people.ts: may say what is approved. */
const OWNER = 'Rafael Ortiz';

const FILES: readonly { readonly product: string; readonly kind: Kind; readonly file: string }[] = [
  { product: 'Edge network', kind: 'ports', file: 'edge-network-ports.csv' },
  { product: 'Web shop', kind: 'registries', file: 'web-shop-registries.csv' },
];

/**
 * What is approved in two products: all ports that the sample's scans see open but one, and the registry of the shop's image.
 * Only once.
 * @param folder `samples/`
 */
export async function loadLists(ctx: Ctx, folder: string): Promise<void> {
  if ((await unsafeDb().assetList.count()) > 0) return;
  const actor = await actorNamed(unsafeDb(), OWNER);
  if (!actor) return;
  for (const { product: name, kind, file } of FILES) {
    const product = await unsafeDb().product.findFirst({ where: { name }, select: { id: true } });
    if (!product) continue;
    const text = await readFile(join(folder, 'lists', file), 'utf8');
    const taken = await replaceList({ ...ctx, actor }, { kind, productId: product.id, version: 0, text });
    if (taken.kind === 'refused') throw new Error(`samples/lists/${file} is refused`);
  }
}
