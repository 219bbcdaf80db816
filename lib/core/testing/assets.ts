import { randomUUID } from 'node:crypto';
import { unsafeDb } from '@/lib/core/db';

/** A team with one product, under names that no other test uses. */
export async function aProduct(): Promise<{ teamId: string; productId: string }> {
  const slug = randomUUID();
  const team = await unsafeDb().team.create({
    data: { slug, name: `Team ${slug}`, products: { create: { slug, name: `Product ${slug}` } } },
    select: { id: true, products: { select: { id: true } } },
  });
  const product = team.products[0];
  if (!product) throw new Error('the product was not made');
  return { teamId: team.id, productId: product.id };
}
