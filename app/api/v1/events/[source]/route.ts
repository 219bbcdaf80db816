import { tokenRoute } from '@/lib/access/guard';
import { receiveEvents } from '@/lib/events/incoming';

/** Senders that post each event by itself come often. */
const LIMIT = { name: 'events', burst: 30_000, perSeconds: 60 };

/**
 * Takes events in the shape `source`: 202 with a receipt once they are on disk; 422 with the same where no record could be
 * read; 429 with `Retry-After` where more come than can be kept.
 */
export const POST = tokenRoute<{ source: string }>(
  'event:ingest',
  async (ctx, request, { source }) => {
    const receipt = await receiveEvents(ctx, request, source);
    return Response.json(receipt, { status: receipt.refusedCount < receipt.records ? 202 : 422 });
  },
  LIMIT,
);
