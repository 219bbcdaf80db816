import { sessionRoute } from '@/lib/access/guard';
import { readAlertCounts } from '@/lib/alerts/loaders';
import { loadAlertAddress } from '@/lib/alerts/search-params';

export const GET = sessionRoute(async (ctx, request) => readAlertCounts(ctx, await loadAlertAddress(request)));
