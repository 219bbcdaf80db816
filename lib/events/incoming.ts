import 'server-only';
import type { TokenCtx } from '@/lib/access/guard';
import { requirePermission } from '@/lib/access/policy';
import { isTimeZone } from '@/lib/core/datetime';
import { DomainError } from '@/lib/core/errors';
import { keepDays } from '@/lib/events/keep-days';
import { senderOf } from '@/lib/events/mutations/sender';
import { storeDelivery } from '@/lib/events/mutations/store';
import type { RefusalCode } from '@/lib/events/reading/types';
import { bodyText } from '@/lib/events/receive/body';
import { readDelivery } from '@/lib/events/receive/read';
import { inSlot } from '@/lib/events/receive/slots';
import { senderNameSchema } from '@/lib/events/schema';
import { shapeOf } from '@/lib/events/shapes/registry';

/** Refused records that an answer names; the others are counted. */
const NAMED = 20;

/** What became of a delivery. `events` are new ones, `refused` names the first records that could not be read. */
export type Receipt = {
  readonly records: number;
  readonly events: number;
  readonly duplicates: number;
  readonly refusedCount: number;
  readonly refused: readonly { readonly record: number; readonly line: number; readonly code: RefusalCode }[];
};

function senderNameOf(ctx: TokenCtx, request: Request): string {
  const said = new URL(request.url).searchParams.get('sender');
  if (said === null) return ctx.actor.name;
  const name = senderNameSchema.safeParse(said);
  if (!name.success) throw new DomainError('invalid', { field: 'sender' });
  return name.data;
}

function zoneOf(request: Request): string | null {
  const said = new URL(request.url).searchParams.get('zone');
  if (said !== null && !isTimeZone(said)) throw new DomainError('invalid', { field: 'zone' });
  return said;
}

/**
 * Takes a delivery of events in the shape that its address names, from the sender that `?sender=` names (else the token). `?zone=`
 * names the zone of a sender whose times have none.
 * When this returns, what could be read is on disk; what could not is kept as it came.
 * @throws DomainError `not_found` (no such shape), `invalid`, `too_large`, `rate_limited`
 */
export async function receiveEvents(ctx: TokenCtx, request: Request, shapeId: string): Promise<Receipt> {
  const { productId } = ctx.actor;
  requirePermission(ctx, 'event:ingest', productId);
  const shape = shapeOf(shapeId);
  if (!shape) throw new DomainError('not_found', { shape: shapeId.slice(0, 100) });
  const name = senderNameOf(ctx, request);
  const zone = zoneOf(request);
  return inSlot(async () => {
    const text = await bodyText(request.body);
    const sender = await senderOf({ productId, shape: shape.id, name }, ctx.now, zone);
    const arrival = { senderId: sender.id, receivedAt: ctx.now, zone: sender.zone, keep: await keepDays() };
    const delivery = await readDelivery(shape, text, arrival);
    const { records, refusals } = delivery;
    if (records.length + refusals.length === 0) throw new DomainError('invalid', { field: 'body' });
    const events = await storeDelivery(delivery, { ...arrival, productId });
    return {
      records: records.length + refusals.length,
      events,
      duplicates: records.reduce((sum, record) => sum + record.events.length, 0) - events,
      refusedCount: refusals.length,
      refused: refusals.slice(0, NAMED).map(({ record, line, code }) => ({ record, line, code })),
    };
  });
}
