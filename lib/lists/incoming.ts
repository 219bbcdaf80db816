import 'server-only';
import type { TokenCtx } from '@/lib/access/guard';
import { requirePermission } from '@/lib/access/policy';
import { CSV_BOM, csvLine } from '@/lib/core/csv';
import { DomainError } from '@/lib/core/errors';
import { jsonOf } from '@/lib/core/json';
import { parse } from '@/lib/core/parse';
import { bodyText } from '@/lib/events/receive/body';
import { COLUMNS, cellOf, FIELDS_OF } from '@/lib/lists/columns';
import { storedList } from '@/lib/lists/data/held';
import { withEntries } from '@/lib/lists/diff';
import { LIST_LIMITS } from '@/lib/lists/limits';
import { requireListWrite, writeList } from '@/lib/lists/mutations/write';
import { documentSchema, kindSchema } from '@/lib/lists/schema';
import { type ReadList, readDocument, readTable } from '@/lib/lists/table';
import type { Entry, Kind } from '@/lib/lists/types';

/** @throws DomainError not_found: there is no such kind of list */
export function kindOf(said: string): Kind {
  const kind = kindSchema.safeParse(said);
  if (!kind.success) throw new DomainError('not_found', { list: said.slice(0, 50) });
  return kind.data;
}

/** A list as a file that `readTable` takes. */
export function fileOf(kind: Kind, entries: readonly Entry[]): string {
  const fields = FIELDS_OF(kind);
  const header = csvLine(fields.map((field) => COLUMNS[kind][field] ?? field));
  return CSV_BOM + header + entries.map((entry) => csvLine(fields.map((field) => cellOf(entry, field)))).join('');
}

const named = (kind: Kind, entry: Entry) =>
  Object.fromEntries(FIELDS_OF(kind).map((field) => [COLUMNS[kind][field] ?? field, entry[field]]));

/**
 * The token's product's list, or with `?of=organisation` the whole organisation's: JSON, or CSV with `?format=csv`.
 * @throws DomainError forbidden, not_found (no such kind, or no list yet)
 */
export async function tellList(ctx: TokenCtx, request: Request, said: string): Promise<Response> {
  requirePermission(ctx, 'asset-list:read', ctx.actor.productId);
  const kind = kindOf(said);
  const query = new URL(request.url).searchParams;
  const productId = query.get('of') === 'organisation' ? null : ctx.actor.productId;
  const list = await storedList({ kind, productId });
  if (!list) throw new DomainError('not_found', { list: kind });
  const { version, changedAt, unseenDays, entries } = list;
  if (query.get('format') === 'csv') {
    return new Response(fileOf(kind, entries), { headers: { 'content-type': 'text/csv; charset=utf-8' } });
  }
  const days = kind === 'hosts' ? { unseen_days: unseenDays } : {};
  const about = { list: kind, version, changed_at: changedAt.toISOString(), ...days };
  return Response.json({ ...about, entries: entries.map((entry) => named(kind, entry)) });
}

async function read(request: Request, kind: Kind): Promise<ReadList> {
  const text = await bodyText(request.body);
  if (Buffer.byteLength(text) > LIST_LIMITS.bytes) throw new DomainError('too_large', { max: LIST_LIMITS.bytes });
  if (/^text\/csv\b/i.test(request.headers.get('content-type') ?? '')) return readTable(kind, Buffer.from(text));
  const json = jsonOf(text);
  if (json === undefined) throw new DomainError('invalid', { field: 'body', reason: 'no JSON; send CSV as text/csv' });
  return readDocument(kind, parse(documentSchema, json).entries);
}

/** @throws DomainError invalid: `mistakes` say line, column and what is wrong */
function accepted(read: ReadList): readonly Entry[] {
  if ('entries' in read) return read.entries;
  const mistakes = read.problems.map(({ line, column, code }) => `line ${line}: ${column ? `${column}: ` : ''}${code}`);
  throw new DomainError('invalid', { issue: 'list_refused', count: read.count, mistakes });
}

/**
 * Takes entries of the token's product's list: `put` puts them in its place, `post` adds them or puts each in the place of the
 * one with its subject, port and protocol. All of them, or none.
 * @throws DomainError forbidden, not_found, invalid, too_large
 */
export async function receiveList(
  ctx: TokenCtx,
  request: Request,
  said: string,
  how: 'put' | 'post',
): Promise<Response> {
  const { productId } = ctx.actor;
  requireListWrite(ctx, productId);
  const kind = kindOf(said);
  const entries = accepted(await read(request, kind));
  const next = (before: readonly Entry[]) => (how === 'put' ? entries : withEntries(before, entries));
  const { version, changes } = await writeList(ctx, { kind, productId, way: 'api', version: null, next });
  const counted = (of: (change: (typeof changes)[number]) => boolean) => changes.filter(of).length;
  return Response.json({
    version,
    added: counted(({ before }) => before === null),
    changed: counted(({ before, after }) => before !== null && after !== null),
    removed: counted(({ after }) => after === null),
  });
}
