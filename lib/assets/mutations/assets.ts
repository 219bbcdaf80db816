import { requirePermission, type Scope } from '@/lib/access/policy';
import { freeSlug, slugOf } from '@/lib/assets/rules';
import type { ChangeProductInput, CreateProductInput, CreateTeamInput, RenameTeamInput } from '@/lib/assets/schema';
import { appendAudit } from '@/lib/core/audit';
import type { Ctx } from '@/lib/core/context';
import { inTransaction, type Tx } from '@/lib/core/db';
import { DomainError } from '@/lib/core/errors';

type Made = { readonly id: string; readonly slug: string };

/** Two that pick the same slug at once wait for one another; the second counts on. */
async function newSlug(tx: Tx, noun: 'team' | 'product', name: string): Promise<string> {
  const slug = slugOf(name);
  await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtext(${`${noun}:${slug}`}))`;
  const where = { slug: { startsWith: slug } };
  const taken =
    noun === 'team'
      ? await tx.team.findMany({ where, select: { slug: true } })
      : await tx.product.findMany({ where, select: { slug: true } });
  return freeSlug(slug, new Set(taken.map((row) => row.slug)));
}

/** Teams exist for the whole organisation: only who may write assets everywhere makes or names them. */
function requireEverywhere(ctx: Ctx): void {
  if (requirePermission(ctx, 'asset:write').products !== 'all') {
    throw new DomainError('forbidden', { permission: 'asset:write' });
  }
}

/** @throws DomainError `not_found` for a team that is outside the actor's reach */
async function requireTeam(tx: Tx, ctx: Ctx, scope: Scope, teamId: string): Promise<void> {
  const granted = ctx.actor.kind === 'person' && ctx.actor.grants.teams.includes(teamId);
  const team = scope.products === 'all' || granted ? await tx.team.findUnique({ where: { id: teamId } }) : null;
  if (!team) throw new DomainError('not_found');
}

export async function createTeam(ctx: Ctx, { name }: CreateTeamInput): Promise<Made> {
  requireEverywhere(ctx);
  return inTransaction(ctx, async (tx) => {
    const slug = await newSlug(tx, 'team', name);
    const team = await tx.team.create({ data: { name, slug, createdAt: ctx.now }, select: { id: true, slug: true } });
    await appendAudit(tx, ctx, { action: 'team.created', target: { kind: 'team', id: team.id }, data: { name } });
    return team;
  });
}

/** Addresses survive: the slug stays. @throws DomainError `conflict` where somebody renamed it in between */
export async function renameTeam(ctx: Ctx, { id, name, before }: RenameTeamInput): Promise<void> {
  requireEverywhere(ctx);
  await inTransaction(ctx, async (tx) => {
    const { count } = await tx.team.updateMany({ where: { id, name: before }, data: { name } });
    if (count !== 1) {
      throw new DomainError((await tx.team.findUnique({ where: { id } })) ? 'conflict' : 'not_found');
    }
    await appendAudit(tx, ctx, {
      action: 'team.renamed',
      target: { kind: 'team', id },
      data: { name: [before, name] },
    });
  });
}

export async function createProduct(ctx: Ctx, input: CreateProductInput): Promise<Made> {
  const { teamId, name, tier, exposure, dataClass } = input;
  const scope = requirePermission(ctx, 'asset:write');
  return inTransaction(ctx, async (tx) => {
    await requireTeam(tx, ctx, scope, teamId);
    const slug = await newSlug(tx, 'product', name);
    const product = await tx.product.create({
      data: { ...input, slug, createdAt: ctx.now },
      select: { id: true, slug: true },
    });
    await appendAudit(tx, ctx, {
      action: 'product.created',
      target: { kind: 'product', id: product.id },
      productId: product.id,
      data: { name, team: teamId, tier, exposure, dataClass },
    });
    return product;
  });
}

/**
 * Renames, describes, weighs or moves a product; its findings and address move with it.
 * @throws DomainError `conflict` where somebody changed it in between
 */
export async function changeProduct(ctx: Ctx, input: ChangeProductInput): Promise<void> {
  const { id, before, ...after } = input;
  const scope = requirePermission(ctx, 'asset:write', id);
  await inTransaction(ctx, async (tx) => {
    if (after.teamId !== before.teamId) await requireTeam(tx, ctx, scope, after.teamId);
    const { count } = await tx.product.updateMany({ where: { id, ...before }, data: after });
    if (count !== 1) {
      throw new DomainError((await tx.product.findUnique({ where: { id } })) ? 'conflict' : 'not_found');
    }
    await appendAudit(tx, ctx, {
      action: after.teamId === before.teamId ? 'product.changed' : 'product.moved',
      target: { kind: 'product', id },
      productId: id,
      data: { before, after },
    });
  });
}
