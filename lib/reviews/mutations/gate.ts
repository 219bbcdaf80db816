import { DomainError } from '@/lib/core/errors';
import type { Gate } from '@/lib/incidents/mutations/close';
import { missingOf } from '@/lib/reviews/content';
import { contentOf } from '@/lib/reviews/data/snapshot';

/**
 * A P1 that was real does not end before its review is published; one that was opened again takes a new one.
 * @throws DomainError `invalid` (`issue`: review_missing; `missing`: what the review lacks, at last its publication)
 */
export const requireReviewed: Gate = async (tx, { id, priority }, outcome) => {
  if (priority !== 1 || (outcome !== 'resolved' && outcome !== 'near_miss')) return;
  const reopened = await tx.incidentEntry.findFirst({
    where: { incidentId: id, kind: 'reopened' },
    orderBy: { seq: 'desc' },
    select: { at: true },
  });
  const since = reopened ? { publishedAt: { gt: reopened.at } } : {};
  if ((await tx.reviewPublication.count({ where: { incidentId: id, ...since } })) > 0) return;
  const review = await tx.incidentReview.findUnique({ where: { incidentId: id } });
  const actions = await tx.incidentAction.count({ where: { incidentId: id } });
  const missing = [...missingOf(contentOf(review?.content), review?.ownerId ?? null, actions), 'published'];
  throw new DomainError('invalid', { issue: 'review_missing', missing });
};
