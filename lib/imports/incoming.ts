import 'server-only';
import type { PersonCtx } from '@/lib/access/guard';
import type { Ctx } from '@/lib/core/context';
import { DomainError } from '@/lib/core/errors';
import { takeToken } from '@/lib/core/rate-limit';
import { formReport, type IncomingReport, rawReport } from '@/lib/imports/body';
import { receiveReport } from '@/lib/imports/mutations/receive';
import { fileNameSchema, type ReportOptions, reportOptionsSchema } from '@/lib/imports/schema';

function optionsOf(query: URLSearchParams, fields: Readonly<Record<string, string>>): ReportOptions {
  const parsed = reportOptionsSchema.safeParse({ ...Object.fromEntries(query), ...fields });
  if (parsed.success) return parsed.data;
  throw new DomainError('invalid', { field: String(parsed.error.issues[0]?.path[0] ?? 'query') });
}

function incoming(request: Request, query: URLSearchParams): Promise<IncomingReport> | IncomingReport {
  if (request.headers.get('content-type')?.startsWith('multipart/form-data')) return formReport(request);
  return rawReport(request, query.get('file') ?? 'report');
}

/**
 * Takes the report that a request carries, as a form or as its body, into the queue.
 * Query and form fields: `target`, `format`, `complete`, `scan_at`; `file` names a raw body.
 * @returns the import's id
 */
export async function receiveRequest(ctx: Ctx, request: Request, productId: string): Promise<string> {
  const query = new URL(request.url).searchParams;
  // What the query says wrong is told before gigabytes have arrived.
  optionsOf(query, {});
  const { fileName, body, fields } = await incoming(request, query);
  return receiveReport(ctx, {
    productId,
    fileName: fileNameSchema.catch('report').parse(fileName),
    body,
    options: () => optionsOf(query, fields),
  });
}

/** As much as an API token may send: a folder of reports at once, but no flood. */
const PER_PERSON = { burst: 600, perSeconds: 60 };

/**
 * `receiveRequest` for a report from somebody's browser.
 * @throws DomainError `rate_limited`, also across the person's sessions
 */
export async function receiveUpload(ctx: PersonCtx, request: Request, productId: string): Promise<string> {
  await takeToken(`upload:${ctx.actor.id}`, PER_PERSON, ctx.now);
  return receiveRequest(ctx, request, productId);
}
