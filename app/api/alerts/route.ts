import { sessionRoute } from '@/lib/access/guard';
import { readAlerts } from '@/lib/alerts/loaders';
import { loadAlertAddress } from '@/lib/alerts/search-params';

export const GET = sessionRoute(async (ctx, request) =>
  readAlerts(ctx, await loadAlertAddress(request), request.nextUrl.searchParams.get('cursor')),
);
