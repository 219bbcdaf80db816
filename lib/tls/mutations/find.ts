import { productFilter, type Scope } from '@/lib/access/policy';
import type { Ctx, PersonActor } from '@/lib/core/context';
import type { Prisma, Tx } from '@/lib/core/db';
import { DomainError } from '@/lib/core/errors';
import { triageReach } from '@/lib/findings/data/people';

const select = {
  id: true,
  productId: true,
  host: true,
  port: true,
  sni: true,
  address: true,
  starttls: true,
  target: true,
  letter: true,
  ownerId: true,
  warnDays: true,
  everyHours: true,
  switchedOff: true,
  activeScanId: true,
  version: true,
} as const satisfies Prisma.TlsEndpointSelect;

export type StoredEndpoint = Prisma.TlsEndpointGetPayload<{ select: typeof select }>;

/** People set up what is scanned: a machine answers for no target. */
export function requirePerson({ actor }: Ctx): PersonActor {
  if (actor.kind !== 'person') throw new DomainError('forbidden');
  return actor;
}

/**
 * The endpoint as the person saw it, held until the transaction ends.
 * @throws DomainError `not_found` where it does not exist or lies outside the scope; `conflict` where somebody was faster
 */
export async function holdSeen(
  tx: Tx,
  scope: Scope,
  { id, version }: { readonly id: string; readonly version: number },
): Promise<StoredEndpoint> {
  const where = { id, productId: productFilter(scope) };
  // Who may not see it must not make others wait for it.
  if ((await tx.tlsEndpoint.count({ where })) === 0) throw new DomainError('not_found');
  await tx.$queryRaw`SELECT FROM tls_endpoint WHERE id = ${id}::uuid FOR UPDATE`;
  const row = await tx.tlsEndpoint.findUnique({ where: { id }, select });
  if (!row) throw new DomainError('not_found');
  if (row.version !== version) throw new DomainError('conflict');
  return row;
}

/** An owner works in the product. @throws DomainError invalid (`issue: not_assignable`) */
export async function requireOwner(ownerId: string | null, productId: string): Promise<void> {
  if (ownerId === null) return;
  const reach = await triageReach(ownerId);
  const within = reach !== null && (reach === 'all' || reach.includes(productId));
  if (!within) throw new DomainError('invalid', { issue: 'not_assignable' });
}
