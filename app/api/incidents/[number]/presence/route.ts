import { sessionRoute } from '@/lib/access/guard';
import { parse } from '@/lib/core/parse';
import { takeToken } from '@/lib/core/rate-limit';
import { beHere } from '@/lib/incidents/mutations/presence';
import { hereSchema } from '@/lib/incidents/room/schema';
import { requireIncidentNumber } from '@/lib/incidents/schema';

/** Changes of page by one person. */
const LIMIT = { burst: 60, perSeconds: 60 };

export const PUT = sessionRoute<{ number: string }>(async (ctx, request, { number }) => {
  const here = parse(hereSchema, await request.json().catch(() => null));
  await takeToken(`here:${ctx.actor.id}`, LIMIT, ctx.now);
  await beHere(ctx, requireIncidentNumber(number), here);
  return {};
});
