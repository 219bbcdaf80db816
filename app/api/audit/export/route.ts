import { sessionRoute } from '@/lib/access/guard';
import type { Scope } from '@/lib/access/policy';
import { streamAudit } from '@/lib/audit/data';
import { beginExport } from '@/lib/audit/mutations';
import { type AuditFilter, auditFilterSchema } from '@/lib/audit/schema';
import { DomainError } from '@/lib/core/errors';

async function filterOf(request: Request): Promise<AuditFilter> {
  const body: unknown = await request.json().catch(() => null);
  const parsed = auditFilterSchema.safeParse(body);
  if (!parsed.success) throw new DomainError('invalid');
  return parsed.data;
}

/** One JSON object a line (RFC 8259), oldest first; batches follow as fast as the browser takes them. */
function jsonLines(scope: Scope, filter: AuditFilter): ReadableStream<Uint8Array> {
  const batches = streamAudit(scope, filter);
  const encoder = new TextEncoder();
  return new ReadableStream({
    async pull(controller) {
      const { done, value } = await batches.next();
      if (done) controller.close();
      else controller.enqueue(encoder.encode(value.map((row) => `${JSON.stringify(row)}\n`).join('')));
    },
    async cancel() {
      await batches.return(undefined);
    },
  });
}

export const POST = sessionRoute(async (ctx, request) => {
  const filter = await filterOf(request);
  const scope = await beginExport(ctx, filter);
  return new Response(jsonLines(scope, filter), {
    headers: {
      'content-type': 'application/jsonl; charset=utf-8',
      'content-disposition': 'attachment; filename="audit.jsonl"',
      'cache-control': 'no-store',
    },
  });
});
