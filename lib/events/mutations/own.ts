import type { Ctx } from '@/lib/core/context';
import { unsafeDb } from '@/lib/core/db';
import { keepDays } from '@/lib/events/keep-days';
import { senderOf } from '@/lib/events/mutations/sender';
import { storeDelivery } from '@/lib/events/mutations/store';
import { readPiece } from '@/lib/events/receive/read';
import { generic } from '@/lib/events/shapes/generic';
import type { SeverityName } from '@/lib/findings/severity';

/** What Lagebild itself notices, in its own shape (lib/events/shapes/generic.ts); `id` makes it one however often it is told. */
export type OwnEvent = {
  readonly id: string;
  readonly time: string;
  readonly class: 'network' | 'host';
  readonly name: string;
  readonly message: string;
  readonly action: string;
  readonly host: string;
  readonly target_address?: string;
  readonly severity?: SeverityName;
  readonly outcome?: 'failure';
};

/** Its sender in each product: nothing is expected of it. */
const NAME = 'lagebild';

/**
 * Stores what Lagebild itself noticed in a product, where rules look at it as at any other event.
 * @returns how many are new
 */
export async function storeOwnEvents(ctx: Ctx, productId: string, events: readonly OwnEvent[]): Promise<number> {
  if (events.length === 0) return 0;
  const { id } = await senderOf({ productId, shape: generic.id, name: NAME }, ctx.now);
  await unsafeDb().eventSender.updateMany({
    where: { id, expectedSeconds: null },
    data: { expectedSeconds: 0 },
  });
  const arrival = { senderId: id, receivedAt: ctx.now, zone: null, keep: await keepDays() };
  const records = events.map((event) => {
    const text = JSON.stringify(event);
    return { text, events: readPiece(generic, { text }, arrival) };
  });
  return storeDelivery({ records, refusals: [] }, { ...arrival, productId });
}
