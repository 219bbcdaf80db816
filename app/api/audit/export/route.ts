import { sessionRoute } from '@/lib/access/guard';
import { streamAudit } from '@/lib/audit/data';
import { beginExport } from '@/lib/audit/mutations';
import { type AuditFilter, auditFilterSchema } from '@/lib/audit/schema';
import { download, jsonLines } from '@/lib/core/download';
import { DomainError } from '@/lib/core/errors';

async function filterOf(request: Request): Promise<AuditFilter> {
  const body: unknown = await request.json().catch(() => null);
  const parsed = auditFilterSchema.safeParse(body);
  if (!parsed.success) throw new DomainError('invalid');
  return parsed.data;
}

/** One JSON object a line, oldest first. */
export const POST = sessionRoute(async (ctx, request) => {
  const filter = await filterOf(request);
  const scope = await beginExport(ctx, filter);
  return download(jsonLines(streamAudit(scope, filter)), 'audit', 'jsonl', ctx.now);
});
