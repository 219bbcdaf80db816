import { tokenRoute } from '@/lib/access/guard';
import { receiveList, tellList } from '@/lib/lists/incoming';

type Params = { kind: string };

/** The list of approved ports or registries, or of known hosts, as JSON or (`?format=csv`) CSV. */
export const GET = tokenRoute<Params>('asset-list:read', (ctx, request, { kind }) => tellList(ctx, request, kind));

/** Puts a list in the place of the one that is there. */
export const PUT = tokenRoute<Params>('asset-list:write', (ctx, request, { kind }) =>
  receiveList(ctx, request, kind, 'put'),
);

/** Adds entries, or puts each in the place of its like. */
export const POST = tokenRoute<Params>('asset-list:write', (ctx, request, { kind }) =>
  receiveList(ctx, request, kind, 'post'),
);
