import { inScope, requirePermission, type Scope } from '@/lib/access/policy';
import { requireStepUp } from '@/lib/access/step-up';
import { appendAudit } from '@/lib/core/audit';
import type { Ctx, Grants, PersonActor } from '@/lib/core/context';
import { inTransaction, type Tx, unsafeDb } from '@/lib/core/db';
import { DomainError } from '@/lib/core/errors';
import { requirePerson } from '@/lib/elevations/mutations/find';
import { decidersOf, tell } from '@/lib/elevations/mutations/tell';
import { elevatable, endsAt, lapsesAt, mayTakeMore } from '@/lib/elevations/rules';
import type { RequestElevation } from '@/lib/elevations/schema';

/** @throws DomainError `not_found` where the team or product lies outside of the person's own grants */
async function placeWithin(scope: Scope, actor: PersonActor, input: RequestElevation): Promise<Grants> {
  const { teamId, productId } = input;
  if (productId !== null) {
    if (!inScope(scope, productId) || !(await unsafeDb().product.findUnique({ where: { id: productId } })))
      throw new DomainError('not_found');
    return { everywhere: false, teams: [], products: [productId] };
  }
  if (teamId === null) return actor.grants;
  const team = await unsafeDb().team.findUnique({
    where: { id: teamId },
    select: { products: { select: { id: true } } },
  });
  if (!team || !(actor.grants.everywhere || actor.grants.teams.includes(teamId))) throw new DomainError('not_found');
  return { everywhere: false, teams: [teamId], products: team.products.map(({ id }) => id) };
}

/** One request or emergency of a person at a time: the person's row is held while it is looked for. */
async function requireNoneRunning(tx: Tx, ctx: Ctx, personId: string): Promise<void> {
  await tx.$queryRaw`SELECT FROM person WHERE id = ${personId}::uuid FOR NO KEY UPDATE`;
  const running = await tx.elevation.count({
    where: {
      requesterId: personId,
      endedAt: null,
      OR: [{ endsAt: { gt: ctx.now } }, { startsAt: null, decidedAt: null, lapsesAt: { gt: ctx.now } }],
    },
  });
  if (running > 0) throw new DomainError('invalid', { issue: 'one_at_a_time' });
}

/** @throws DomainError `invalid` (`issue: review_first`) where too much was taken already that nobody has looked at */
async function requireReviewed(tx: Tx, personId: string, minutes: number): Promise<void> {
  const unreviewed = await tx.elevation.findMany({
    where: { requesterId: personId, breakGlass: true, reviewedAt: null },
    select: { startsAt: true, endsAt: true, endedAt: true },
  });
  if (!mayTakeMore(unreviewed, minutes)) throw new DomainError('invalid', { issue: 'review_first' });
}

/**
 * Asks for rights for a while, with fresh proof of who it is; nothing counts until somebody else approves. As a
 * break-glass it counts at once: every person who decides on elevations is told, and one of them has to review it.
 * @returns the elevation's id
 * @throws DomainError forbidden, not_found, step_up_required, invalid (`issue`: not_offered, one_at_a_time,
 * review_first)
 */
export async function requestElevation(ctx: Ctx, input: RequestElevation): Promise<string> {
  const scope = requirePermission(ctx, 'elevation:request');
  const actor = requirePerson(ctx);
  const offered: readonly string[] = elevatable(actor.roles);
  if (!input.permissions.every((name) => offered.includes(name))) {
    throw new DomainError('invalid', { issue: 'not_offered' });
  }
  const place = await placeWithin(scope, actor, input);
  const { permissions, teamId, productId, reason, ticket, minutes, breakGlass } = input;
  const where = productId ?? teamId ?? 'everywhere';
  await requireStepUp(
    ctx,
    'elevation:request',
    [breakGlass ? 'take' : 'ask', ...permissions, where, minutes].join(' '),
  );
  return inTransaction(ctx, async (tx) => {
    await requireNoneRunning(tx, ctx, actor.id);
    if (breakGlass) await requireReviewed(tx, actor.id, minutes);
    const asked = { requesterId: actor.id, permissions, teamId, productId, reason, ticket, minutes, breakGlass };
    const given = breakGlass ? { startsAt: ctx.now, endsAt: endsAt(ctx.now, minutes) } : {};
    const { id } = await tx.elevation.create({
      data: { ...asked, requestedAt: ctx.now, lapsesAt: lapsesAt(ctx.now), ...given },
      select: { id: true },
    });
    await appendAudit(tx, ctx, {
      action: breakGlass ? 'elevation.taken' : 'elevation.requested',
      target: { kind: 'elevation', id },
      productId: productId ?? undefined,
      data: { permissions, teamId, reason, ticket, minutes },
    });
    const kind = breakGlass ? 'elevation_taken' : 'elevation_requested';
    await tell(tx, ctx, kind, await decidersOf(tx, place), { minutes });
    return id;
  });
}
