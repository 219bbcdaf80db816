import { type Tx, unsafeDb } from '@/lib/core/db';
import { ORGANISATION, productPlace, teamPlace } from '@/lib/escalation/place';
import { type Step, stepsSchema } from '@/lib/escalation/stored';

export type Chain = { readonly id: string; readonly steps: readonly Step[]; readonly repeats: number };

/** The chain of a product in force: its own, else its team's, else the organisation's. */
export async function chainFor(
  productId: string,
  priority: number,
  now: Date,
  db: Pick<Tx, 'product' | 'escalationChain'> = unsafeDb(),
): Promise<Chain> {
  const { teamId } = await db.product.findUniqueOrThrow({ where: { id: productId }, select: { teamId: true } });
  for (const place of [productPlace(productId), teamPlace(teamId), ORGANISATION]) {
    const row = await db.escalationChain.findFirst({
      where: { place, priority, validFrom: { lte: now } },
      orderBy: [{ validFrom: 'desc' }, { number: 'desc' }],
    });
    if (row && row.steps !== null) return { id: row.id, steps: stepsSchema.parse(row.steps), repeats: row.repeats };
  }
  throw new Error(`no chain for P${priority}: the organisation's is there from the migration on`);
}
