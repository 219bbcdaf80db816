import { requirePermission } from '@/lib/access/policy';
import { requireOwner, requirePerson } from '@/lib/compliance/mutations/find';
import { addMonths, liesAhead } from '@/lib/compliance/programme';
import type { AddDocument, ArchiveDocument, ChangeDocument, ReviewDocument } from '@/lib/compliance/programme-schema';
import { appendAudit } from '@/lib/core/audit';
import type { Ctx } from '@/lib/core/context';
import { utcDay } from '@/lib/core/datetime';
import { inTransaction, type Prisma, type Tx } from '@/lib/core/db';
import { DomainError } from '@/lib/core/errors';

const target = (id: string) => ({ kind: 'compliance-document', id });
const dayOf = (day: string | null) => (day === null ? null : new Date(day));

type Seen = { readonly id: string; readonly version: number };

/** The row that the person saw. @throws DomainError not_found, conflict */
async function changeSeen(
  tx: Tx,
  { id, version }: Seen,
  data: Prisma.ComplianceDocumentUncheckedUpdateManyInput,
  still: Prisma.ComplianceDocumentWhereInput = {},
): Promise<void> {
  const { count } = await tx.complianceDocument.updateMany({
    where: { id, version, ...still },
    data: { ...data, version: { increment: 1 } },
  });
  if (count > 0) return;
  if ((await tx.complianceDocument.count({ where: { id } })) === 0) throw new DomainError('not_found');
  throw new DomainError('conflict');
}

/**
 * Puts a document into the register. It counts as current once somebody has reviewed it.
 * @returns its id
 * @throws DomainError forbidden, invalid (`issue: owner_unknown`)
 */
export async function addDocument(ctx: Ctx, { validUntil, ...facts }: AddDocument): Promise<string> {
  requirePermission(ctx, 'compliance:write');
  const actor = requirePerson(ctx);
  return inTransaction(ctx, async (tx) => {
    await requireOwner(tx, facts.ownerId);
    const standing = { edition: facts.edition, validUntil: dayOf(validUntil), reviewDueOn: utcDay(ctx.now) };
    const { id } = await tx.complianceDocument.create({
      data: { ...facts, ...standing, createdAt: ctx.now },
      select: { id: true },
    });
    await tx.documentReview.create({
      data: { ...standing, documentId: id, number: 0, at: ctx.now, actorId: actor.id, actorName: actor.name },
    });
    await appendAudit(tx, ctx, { action: 'document.added', target: target(id), data: { validUntil, ...facts } });
    return id;
  });
}

/** Corrects what is known of it. @throws DomainError forbidden, not_found, conflict, invalid (`issue: owner_unknown`) */
export async function changeDocument(ctx: Ctx, { id, version, ...facts }: ChangeDocument): Promise<void> {
  requirePermission(ctx, 'compliance:write');
  requirePerson(ctx);
  await inTransaction(ctx, async (tx) => {
    await requireOwner(tx, facts.ownerId);
    await changeSeen(tx, { id, version }, { ...facts, toldAt: null });
    await appendAudit(tx, ctx, { action: 'document.changed', target: target(id), data: facts });
  });
}

/**
 * Somebody read it and found it current, or put a new edition in its place: its next review is counted from that day.
 * @throws DomainError forbidden, not_found, conflict, invalid (`issue: reviewed_ahead, archived`)
 */
export async function reviewDocument(ctx: Ctx, { id, version, note, ...review }: ReviewDocument): Promise<void> {
  requirePermission(ctx, 'compliance:write');
  const actor = requirePerson(ctx);
  if (liesAhead(review.reviewedOn, ctx.now)) throw new DomainError('invalid', { issue: 'reviewed_ahead' });
  await inTransaction(ctx, async (tx) => {
    const row = await tx.complianceDocument.findUnique({
      where: { id },
      select: { reviewMonths: true, archivedAt: true, _count: { select: { reviews: true } } },
    });
    if (!row) throw new DomainError('not_found');
    if (row.archivedAt) throw new DomainError('invalid', { issue: 'archived' });
    const reviewedOn = new Date(review.reviewedOn);
    const facts = {
      ...{ reviewedOn, edition: review.edition, validUntil: dayOf(review.validUntil) },
      reviewDueOn: addMonths(reviewedOn, row.reviewMonths),
    };
    await changeSeen(tx, { id, version }, { ...facts, toldAt: null });
    const number = row._count.reviews;
    await tx.documentReview.create({
      data: { ...facts, documentId: id, number, at: ctx.now, note, actorId: actor.id, actorName: actor.name },
    });
    await appendAudit(tx, ctx, {
      action: 'document.reviewed',
      target: target(id),
      data: { ...review, number, note },
    });
  });
}

/** Takes it out of the register, or back into it: it is never deleted. @throws DomainError forbidden, not_found, conflict */
export async function archiveDocument(ctx: Ctx, { id, version, archived }: ArchiveDocument): Promise<void> {
  requirePermission(ctx, 'compliance:write');
  requirePerson(ctx);
  await inTransaction(ctx, async (tx) => {
    const still = { archivedAt: archived ? null : { not: null } };
    await changeSeen(tx, { id, version }, { archivedAt: archived ? ctx.now : null }, still);
    await appendAudit(tx, ctx, {
      action: archived ? 'document.archived' : 'document.restored',
      target: target(id),
    });
  });
}
