import { productFilter, type Scope } from '@/lib/access/policy';
import { entityOf } from '@/lib/alerts/entity';
import type { Entity } from '@/lib/alerts/types';
import type { Ctx, PersonActor } from '@/lib/core/context';
import type { Prisma, Tx } from '@/lib/core/db';
import { DomainError } from '@/lib/core/errors';

const select = {
  id: true,
  number: true,
  productId: true,
  rule: true,
  groupKey: true,
  severity: true,
  entity: true,
  state: true,
  mergedIntoId: true,
  incidentId: true,
  version: true,
} as const satisfies Prisma.AlertSelect;

type Stored = Prisma.AlertGetPayload<{ select: typeof select }>;
export type HeldAlert = Omit<Stored, 'entity'> & { readonly entity: Entity; readonly merged: boolean };

/** The worker raises; what becomes of an alert is said by people. */
export function requirePerson({ actor }: Ctx): PersonActor {
  if (actor.kind !== 'person') throw new DomainError('forbidden');
  return actor;
}

/**
 * Those of `ids` that lie within the scope, held until the transaction ends. All in one order, so that two people who
 * choose the same ones cannot wait for each other.
 */
export async function holdAlerts(tx: Tx, scope: Scope, ids: readonly string[]): Promise<readonly HeldAlert[]> {
  const where = { id: { in: [...ids] }, productId: productFilter(scope) };
  // Who may not see it must not make others wait for it.
  const known = await tx.alert.findMany({ where, select: { id: true } });
  if (known.length === 0) return [];
  const held = known.map(({ id }) => id);
  await tx.$queryRaw`SELECT FROM alert WHERE id = ANY (${held}::uuid[]) ORDER BY id FOR UPDATE`;
  const rows = await tx.alert.findMany({ where: { id: { in: held } }, select, orderBy: { number: 'asc' } });
  return rows.map((row) => ({ ...row, entity: entityOf(row.entity), merged: row.mergedIntoId !== null }));
}

/** One of them. @throws DomainError `not_found` where it does not exist or lies outside the scope: the two look alike */
export async function holdAlert(tx: Tx, scope: Scope, id: string): Promise<HeldAlert> {
  const [row] = await holdAlerts(tx, scope, [id]);
  if (!row) throw new DomainError('not_found');
  return row;
}

/** As the person saw it. @throws DomainError `conflict` where somebody was faster */
export function requireSeen(row: HeldAlert, version: number): HeldAlert {
  if (row.version !== version) throw new DomainError('conflict');
  return row;
}
