import { sessionRoute } from '@/lib/access/guard';
import { readSuppressions } from '@/lib/alerts/loaders';
import { loadSuppressionAddress } from '@/lib/alerts/search-params';

export const GET = sessionRoute(async (ctx, request) => readSuppressions(ctx, await loadSuppressionAddress(request)));
