import 'server-only';
import type { PersonCtx } from '@/lib/access/guard';
import type { Ctx } from '@/lib/core/context';
import { DomainError } from '@/lib/core/errors';
import { takeToken } from '@/lib/core/rate-limit';
import { formReport, type IncomingReport, rawReport } from '@/lib/imports/body';
import { idempotencyKey } from '@/lib/imports/idempotency';
import { receiveReport } from '@/lib/imports/mutations/receive';
import { fileNameSchema, type ReportOptions, reportOptionsSchema } from '@/lib/imports/schema';

type Said = Readonly<Record<string, string>>;

/** Options may come as headers too, for senders that set nothing else: `Lagebild-Scan-At` is `scan_at`. */
function saidInHeaders(headers: Headers): Said {
  const names = Object.keys(reportOptionsSchema.shape).map((option) => [
    option,
    `lagebild-${option.replace('_', '-')}`,
  ]);
  return Object.fromEntries(names.map(([option, header = '']) => [option, headers.get(header) ?? '']));
}

function optionsOf(headers: Headers, query: URLSearchParams, fields: Said): ReportOptions {
  const said = { ...saidInHeaders(headers), ...Object.fromEntries(query), ...fields };
  const parsed = reportOptionsSchema.safeParse(said);
  if (parsed.success) return parsed.data;
  throw new DomainError('invalid', { field: String(parsed.error.issues[0]?.path[0] ?? 'query') });
}

function incoming(request: Request, query: URLSearchParams): Promise<IncomingReport> | IncomingReport {
  if (request.headers.get('content-type')?.startsWith('multipart/form-data')) return formReport(request);
  return rawReport(request, query.get('file') ?? 'report');
}

/**
 * Takes the report that a request carries, as a form or as its body, into the queue. What is said with it
 * (`reportOptionsSchema`) comes as form fields, query or headers, in this order of weight; `file` names a raw body. A
 * token's `Idempotency-Key` makes a repeated request answer with the import of the first one.
 * @returns the import's id
 */
export async function receiveRequest(ctx: Ctx, request: Request, productId: string): Promise<string> {
  const query = new URL(request.url).searchParams;
  // What the query says wrong is told before gigabytes have arrived.
  optionsOf(request.headers, query, {});
  const key = ctx.actor.kind === 'token' ? idempotencyKey(request.headers) : null;
  const { fileName, body, fields } = await incoming(request, query);
  return receiveReport(ctx, {
    productId,
    fileName: fileNameSchema.catch('report').parse(fileName),
    body,
    options: () => optionsOf(request.headers, query, fields),
    ...(key !== null && ctx.actor.kind === 'token' ? { key: { tokenId: ctx.actor.id, key } } : {}),
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
