import { inScope, requirePermission, type Scope } from '@/lib/access/policy';
import { appendAudit } from '@/lib/core/audit';
import type { Ctx } from '@/lib/core/context';
import { inTransaction, type Tx } from '@/lib/core/db';
import { DomainError } from '@/lib/core/errors';
import { mentionablePeople } from '@/lib/findings/data/people';
import { MENTIONS_MAX, mentionedIds } from '@/lib/findings/mentions';
import { tellMentioned, tellOfComment } from '@/lib/findings/mutations/tell';

/** Comments are by people: a token or the worker has no name to sign with. */
function authorOf({ actor }: Ctx): string {
  if (actor.kind !== 'person') throw new DomainError('forbidden', { permission: 'finding:triage' });
  return actor.id;
}

type Place = { readonly id: number; readonly productId: string; readonly version: number };

/** A comment is no decision: it takes its place in the history but leaves the version as it is. */
async function note(
  tx: Tx,
  ctx: Ctx,
  finding: Place,
  verb: 'added' | 'edited' | 'deleted',
  commentId: string,
): Promise<void> {
  await tx.findingEvent.create({
    data: {
      findingId: finding.id,
      at: ctx.now,
      kind: 'comment',
      changes: { comment: [null, verb] },
      actorKind: ctx.actor.kind,
      actorId: ctx.actor.id,
      actorName: ctx.actor.name,
      version: finding.version,
    },
  });
  await appendAudit(tx, ctx, {
    action: `comment.${verb}`,
    target: { kind: 'finding', id: String(finding.id) },
    productId: finding.productId,
    data: { comment: commentId },
  });
}

/** @throws DomainError forbidden, not_found, invalid (`issue`) */
export async function addComment(
  ctx: Ctx,
  input: { readonly findingId: number; readonly body: string },
): Promise<{ id: string }> {
  const scope = requirePermission(ctx, 'finding:triage');
  const authorId = authorOf(ctx);
  return inTransaction(ctx, async (tx) => {
    const finding = await tx.finding.findUnique({
      where: { id: input.findingId },
      select: { id: true, productId: true, version: true },
    });
    if (!finding || !inScope(scope, finding.productId)) throw new DomainError('not_found');
    const mentioned = await requireMentionable(scope, finding.productId, input.body);
    const comment = await tx.findingComment.create({
      data: { findingId: finding.id, authorId, body: input.body, createdAt: ctx.now },
      select: { id: true },
    });
    await note(tx, ctx, finding, 'added', comment.id);
    await tellOfComment(tx, ctx, finding.id, mentioned);
    return comment;
  });
}

/**
 * Ids of the people that the text mentions.
 * @throws DomainError invalid (`issue: mention_out_of_reach`) where one of them may not read the finding
 */
async function requireMentionable(scope: Scope, productId: string, body: string): Promise<string[]> {
  const ids = mentionedIds(body);
  if (ids.length > MENTIONS_MAX) throw new DomainError('invalid', { issue: 'too_many_mentions' });
  if (ids.length === 0) return ids;
  const people = await mentionablePeople(scope, [productId]);
  if (ids.every((id) => people.some((person) => person.id === id))) return ids;
  throw new DomainError('invalid', { issue: 'mention_out_of_reach' });
}

/** The comment's finding, where the comment is the actor's own, not deleted, and inside the scope. */
async function ownComment(tx: Tx, ctx: Ctx, commentId: string): Promise<Place> {
  const scope = requirePermission(ctx, 'finding:triage');
  const comment = await tx.findingComment.findUnique({
    where: { id: commentId, deletedAt: null },
    select: { authorId: true, finding: { select: { id: true, productId: true, version: true } } },
  });
  if (!comment || !inScope(scope, comment.finding.productId)) throw new DomainError('not_found');
  if (comment.authorId !== authorOf(ctx)) throw new DomainError('forbidden', { permission: 'finding:triage' });
  return comment.finding;
}

/** People whom the new text mentions and the old one did not. */
async function newlyMentioned(tx: Tx, ctx: Ctx, finding: Place, commentId: string, body: string): Promise<string[]> {
  const scope = requirePermission(ctx, 'finding:triage');
  const mentioned = await requireMentionable(scope, finding.productId, body);
  const before = await tx.findingComment.findUniqueOrThrow({ where: { id: commentId }, select: { body: true } });
  const known = mentionedIds(before.body);
  return mentioned.filter((id) => !known.includes(id));
}

type Edit = { readonly body: string; readonly editedAt: Date } | { readonly deletedAt: Date };

async function changeOwn(ctx: Ctx, commentId: string, verb: 'edited' | 'deleted', data: Edit): Promise<void> {
  await inTransaction(ctx, async (tx) => {
    const finding = await ownComment(tx, ctx, commentId);
    const mentioned = 'body' in data ? await newlyMentioned(tx, ctx, finding, commentId, data.body) : [];
    const { count } = await tx.findingComment.updateMany({ where: { id: commentId, deletedAt: null }, data });
    if (count === 0) throw new DomainError('not_found');
    await note(tx, ctx, finding, verb, commentId);
    await tellMentioned(tx, ctx, finding.id, mentioned);
  });
}

/** Own comments only. @throws DomainError forbidden, not_found, invalid (`issue`) */
export function editComment(ctx: Ctx, input: { readonly commentId: string; readonly body: string }): Promise<void> {
  return changeOwn(ctx, input.commentId, 'edited', { body: input.body, editedAt: ctx.now });
}

/** Own comments only; the row stays, its text is no longer shown. @throws DomainError forbidden, not_found */
export function deleteComment(ctx: Ctx, input: { readonly commentId: string }): Promise<void> {
  return changeOwn(ctx, input.commentId, 'deleted', { deletedAt: ctx.now });
}
