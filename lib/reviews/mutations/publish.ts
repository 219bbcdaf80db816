import { createHash } from 'node:crypto';
import { requirePermission } from '@/lib/access/policy';
import { canonical } from '@/lib/core/audit';
import type { Ctx } from '@/lib/core/context';
import { inTransaction } from '@/lib/core/db';
import { DomainError } from '@/lib/core/errors';
import { stopClock } from '@/lib/incidents/mutations/clocks';
import { holdIncident, requirePerson } from '@/lib/incidents/mutations/find';
import { keepEntry } from '@/lib/incidents/mutations/keep';
import { missingOf, type Published } from '@/lib/reviews/content';
import { actionsOf, computedOf, contentOf } from '@/lib/reviews/data/snapshot';
import type { PublishReview } from '@/lib/reviews/schema';

/**
 * Publishes a review as it stands: a snapshot that is never changed, its SHA-256 in the log and the audit trail. Publishing
 * again makes the next number.
 * @returns its number
 * @throws DomainError forbidden, not_found, conflict, invalid (`issue`: review_incomplete with `missing`)
 */
export async function publishReview(ctx: Ctx, { id, version }: PublishReview): Promise<number> {
  const scope = requirePermission(ctx, 'incident:close');
  const actor = requirePerson(ctx);
  return inTransaction(ctx, async (tx) => {
    const row = await holdIncident(tx, scope, id);
    const review = await tx.incidentReview.findUnique({
      where: { incidentId: id },
      include: { owner: { select: { name: true } } },
    });
    if (review?.version !== version) throw new DomainError('conflict');
    const content = contentOf(review.content);
    const actions = await actionsOf(tx, id);
    const missing = missingOf(content, review.ownerId, actions.length);
    if (missing.length > 0) throw new DomainError('invalid', { issue: 'review_incomplete', missing });
    const number = (await tx.reviewPublication.count({ where: { incidentId: id } })) + 1;
    const published: Published = {
      ...{ number, publishedAt: ctx.now.toISOString(), publishedBy: actor.name },
      ...(await computedOf(tx, id)),
      owner: review.owner?.name ?? '',
      meetingAt: review.meetingAt?.toISOString() ?? null,
      content,
      actions: actions.map(({ id: _id, ownerId: _owner, version: _version, ...action }) => action),
    };
    const text = canonical(published);
    const sha256 = createHash('sha256').update(text).digest('hex');
    const about = { incidentId: id, number, publishedAt: ctx.now, publishedBy: actor.name };
    await tx.reviewPublication.create({ data: { ...about, text, sha256 } });
    for (const kind of ['review', 'meeting']) await stopClock(tx, ctx, id, kind, 'published');
    await keepEntry(tx, ctx, row, { kind: 'review', data: { verb: 'published', number, sha256 } });
    return number;
  });
}
