import { grantSelect, grantsOf } from '@/lib/access/data/sessions';
import { type Scope, scopeOf } from '@/lib/access/policy';
import type { Ctx, Grants, PersonActor } from '@/lib/core/context';
import type { Prisma, Tx } from '@/lib/core/db';
import { DomainError } from '@/lib/core/errors';

const select = {
  id: true,
  requesterId: true,
  permissions: true,
  teamId: true,
  productId: true,
  minutes: true,
  breakGlass: true,
  lapsesAt: true,
  decidedAt: true,
  startsAt: true,
  endsAt: true,
  endedAt: true,
  reviewedAt: true,
  team: { select: { products: { select: { id: true } } } },
  requester: { select: { grants: { where: { duty: null }, select: grantSelect } } },
} as const satisfies Prisma.ElevationSelect;

export type StoredElevation = Prisma.ElevationGetPayload<{ select: typeof select }>;

/** Elevations are a person's: no machine has more rights for a while. */
export function requirePerson({ actor }: Ctx): PersonActor {
  if (actor.kind !== 'person') throw new DomainError('forbidden');
  return actor;
}

type Placed = Pick<StoredElevation, 'teamId' | 'productId' | 'team' | 'requester'>;

/** Where the elevation counts: its team or product, else wherever the requester's grants reach. */
export function placeOf({ teamId, productId, team, requester }: Placed): Grants {
  const here = grantsOf([{ duty: null, teamId, productId, team }]);
  return here.everywhere ? grantsOf(requester.grants) : here;
}

/** Whoever decides on an elevation reaches all of what it is for. */
export function covers(scope: Scope, place: Grants): boolean {
  if (scope.products === 'all') return true;
  const { products } = scope;
  return !place.everywhere && place.products.length > 0 && place.products.every((id) => products.includes(id));
}

/** @throws DomainError `not_found` where it does not exist, or is neither one's own nor within what one decides on */
export async function elevationSeen(db: Pick<Tx, 'elevation'>, ctx: Ctx, id: string): Promise<StoredElevation> {
  const row = await db.elevation.findUnique({ where: { id }, select });
  if (!row) throw new DomainError('not_found');
  const decides = scopeOf(ctx, 'elevation:approve');
  if (row.requesterId === ctx.actor.id || (decides && covers(decides, placeOf(row)))) return row;
  throw new DomainError('not_found');
}
