import { type Permission, requirePermission } from '@/lib/access/policy';
import { appendAudit } from '@/lib/core/audit';
import type { Ctx } from '@/lib/core/context';
import { inTransaction, type Tx } from '@/lib/core/db';
import { DomainError } from '@/lib/core/errors';
import type { ViewNoun } from '@/lib/findings/types';

/** Lists that have saved views, and the right to read each. */
const READS = { finding: 'finding:read', tls: 'tls:read' } as const satisfies Readonly<Record<ViewNoun, Permission>>;

/** Whoever may read the list may keep views of it: a view holds an address, never rows. */
function ownerOf(ctx: Ctx, noun: ViewNoun): string {
  requirePermission(ctx, READS[noun]);
  if (ctx.actor.kind !== 'person') throw new DomainError('forbidden', { permission: READS[noun] });
  return ctx.actor.id;
}

type Named = { readonly ownerId: string; readonly noun: ViewNoun; readonly name: string };

async function requireFreeName(tx: Tx, { ownerId, noun, name }: Named, except?: string): Promise<void> {
  const taken = await tx.savedView.findFirst({
    where: { ownerId, noun, name, id: except ? { not: except } : undefined },
    select: { id: true },
  });
  if (taken) throw new DomainError('invalid', { issue: 'name_taken' });
}

type NewView = { readonly noun?: ViewNoun; readonly name: string; readonly query: string; readonly shared: boolean };

/** @throws DomainError forbidden, invalid (`issue: name_taken`) */
export async function createView(
  ctx: Ctx,
  { noun = 'finding', name, query, shared }: NewView,
): Promise<{ id: string }> {
  const ownerId = ownerOf(ctx, noun);
  return inTransaction(ctx, async (tx) => {
    await requireFreeName(tx, { ownerId, noun, name });
    const view = await tx.savedView.create({
      data: { ownerId, noun, name, query, shared, createdAt: ctx.now },
      select: { id: true },
    });
    await appendAudit(tx, ctx, {
      action: 'view.created',
      target: { kind: 'view', id: view.id },
      data: { name, shared },
    });
    return view;
  });
}

type ViewChange = {
  readonly noun?: ViewNoun;
  readonly viewId: string;
  readonly name: string;
  readonly shared: boolean;
  /** The list's address that it holds from now on; without it, the one that it held. */
  readonly query?: string | undefined;
};

/** Renames or shares an own view, or gives it another filter. @throws DomainError forbidden, not_found, invalid (`issue: name_taken`) */
export async function changeView(
  ctx: Ctx,
  { noun = 'finding', viewId, name, shared, query }: ViewChange,
): Promise<void> {
  const ownerId = ownerOf(ctx, noun);
  await inTransaction(ctx, async (tx) => {
    await requireFreeName(tx, { ownerId, noun, name }, viewId);
    const { count } = await tx.savedView.updateMany({
      where: { id: viewId, ownerId, noun },
      data: { name, shared, query },
    });
    if (count === 0) throw new DomainError('not_found');
    await appendAudit(tx, ctx, {
      action: 'view.changed',
      target: { kind: 'view', id: viewId },
      data: { name, shared, filter: query !== undefined },
    });
  });
}

/** Deletes an own view. @throws DomainError forbidden, not_found */
export async function deleteView(
  ctx: Ctx,
  { noun = 'finding', viewId }: { readonly noun?: ViewNoun; readonly viewId: string },
): Promise<void> {
  const ownerId = ownerOf(ctx, noun);
  await inTransaction(ctx, async (tx) => {
    const { count } = await tx.savedView.deleteMany({ where: { id: viewId, ownerId, noun } });
    if (count === 0) throw new DomainError('not_found');
    await appendAudit(tx, ctx, { action: 'view.deleted', target: { kind: 'view', id: viewId } });
  });
}
