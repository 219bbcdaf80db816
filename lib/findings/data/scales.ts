import type { ProductAttributes } from '@/lib/assets/attributes';
import { tierOf, UNKNOWN_ATTRIBUTES } from '@/lib/assets/attributes';
import { type Tx, unsafeDb } from '@/lib/core/db';
import { setting } from '@/lib/core/settings';
import { type PriorityWeights, STANDARD_WEIGHTS, weightsSchema } from '@/lib/findings/weights';

/** The weights that count now. Each process reads them at most every 30 s. */
export function priorityWeights(): Promise<PriorityWeights> {
  return setting('priority.weights', weightsSchema, STANDARD_WEIGHTS);
}

/** What EPSS and KEV were last read as, by what they say of themselves; null: never. */
export type IntelFact = {
  readonly id: string;
  readonly version: string | null;
  readonly publishedAt: Date | null;
  readonly finishedAt: Date | null;
};
export type Intel = { readonly epss: IntelFact | null; readonly kev: IntelFact | null };

type Db = Pick<Tx, 'intelImport' | 'product'>;

/** The last import of each kind that took effect. */
export async function currentIntel(db: Db = unsafeDb()): Promise<Intel> {
  const last = (kind: 'epss' | 'kev') =>
    db.intelImport.findFirst({
      where: { kind, state: 'done' },
      select: { id: true, version: true, publishedAt: true, finishedAt: true },
      orderBy: { createdAt: 'desc' },
    });
  return { epss: await last('epss'), kev: await last('kev') };
}

/** What the product is; of one that does not exist nothing is known. */
export async function attributesOf(productId: string, db: Db = unsafeDb()): Promise<ProductAttributes> {
  const product = await db.product.findUnique({
    where: { id: productId },
    select: { tier: true, exposure: true, dataClass: true },
  });
  return product ? { ...product, tier: tierOf(product.tier) } : UNKNOWN_ATTRIBUTES;
}
