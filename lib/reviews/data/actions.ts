import { productFilter, type Scope } from '@/lib/access/policy';
import { isoDay } from '@/lib/core/datetime';
import { unsafeDb } from '@/lib/core/db';
import { ACTION_STATES, type ActionState } from '@/lib/reviews/content';
import type { FollowedAction } from '@/lib/reviews/types';

/** Actions that a page shows: what is due later comes with time. */
const MOST = 300;

const known = (state: string): ActionState => ACTION_STATES.find((one) => one === state) ?? 'open';

/** What is still to be done after incidents within the scope, the oldest due day first. `ownerId`: of one person alone. */
export async function openActions(
  scope: Scope,
  { now, ownerId }: { readonly now: Date; readonly ownerId: string | null },
): Promise<readonly FollowedAction[]> {
  const rows = await unsafeDb().incidentAction.findMany({
    where: {
      state: { in: ['open', 'doing'] },
      ...(ownerId === null ? {} : { ownerId }),
      incident: { productId: productFilter(scope) },
    },
    select: {
      ...{ id: true, number: true, title: true, dueOn: true, state: true, ticket: true },
      owner: { select: { name: true } },
      incident: { select: { number: true, title: true, product: { select: { name: true } } } },
    },
    orderBy: [{ dueOn: 'asc' }, { id: 'asc' }],
    take: MOST,
  });
  const today = isoDay(now);
  return rows.map(({ owner, incident, dueOn, state, ...row }) => ({
    ...row,
    owner: owner.name,
    dueOn: isoDay(dueOn),
    overdue: isoDay(dueOn) < today,
    state: known(state),
    incident: { number: incident.number, title: incident.title, product: incident.product.name },
  }));
}
