import { sessionRoute } from '@/lib/access/guard';
import { readEndpoint } from '@/lib/tls/loaders';
import { requireEndpointId } from '@/lib/tls/schema';

export const GET = sessionRoute<{ id: string }>(async (ctx, _request, { id }) =>
  readEndpoint(ctx, requireEndpointId(id)),
);
