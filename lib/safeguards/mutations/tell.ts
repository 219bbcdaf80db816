import { z } from 'zod';
import { holdersOf } from '@/lib/access/data/holders';
import { inScope } from '@/lib/access/policy';
import type { Ctx } from '@/lib/core/context';
import { addDays } from '@/lib/core/datetime';
import type { Tx } from '@/lib/core/db';
import { notify } from '@/lib/notices/mutations';
import { safeguardOf } from '@/lib/safeguards/catalogue';
import { readDecided } from '@/lib/safeguards/data/decided';
import type { Fall } from '@/lib/safeguards/mutations/keep';
import { safeguardHref } from '@/lib/safeguards/place';
import { isWorse } from '@/lib/safeguards/rules';
import { STATES, type State } from '@/lib/safeguards/types';

type People = Awaited<ReturnType<typeof holdersOf>>;

const isEverywhere = ({ reach }: People[number]) => reach.products === 'all';

/**
 * Who answers for a promise: the person that was named, else everybody with its role, of a team for the team's products; where
 * nobody has the role everywhere, administrators too.
 */
function ownersOf(id: string, ownerId: string | null, people: People): People {
  const named = people.filter((one) => one.id === ownerId);
  if (named.length > 0) return named;
  const role = safeguardOf(id)?.owner ?? 'Admin';
  const own = people.filter(({ actor }) => actor.roles.includes(role));
  if (own.some(isEverywhere)) return own;
  return [
    ...own,
    ...people.filter((one) => isEverywhere(one) && one.actor.roles.includes('Admin') && !own.includes(one)),
  ];
}

const toldSchema = z.object({ state: z.string() }).catch({ state: 'same' });
const keyOf = (personId: string, href: string) => `${personId} ${href}`;

/** What people heard of promises within the last day: as a whole the state, `same` where it was about products. */
async function toldLately(tx: Tx, now: Date): Promise<ReadonlyMap<string, readonly string[]>> {
  const rows = await tx.notice.findMany({
    where: { kind: 'safeguard_fell', at: { gt: addDays(now, -1) } },
    select: { personId: true, href: true, params: true },
  });
  const told = new Map<string, string[]>();
  for (const { personId, href, params } of rows) {
    const state = toldSchema.parse(params).state;
    told.set(keyOf(personId, href), [...(told.get(keyOf(personId, href)) ?? []), state]);
  }
  return told;
}

/** A state that comes and goes is told once a day, unless it is worse than what was told. */
function isNews(told: readonly string[], whole: State | undefined): boolean {
  if (whole === undefined) return told.length === 0;
  return !STATES.some((state) => told.includes(state) && !isWorse(state, whole));
}

/** One notice a promise and person: that it holds less as a whole, or in how many of the products that the person reaches. */
export async function tellFalls(tx: Tx, ctx: Ctx, falls: readonly Fall[]): Promise<void> {
  if (falls.length === 0) return;
  const [people, decided, lately] = await Promise.all([
    holdersOf('posture:read', undefined, tx),
    readDecided(ctx.now, tx),
    toldLately(tx, ctx.now),
  ]);
  const notices = [...Map.groupBy(falls, ({ safeguard }) => safeguard)].flatMap(([id, own]) => {
    const href = safeguardHref(id);
    const ownerId = decided.get(id)?.ownerId ?? null;
    return ownersOf(id, ownerId, people).flatMap((person) => {
      const all = person.id === ownerId || isEverywhere(person);
      const whole = all ? own.find(({ productId }) => productId === null)?.state : undefined;
      const reached = own.filter(
        ({ productId }) => productId !== null && (all || inScope(person.reach, productId)),
      ).length;
      if (whole === undefined && reached === 0) return [];
      if (!isNews(lately.get(keyOf(person.id, href)) ?? [], whole)) return [];
      const params = { safeguard: id, state: whole ?? 'same', products: reached };
      return [{ personId: person.id, kind: 'safeguard_fell' as const, params, href }];
    });
  });
  await notify(tx, ctx, notices);
}
