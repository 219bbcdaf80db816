import { sessionRoute } from '@/lib/access/guard';
import { parse } from '@/lib/core/parse';
import { feedSchema } from '@/lib/incidents/room/feed';
import { readEntries } from '@/lib/incidents/room/loaders';
import { requireIncidentNumber } from '@/lib/incidents/schema';

export const GET = sessionRoute<{ number: string }>(async (ctx, request, { number }) =>
  readEntries(ctx, requireIncidentNumber(number), parse(feedSchema, Object.fromEntries(request.nextUrl.searchParams))),
);
