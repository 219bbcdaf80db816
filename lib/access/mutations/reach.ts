import type { Scope } from '@/lib/access/policy';
import { covers, coversPerson, type Place } from '@/lib/access/rules';
import type { Ctx } from '@/lib/core/context';
import { unsafeDb } from '@/lib/core/db';
import { DomainError } from '@/lib/core/errors';

/**
 * Refuses places outside of where the actor's own roles count; `scope` is the proof of the permission in use.
 * @throws DomainError `forbidden` with `reason: 'outside-reach'`
 */
export function requireCovered(ctx: Ctx, scope: Scope, places: readonly Place[]): void {
  if (scope.products === 'all') return;
  const { actor } = ctx;
  const covered = actor.kind === 'person' && places.every((place) => covers(actor.grants, place));
  if (!covered) throw new DomainError('forbidden', { reason: 'outside-reach' });
}

/**
 * Refuses a person who works anywhere that the actor does not reach. Who works nowhere belongs to no team: only
 * somebody who reaches everything may act on them.
 * @throws DomainError `forbidden` with `reason: 'outside-reach'`
 */
export async function requirePersonWithin(ctx: Ctx, scope: Scope, personId: string): Promise<void> {
  if (scope.products === 'all') return;
  const places = await unsafeDb().scopeGrant.findMany({
    where: { personId },
    select: { teamId: true, productId: true },
  });
  const within = ctx.actor.kind === 'person' && coversPerson(ctx.actor.grants, places);
  if (!within) throw new DomainError('forbidden', { reason: 'outside-reach' });
}
