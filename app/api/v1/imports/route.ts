import { tokenRoute } from '@/lib/access/guard';
import { env } from '@/lib/core/env';
import { receiveRequest } from '@/lib/imports/incoming';

/** Takes a report for the token's product: 202 with the address where its progress can be asked for. */
export const POST = tokenRoute('finding:ingest', async (ctx, request) => {
  const id = await receiveRequest(ctx, request, ctx.actor.productId);
  const status = new URL(`/api/v1/imports/${id}`, env().NEXTAUTH_URL).href;
  return Response.json({ id, state: 'queued', status }, { status: 202, headers: { location: status } });
});
