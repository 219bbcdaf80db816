import { productFilter, type Scope } from '@/lib/access/policy';
import type { Ctx, PersonActor } from '@/lib/core/context';
import type { Prisma, Tx } from '@/lib/core/db';
import { DomainError } from '@/lib/core/errors';
import { PRIORITIES, type Priority } from '@/lib/incidents/types';

const include = { policy: true } as const satisfies Prisma.IncidentInclude;
type Stored = Prisma.IncidentGetPayload<{ include: typeof include }>;
export type HeldIncident = Omit<Stored, 'priority'> & { readonly priority: Priority };

/** What the database holds as a number. @throws where it holds another one, which nothing of ours writes */
export function priorityIn(value: number): Priority {
  const found = PRIORITIES.find((one) => one === value);
  if (found === undefined) throw new Error(`no priority: ${value}`);
  return found;
}

/** Decisions of an incident are people's. */
export function requirePerson({ actor }: Ctx): PersonActor {
  if (actor.kind !== 'person') throw new DomainError('forbidden');
  return actor;
}

/**
 * The incident, its row locked until the transaction ends. Verbs that hold alerts too hold the incident first.
 * @throws DomainError `not_found` where it does not exist or lies outside the scope: the two look alike
 */
export async function holdIncident(tx: Tx, scope: Scope, id: string): Promise<HeldIncident> {
  // Who may not see it must not make others wait for it.
  const known = await tx.incident.findFirst({ where: { id, productId: productFilter(scope) }, select: { id: true } });
  if (!known) throw new DomainError('not_found');
  await tx.$queryRaw`SELECT FROM incident WHERE id = ${id}::uuid FOR UPDATE`;
  const row = await tx.incident.findUniqueOrThrow({ where: { id }, include });
  return { ...row, priority: priorityIn(row.priority) };
}

/** As the person saw it. @throws DomainError `conflict` where somebody was faster */
export function requireSeen(row: HeldIncident, version: number): HeldIncident {
  if (row.version !== version) throw new DomainError('conflict');
  return row;
}

/** @throws DomainError `invalid` (`closed`) once it has ended */
export function requireOpen(row: HeldIncident): HeldIncident {
  if (row.closedAt !== null) throw new DomainError('invalid', { issue: 'closed' });
  return row;
}

/** @throws DomainError `invalid` (`future`) of what nobody can know yet */
export function requirePast({ now }: Ctx, at: Date | null): void {
  if (at !== null && at > now) throw new DomainError('invalid', { issue: 'future' });
}
