import 'server-only';
import { requirePermission, type Scope } from '@/lib/access/policy';
import { appendAudit } from '@/lib/core/audit';
import type { Ctx } from '@/lib/core/context';
import { inTransaction } from '@/lib/core/db';
import { type Column, download, type TableFormat, tableText } from '@/lib/core/download';
import { type ImportFilter, listImports } from '@/lib/imports/data/list';
import { type ImportParams, importsAddress } from '@/lib/imports/search-params';
import type { ImportRow } from '@/lib/imports/types';

const BATCH = 500;

const COLUMNS: readonly Column<ImportRow>[] = [
  { name: 'id', of: (row) => row.id },
  { name: 'product', of: (row) => row.product.name },
  { name: 'scanner', of: (row) => row.source?.scanner ?? null },
  { name: 'target', of: (row) => row.source?.target ?? null },
  { name: 'branch', of: (row) => row.source?.branch ?? null },
  { name: 'image', of: (row) => row.source?.image ?? null },
  { name: 'environment', of: (row) => row.source?.environment ?? null },
  { name: 'service', of: (row) => row.source?.service ?? null },
  { name: 'format', of: (row) => row.format },
  { name: 'file', of: (row) => row.fileName },
  { name: 'entry', of: (row) => row.entry },
  { name: 'bytes', of: (row) => row.size },
  { name: 'state', of: (row) => row.state },
  { name: 'error', of: (row) => row.error?.code ?? null },
  { name: 'new', of: (row) => row.counts.new },
  { name: 'updated', of: (row) => row.counts.updated },
  { name: 'fixed', of: (row) => row.counts.fixed },
  { name: 'reopened', of: (row) => row.counts.reopened },
  { name: 'unchanged', of: (row) => row.counts.unchanged },
  { name: 'created_at', of: (row) => row.createdAt },
  { name: 'created_by', of: (row) => row.createdByName },
  { name: 'finished_at', of: (row) => row.finishedAt },
];

async function* batches(scope: Scope, filter: ImportFilter): AsyncGenerator<readonly ImportRow[]> {
  let cursor: string | null = null;
  do {
    const page = await listImports(scope, filter, cursor, BATCH);
    yield page.rows;
    cursor = page.next;
  } while (cursor !== null);
}

/**
 * The imports that a list shows, newest first, as a file.
 * @throws DomainError forbidden
 */
export async function exportImports(ctx: Ctx, filter: ImportParams, format: TableFormat): Promise<Response> {
  const scope = requirePermission(ctx, 'import:read');
  await inTransaction(ctx, (tx) =>
    appendAudit(tx, ctx, {
      action: 'import.exported',
      target: { kind: 'imports', id: 'imports' },
      data: { format, query: importsAddress('', filter) },
    }),
  );
  return download(tableText(format, COLUMNS, batches(scope, filter)), 'imports', format, ctx.now);
}
