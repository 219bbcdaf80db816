import { sessionRoute } from '@/lib/access/guard';
import { requirePermission } from '@/lib/access/policy';
import { download } from '@/lib/core/download';
import { tableTemplate } from '@/lib/engagements/table';

async function* whole(text: string): AsyncGenerator<string> {
  yield text;
}

/** The table of findings to fill in. */
export const GET = sessionRoute(async (ctx) => {
  requirePermission(ctx, 'finding:triage');
  return download(whole(tableTemplate()), 'pentest-findings', 'csv', ctx.now);
});
