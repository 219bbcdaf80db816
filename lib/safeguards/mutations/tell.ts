import { holdersOf } from '@/lib/access/data/holders';
import type { Ctx } from '@/lib/core/context';
import { addDays } from '@/lib/core/datetime';
import type { Tx } from '@/lib/core/db';
import { notify } from '@/lib/notices/mutations';
import { safeguardOf } from '@/lib/safeguards/catalogue';
import { readDecided } from '@/lib/safeguards/data/decided';
import type { Fall } from '@/lib/safeguards/mutations/keep';
import { safeguardHref } from '@/lib/safeguards/place';

type People = Awaited<ReturnType<typeof holdersOf>>;

/** Who answers for a promise: the person that was named, else who has its role everywhere, else administrators. */
function ownersOf(id: string, ownerId: string | null, people: People): readonly string[] {
  if (ownerId !== null && people.some((one) => one.id === ownerId)) return [ownerId];
  const everywhere = people.filter(({ reach }) => reach.products === 'all');
  const role = safeguardOf(id)?.owner ?? 'Admin';
  const own = everywhere.filter(({ actor }) => actor.roles.includes(role));
  const found = own.length > 0 ? own : everywhere.filter(({ actor }) => actor.roles.includes('Admin'));
  return found.map((one) => one.id);
}

/** Promises whose owners heard of products within the last day: a state that comes and goes is told once. */
async function toldLately(tx: Tx, now: Date): Promise<ReadonlySet<string>> {
  const rows = await tx.notice.findMany({
    where: { kind: 'safeguard_fell', at: { gt: addDays(now, -1) } },
    select: { href: true },
    distinct: ['href'],
  });
  return new Set(rows.map(({ href }) => href));
}

/** One notice a promise: that it holds less as a whole, or in how many products. */
export async function tellFalls(tx: Tx, ctx: Ctx, falls: readonly Fall[]): Promise<void> {
  if (falls.length === 0) return;
  const [people, decided, lately] = await Promise.all([
    holdersOf('posture:read', undefined, tx),
    readDecided(ctx.now, tx),
    toldLately(tx, ctx.now),
  ]);
  const notices = [...Map.groupBy(falls, ({ safeguard }) => safeguard)].flatMap(([id, own]) => {
    const href = safeguardHref(id);
    const whole = own.find(({ productId }) => productId === null);
    if (!whole && lately.has(href)) return [];
    const products = own.filter(({ productId }) => productId !== null).length;
    const params = { safeguard: id, state: whole?.state ?? 'same', products };
    return ownersOf(id, decided.get(id)?.ownerId ?? null, people).map((personId) => ({
      personId,
      kind: 'safeguard_fell' as const,
      params,
      href,
    }));
  });
  await notify(tx, ctx, notices);
}
