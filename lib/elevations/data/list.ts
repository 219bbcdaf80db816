import { inScope, type Scope } from '@/lib/access/policy';
import type { PersonActor } from '@/lib/core/context';
import { type Prisma, unsafeDb } from '@/lib/core/db';
import { reviewBy, stateAt } from '@/lib/elevations/rules';
import type { ElevationView } from '@/lib/elevations/types';

/** Of what waits for nobody. A page is the whole register of most organisations; older lines are in the export of the audit trail. */
const MOST = 200;

const person = { select: { name: true } } as const;
const select = {
  id: true,
  requesterId: true,
  requester: person,
  permissions: true,
  teamId: true,
  productId: true,
  team: { select: { name: true, products: { select: { id: true } } } },
  product: person,
  reason: true,
  ticket: true,
  minutes: true,
  breakGlass: true,
  requestedAt: true,
  lapsesAt: true,
  startsAt: true,
  endsAt: true,
  endedAt: true,
  decidedAt: true,
  decider: person,
  decisionNote: true,
  reviewer: person,
  justified: true,
  reviewNote: true,
} as const satisfies Prisma.ElevationSelect;
type Row = Prisma.ElevationGetPayload<{ select: typeof select }>;

/** One's own, and those that count within the register. Those "wherever the grants reach" are for who reaches everything. */
function seen(actor: PersonActor, register: Scope | null): Prisma.ElevationWhereInput {
  const own = { requesterId: actor.id };
  if (!register) return own;
  if (register.products === 'all') return {};
  const ids = { in: [...register.products] };
  return { OR: [own, { productId: ids }, { team: { products: { some: {}, every: { id: ids } } } }] };
}

function reaches(scope: Scope | null, { productId, team }: Row): boolean {
  if (!scope) return false;
  if (scope.products === 'all') return true;
  if (productId) return inScope(scope, productId);
  return team?.products.every(({ id }) => inScope(scope, id)) ?? false;
}

function viewOf(row: Row, actor: PersonActor, decides: Scope | null, now: Date): ElevationView {
  const state = stateAt(row, now);
  const own = row.requesterId === actor.id;
  const decidable = !own && reaches(decides, row);
  const { startsAt, reviewer, justified } = row;
  const review = reviewer && justified !== null ? { by: reviewer.name, justified, note: row.reviewNote } : null;
  const unreviewed = row.breakGlass && startsAt !== null && review === null;
  return {
    id: row.id,
    state,
    requester: row.requester.name,
    permissions: row.permissions,
    place: row.product?.name ?? row.team?.name ?? null,
    reason: row.reason,
    ticket: row.ticket,
    minutes: row.minutes,
    breakGlass: row.breakGlass,
    requestedAt: row.requestedAt.toISOString(),
    startsAt: startsAt?.toISOString() ?? null,
    until: (row.endedAt ?? row.endsAt)?.toISOString() ?? null,
    decider: row.decider?.name ?? null,
    decisionNote: row.decisionNote,
    review,
    reviewBy: unreviewed ? reviewBy(startsAt).toISOString() : null,
    mayDecide: state === 'requested' && decidable,
    mayEnd: (state === 'requested' && own) || (state === 'active' && (own || decidable)),
    mayReview: unreviewed && decidable,
  };
}

/** What somebody may still decide on, end or review: `stateAt` and `viewOf` say the same of one. */
function waiting(now: Date): Prisma.ElevationWhereInput {
  return {
    OR: [
      { startsAt: null, endedAt: null, decidedAt: null, lapsesAt: { gt: now } },
      { startsAt: { not: null }, endedAt: null, endsAt: { gt: now } },
      { startsAt: { not: null }, breakGlass: true, justified: null },
    ],
  };
}

/**
 * One's own elevations, and those within `register`; what waits for a decision or review first, however old, then the newest.
 * `decides`: where the person may decide on them. `more`: older ones that wait for nobody are left out.
 */
export async function listElevations(
  actor: PersonActor,
  register: Scope | null,
  decides: Scope | null,
  now: Date,
): Promise<{ readonly rows: readonly ElevationView[]; readonly more: boolean }> {
  const own = seen(actor, register);
  const newest = [{ requestedAt: 'desc' as const }, { id: 'desc' as const }];
  const open = await unsafeDb().elevation.findMany({ where: { AND: [own, waiting(now)] }, orderBy: newest, select });
  const others = await unsafeDb().elevation.findMany({
    where: { AND: [own, { id: { notIn: open.map(({ id }) => id) } }] },
    orderBy: newest,
    take: MOST + 1,
    select,
  });
  const views = [...open, ...others.slice(0, MOST)].map((row) => viewOf(row, actor, decides, now));
  const waits = ({ mayDecide, mayReview, state }: ElevationView) =>
    mayDecide || mayReview || state === 'active' ? 0 : 1;
  return {
    rows: views.toSorted((a, b) => waits(a) - waits(b) || b.requestedAt.localeCompare(a.requestedAt)),
    more: others.length > MOST,
  };
}
