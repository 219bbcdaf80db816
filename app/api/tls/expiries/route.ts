import { sessionRoute } from '@/lib/access/guard';
import { readExpiries } from '@/lib/tls/loaders';
import { loadEndpointAddress } from '@/lib/tls/search-params';

/** When certificates end, the first ones first. */
export const GET = sessionRoute(async (ctx, request) => readExpiries(ctx, await loadEndpointAddress(request)));
