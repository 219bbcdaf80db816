import { sessionRoute } from '@/lib/access/guard';
import { readEndpoints } from '@/lib/tls/loaders';
import { loadEndpointAddress } from '@/lib/tls/search-params';

export const GET = sessionRoute(async (ctx, request) =>
  readEndpoints(ctx, await loadEndpointAddress(request), request.nextUrl.searchParams.get('cursor')),
);
