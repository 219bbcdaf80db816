import { inScope, productFilter, type Scope } from '@/lib/access/policy';
import { unsafeDb } from '@/lib/core/db';
import { DomainError } from '@/lib/core/errors';
import { respondersOf } from '@/lib/incidents/data/people';
import { missingOf, type Published, publishedSchema } from '@/lib/reviews/content';
import { actionsOf, computedOf, contentOf } from '@/lib/reviews/data/snapshot';
import type { ReviewDetail } from '@/lib/reviews/types';

/** Who looks, and where they may do what; null: nowhere. */
export type ReviewViewer = { readonly write: Scope | null; readonly publish: Scope | null };

async function incidentRow(scope: Scope, number: number) {
  const row = await unsafeDb().incident.findFirst({
    where: { number, productId: productFilter(scope) },
    select: { id: true, number: true, productId: true },
  });
  if (!row) throw new DomainError('not_found');
  return row;
}

/**
 * An incident's review as it is written, with what is computed for it.
 * @throws DomainError `not_found` where the incident does not exist or lies outside the scope: the two look alike
 */
export async function reviewByNumber(scope: Scope, number: number, viewer: ReviewViewer): Promise<ReviewDetail> {
  const { id, productId } = await incidentRow(scope, number);
  const db = unsafeDb();
  const [review, actions, computed, publications, people, meeting] = await Promise.all([
    db.incidentReview.findUnique({ where: { incidentId: id } }),
    actionsOf(db, id),
    computedOf(db, id),
    db.reviewPublication.findMany({
      where: { incidentId: id },
      orderBy: { number: 'desc' },
      select: { number: true, publishedAt: true, publishedBy: true },
    }),
    respondersOf(scope, productId),
    db.incidentClock.findFirst({ where: { incidentId: id, kind: 'meeting' }, select: { dueAt: true } }),
  ]);
  const content = contentOf(review?.content);
  const reaches = (right: Scope | null) => right !== null && inScope(right, productId);
  return {
    ...{ id, number, ...computed, content, actions, people },
    ownerId: review?.ownerId ?? null,
    meetingAt: review?.meetingAt?.toISOString() ?? null,
    meetingBy: meeting?.dueAt.toISOString() ?? null,
    version: review?.version ?? 0,
    missing: missingOf(content, review?.ownerId ?? null, actions.length),
    publications: publications.map((one) => ({ ...one, publishedAt: one.publishedAt.toISOString() })),
    rights: { write: reaches(viewer.write), publish: reaches(viewer.publish) },
  };
}

/** A publication as it was made, with its SHA-256. @throws DomainError `not_found` */
export async function publicationOf(
  scope: Scope,
  incident: number,
  number: number,
): Promise<{ readonly published: Published; readonly sha256: string }> {
  const { id } = await incidentRow(scope, incident);
  const row = await unsafeDb().reviewPublication.findUnique({
    where: { incidentId_number: { incidentId: id, number } },
  });
  if (!row) throw new DomainError('not_found');
  return { published: publishedSchema.parse(JSON.parse(row.text)), sha256: row.sha256 };
}
