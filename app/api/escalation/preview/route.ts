import { sessionRoute } from '@/lib/access/guard';
import { parse } from '@/lib/core/parse';
import { previewChain } from '@/lib/escalation/data/preview';
import { tryChainSchema } from '@/lib/escalation/schema';

export const GET = sessionRoute(async (ctx, request) =>
  previewChain(ctx, parse(tryChainSchema, Object.fromEntries(new URL(request.url).searchParams))),
);
