import { requirePermission } from '@/lib/access/policy';
import { appendAudit } from '@/lib/core/audit';
import type { Ctx } from '@/lib/core/context';
import { inTransaction, type Tx } from '@/lib/core/db';
import { DomainError } from '@/lib/core/errors';

const NOUN = 'finding';

/** Whoever may read the list may keep views of it: a view holds an address, never rows. */
function ownerOf(ctx: Ctx): string {
  requirePermission(ctx, 'finding:read');
  if (ctx.actor.kind !== 'person') throw new DomainError('forbidden', { permission: 'finding:read' });
  return ctx.actor.id;
}

async function requireFreeName(tx: Tx, ownerId: string, name: string, except?: string): Promise<void> {
  const taken = await tx.savedView.findFirst({
    where: { ownerId, noun: NOUN, name, id: except ? { not: except } : undefined },
    select: { id: true },
  });
  if (taken) throw new DomainError('invalid', { issue: 'name_taken' });
}

type NewView = { readonly name: string; readonly query: string; readonly shared: boolean };

/** @throws DomainError forbidden, invalid (`issue: name_taken`) */
export async function createView(ctx: Ctx, { name, query, shared }: NewView): Promise<{ id: string }> {
  const ownerId = ownerOf(ctx);
  return inTransaction(ctx, async (tx) => {
    await requireFreeName(tx, ownerId, name);
    const view = await tx.savedView.create({
      data: { ownerId, noun: NOUN, name, query, shared, createdAt: ctx.now },
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
  readonly viewId: string;
  readonly name: string;
  readonly shared: boolean;
  /** The list's address that it holds from now on; without it, the one that it held. */
  readonly query?: string | undefined;
};

/** Renames or shares an own view, or gives it another filter. @throws DomainError forbidden, not_found, invalid (`issue: name_taken`) */
export async function changeView(ctx: Ctx, { viewId, name, shared, query }: ViewChange): Promise<void> {
  const ownerId = ownerOf(ctx);
  await inTransaction(ctx, async (tx) => {
    await requireFreeName(tx, ownerId, name, viewId);
    const { count } = await tx.savedView.updateMany({
      where: { id: viewId, ownerId, noun: NOUN },
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
export async function deleteView(ctx: Ctx, { viewId }: { readonly viewId: string }): Promise<void> {
  const ownerId = ownerOf(ctx);
  await inTransaction(ctx, async (tx) => {
    const { count } = await tx.savedView.deleteMany({ where: { id: viewId, ownerId, noun: NOUN } });
    if (count === 0) throw new DomainError('not_found');
    await appendAudit(tx, ctx, { action: 'view.deleted', target: { kind: 'view', id: viewId } });
  });
}
