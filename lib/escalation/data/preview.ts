import { requirePermission } from '@/lib/access/policy';
import type { Ctx } from '@/lib/core/context';
import { inTransaction, type Tx } from '@/lib/core/db';
import { chainFor } from '@/lib/escalation/data/chain';
import { calledBy, fallbackOf } from '@/lib/escalation/data/targets';
import type { TryChain } from '@/lib/escalation/schema';
import { HOLD_MINUTES, waysTo } from '@/lib/escalation/steps';
import { PROFILE_DEFAULT, profileSchema, type Step } from '@/lib/escalation/stored';
import { addMinutes } from '@/lib/incidents/clocks';

const person = {
  ...{ name: true, email: true, timeZone: true },
  escalationProfile: { select: { defaultKinds: true, importantKinds: true, workingHours: true, quietHours: true } },
} as const;

type About = { readonly productId: string; readonly priority: number };

/** Whom a step would call at a moment, and how each would be reached: by the rules that the worker goes by. */
async function previewStep(tx: Tx, { productId, priority }: About, step: Step, at: Date) {
  const { target, important, personal, channels } = step;
  // No incident, no roles: who has one is known then.
  const known = target.kind !== 'role';
  const about = { id: '00000000-0000-0000-0000-000000000000', productId };
  const { people } = known ? await calledBy(tx, target, about, at) : { people: [] };
  const nobody = known && people.length === 0;
  const ids = nobody ? await fallbackOf(tx, productId) : people;
  const [found, mail, rooms] = await Promise.all([
    tx.person.findMany({ where: { id: { in: [...ids] } }, select: person, orderBy: { name: 'asc' } }),
    tx.escalationChannel.count({ where: { kind: 'smtp', enabled: true } }),
    tx.escalationChannel.findMany({ where: { id: { in: channels }, enabled: true }, select: { name: true } }),
  ]);
  const message = { priority, important: important || nobody };
  return {
    ...{ at: at.toISOString(), target, nobody, known, rooms: rooms.map(({ name }) => name) },
    people: (personal || nobody ? found : []).map(({ name, email, timeZone, escalationProfile }) => {
      const profile = profileSchema.parse(escalationProfile ?? PROFILE_DEFAULT);
      const ways = waysTo({ profile, timeZone, mail: mail > 0 && email !== null }, message, at);
      const kinds = [...(ways.inside ? ['notice'] : []), ...(ways.byMail ? ['email'] : [])];
      return { name, kinds, heldUntil: ways.byMail && ways.at > at ? ways.at.toISOString() : null };
    }),
  };
}

/**
 * What an incident of a product and priority would do if it were declared now and nobody took it: whose chain it takes, who
 * would be called when. One round; a step without anybody on call turns to all responders and waits `holdMinutes`.
 * @throws DomainError forbidden, not_found (also outside of the reader's reach)
 */
export async function previewChain(ctx: Ctx, { productId, priority }: TryChain) {
  requirePermission(ctx, 'escalation:read', productId);
  return inTransaction(ctx, async (tx) => {
    const { place, number, steps, repeats } = await chainFor(productId, priority, ctx.now, tx);
    const previews = [];
    for (const step of steps)
      previews.push(await previewStep(tx, { productId, priority }, step, addMinutes(ctx.now, step.delayMinutes)));
    return { place, number, repeats, holdMinutes: HOLD_MINUTES, steps: previews };
  });
}
export type ChainPreview = Awaited<ReturnType<typeof previewChain>>;
