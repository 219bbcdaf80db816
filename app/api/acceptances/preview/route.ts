import { previewRequest } from '@/lib/acceptances/data/preview';
import { previewSchema } from '@/lib/acceptances/schema';
import { sessionRoute } from '@/lib/access/guard';
import { requirePermission } from '@/lib/access/policy';
import { parse } from '@/lib/core/parse';

/** What a request about a selection would cover. A POST because a selection may be long; it changes nothing. */
export const POST = sessionRoute(async (ctx, request) => {
  const body: unknown = await request.json().catch(() => null);
  return previewRequest(ctx, requirePermission(ctx, 'risk:request'), parse(previewSchema, body).selection);
});
