import { inScope, productFilter, type Scope } from '@/lib/access/policy';
import { unsafeDb } from '@/lib/core/db';
import { HABIT } from '@/lib/events/habit';
import { REFUSAL_CODES } from '@/lib/events/reading/types';
import type { EventAddress } from '@/lib/events/search-params';
import type { SenderRow } from '@/lib/events/view-types';

const DAY_MS = 86_400_000;
const REFUSALS = 5;

const some = (values: readonly string[]) => (values.length > 0 ? { in: [...values] } : undefined);

/** Everybody who sends within the scope, by product and name. `change`: where the reader may say what is expected. */
export async function listSenders(
  scope: Scope,
  { product, team }: Pick<EventAddress, 'product' | 'team'>,
  { now, change }: { readonly now: Date; readonly change: Scope | null },
): Promise<readonly SenderRow[]> {
  const senders = await unsafeDb().eventSender.findMany({
    where: { productId: productFilter(scope), product: { slug: some(product), team: { slug: some(team) } } },
    include: {
      product: { select: { slug: true, name: true } },
      hours: { where: { hour: { gt: new Date(now.getTime() - HABIT.learntFromDays * DAY_MS) } } },
      refusals: { orderBy: [{ receivedAt: 'desc' }, { id: 'asc' }], take: REFUSALS },
    },
    orderBy: [{ product: { name: 'asc' } }, { shape: 'asc' }, { name: 'asc' }],
    take: 500,
  });
  return senders.map(({ hours, refusals, product: of, ...sender }) => ({
    id: sender.id,
    shape: sender.shape,
    name: sender.name,
    product: of,
    lastReceivedAt: sender.lastReceivedAt.toISOString(),
    lastEventAt: sender.lastEventAt?.toISOString() ?? null,
    day: hours
      .filter(({ hour }) => hour.getTime() > now.getTime() - DAY_MS)
      .reduce((sum, { events }) => sum + events, 0),
    events: Number(sender.events),
    duplicates: Number(sender.duplicates),
    refused: Number(sender.refused),
    silentSince: sender.silentSince?.toISOString() ?? null,
    habit: { expectedSeconds: sender.expectedSeconds, timeZone: sender.timeZone },
    mayChange: change !== null && inScope(change, sender.productId),
    habitSeconds: sender.expectedSeconds ?? learnt(sender.createdAt, hours, now),
    refusals: refusals.map(({ id, receivedAt, code, line, raw }) => ({
      id,
      receivedAt: receivedAt.toISOString(),
      code: REFUSAL_CODES.find((known) => known === code) ?? 'not_this_shape',
      line,
      raw,
    })),
  }));
}

/** As lib/detection/mutations/silence.ts learns it. */
function learnt(createdAt: Date, hours: readonly { readonly longestGap: number }[], now: Date): number | null {
  if (now.getTime() - createdAt.getTime() < HABIT.learntAfterDays * DAY_MS || hours.length === 0) return null;
  const longest = Math.max(...hours.map(({ longestGap }) => longestGap));
  return longest > 0 ? Math.max(HABIT.soonestSeconds, HABIT.patience * longest) : null;
}
