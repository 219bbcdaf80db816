import { sessionRoute } from '@/lib/access/guard';
import { parse } from '@/lib/core/parse';
import { lastEventSchema, streamSchema } from '@/lib/incidents/room/schema';
import { openStream } from '@/lib/incidents/room/server';
import { requireIncidentNumber } from '@/lib/incidents/schema';

export const dynamic = 'force-dynamic';

/** What happens to an incident, as server-sent events (docs/incident-room.md). */
export const GET = sessionRoute<{ number: string }>(async (ctx, request, { number }) => {
  const { after, ...here } = parse(streamSchema, Object.fromEntries(request.nextUrl.searchParams));
  const seen = lastEventSchema.parse(request.headers.get('last-event-id') ?? undefined);
  return openStream(ctx, requireIncidentNumber(number), here, seen ?? after);
});
