import { requirePermission, type Scope } from '@/lib/access/policy';
import { appendAudit } from '@/lib/core/audit';
import type { Ctx } from '@/lib/core/context';
import { inTransaction } from '@/lib/core/db';
import { type Column, download, type TableFormat, tableText } from '@/lib/core/download';
import { type EndpointQuery, listEndpoints } from '@/lib/tls/data/list';
import { type EndpointAddress, endpointsHref } from '@/lib/tls/search-params';
import type { EndpointPage, EndpointRow } from '@/lib/tls/types';

const BATCH = 500;

/** Columns of the list, in English in every language: machines and auditors read it alike. */
const COLUMNS: readonly Column<EndpointRow>[] = [
  { name: 'host', of: (row) => row.host },
  { name: 'port', of: (row) => row.port },
  { name: 'starttls', of: (row) => row.starttls },
  { name: 'sni', of: (row) => row.sni },
  { name: 'address', of: (row) => row.address },
  { name: 'product', of: (row) => row.product.name },
  { name: 'owner', of: (row) => row.owner?.name ?? null },
  { name: 'grade', of: (row) => row.letter },
  { name: 'target', of: (row) => row.target },
  { name: 'target_met', of: (row) => row.targetMet },
  { name: 'expires_at', of: (row) => row.expiresAt },
  { name: 'protocols', of: (row) => row.protocols },
  { name: 'last_scan_at', of: (row) => row.lastScanAt },
  { name: 'last_graded_at', of: (row) => row.lastGradedAt },
  { name: 'not_graded_because', of: (row) => row.why },
  { name: 'changes', of: (row) => row.changes },
  { name: 'id', of: (row) => row.id },
];

async function* pages(
  scope: Scope,
  query: Omit<EndpointQuery, 'cursor'>,
  now: Date,
): AsyncGenerator<readonly EndpointRow[]> {
  let cursor: string | null = null;
  do {
    const page: EndpointPage = await listEndpoints(scope, { ...query, cursor }, now, BATCH);
    if (page.rows.length > 0) yield page.rows;
    cursor = page.next;
  } while (cursor !== null);
}

/**
 * The endpoints as the list shows them, in its order, as a file.
 * @throws DomainError forbidden
 */
export async function exportEndpoints(ctx: Ctx, address: EndpointAddress, format: TableFormat): Promise<Response> {
  const scope = requirePermission(ctx, 'tls:read');
  const { sort, view: _, saved: __, ...filter } = address;
  await inTransaction(ctx, (tx) =>
    appendAudit(tx, ctx, {
      action: 'tls.exported',
      target: { kind: 'tls-endpoints', id: 'tls-endpoints' },
      data: { format, query: endpointsHref('', address) },
    }),
  );
  return download(
    tableText(format, COLUMNS, pages(scope, { filter, order: sort }, ctx.now)),
    'tls-endpoints',
    format,
    ctx.now,
  );
}
