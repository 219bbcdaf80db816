import type { Ctx, PersonActor } from '@/lib/core/context';
import { addDays, utcDay } from '@/lib/core/datetime';
import { EMPTY_CONTENT } from '@/lib/reviews/content';
import { addAction } from '@/lib/reviews/mutations/actions';
import { publishReview } from '@/lib/reviews/mutations/publish';
import { saveReview } from '@/lib/reviews/mutations/save';

/** What was learned so far of the sample incident: a first review, published while it is still being handled. */
const CONTENT = {
  ...EMPTY_CONTENT,
  summary: 'First review after containment: a shell in one pod of the shop, a token of the cluster was read.',
  happened:
    'A shell was opened in the pod and read the token that was mounted there. The pod was cut off within half an hour.',
  impact: [{ what: 'services' as const, amount: 1, unit: '' }],
  factors: ['The token is mounted into every pod', 'The image holds a shell'],
  whys: ['The token could be read', 'It is mounted although nobody needs it', 'The default was never questioned'],
  root: 2,
  wentWell: 'The alert came within three minutes.',
};

/** By the verbs that people use. */
export async function loadReview(ctx: Ctx & { readonly actor: PersonActor }, id: string): Promise<void> {
  const ownerId = ctx.actor.id;
  const dueOn = addDays(utcDay(ctx.now), 14);
  const version = await saveReview(ctx, { id, version: 0, ownerId, meetingAt: null, content: CONTENT });
  await addAction(ctx, { id, title: 'Mount no token where none is needed', ownerId, dueOn, ticket: 'SHOP-412' });
  await publishReview(ctx, { id, version });
}
