import { type Tx, unsafeDb } from '@/lib/core/db';
import { ORGANISATION, productPlace, teamPlace } from '@/lib/escalation/place';
import { type Step, stepsSchema } from '@/lib/escalation/stored';

export type Chain = {
  readonly id: string;
  readonly place: string;
  readonly number: number;
  readonly steps: readonly Step[];
  readonly repeats: number;
};

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
    if (row && row.steps !== null)
      return { id: row.id, place, number: row.number, steps: stepsSchema.parse(row.steps), repeats: row.repeats };
  }
  throw new Error(`no chain for P${priority}: the organisation's is there from the migration on`);
}

/** The newest version of every place and priority that has steps. */
export async function chainsInForce(now: Date, db: Pick<Tx, 'escalationChain'> = unsafeDb()) {
  const rows = await db.escalationChain.findMany({
    where: { validFrom: { lte: now } },
    orderBy: [{ place: 'asc' }, { priority: 'asc' }, { validFrom: 'desc' }, { number: 'desc' }],
    distinct: ['place', 'priority'],
  });
  return rows.map(({ steps, ...row }) => ({ ...row, steps: steps === null ? null : stepsSchema.parse(steps) }));
}

/** Chains in force that call whoever is on call by a schedule. */
export async function chainsWith(scheduleId: string, now: Date, db: Pick<Tx, 'escalationChain'>) {
  const calls = ({ target }: Step) => target.kind === 'schedule' && target.scheduleId === scheduleId;
  return (await chainsInForce(now, db)).filter(({ steps }) => steps?.some(calls) ?? false);
}
