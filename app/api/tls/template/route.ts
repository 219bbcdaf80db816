import { sessionRoute } from '@/lib/access/guard';
import { requirePermission } from '@/lib/access/policy';
import { download } from '@/lib/core/download';
import { tableTemplate } from '@/lib/tls/table';

async function* whole(text: string): AsyncGenerator<string> {
  yield text;
}

/** The table of endpoints to fill in. */
export const GET = sessionRoute(async (ctx) => {
  requirePermission(ctx, 'tls:write');
  return download(whole(tableTemplate()), 'tls-endpoints', 'csv', ctx.now);
});
