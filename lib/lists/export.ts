import 'server-only';
import { requirePermission } from '@/lib/access/policy';
import { appendAudit } from '@/lib/core/audit';
import type { Ctx } from '@/lib/core/context';
import { inTransaction } from '@/lib/core/db';
import { download, oneBatch, type TableFormat, tableText } from '@/lib/core/download';
import { COLUMNS, FIELDS_OF } from '@/lib/lists/columns';
import { storedList } from '@/lib/lists/data/held';
import type { Place } from '@/lib/lists/types';

/** A list as a file that can be sent back as it is. @throws DomainError forbidden, not_found */
export async function exportList(ctx: Ctx, { kind, productId }: Place, format: TableFormat): Promise<Response> {
  requirePermission(ctx, 'asset-list:read', productId ?? undefined);
  const entries = (await storedList({ kind, productId }))?.entries ?? [];
  const columns = FIELDS_OF(kind).map((field) => ({
    name: COLUMNS[kind][field] ?? field,
    of: (entry: (typeof entries)[number]) => entry[field],
  }));
  await inTransaction(ctx, (tx) =>
    appendAudit(tx, ctx, {
      action: 'asset-list.exported',
      target: { kind: 'asset-list', id: kind },
      ...(productId !== null && { productId }),
      data: { format, rows: entries.length },
    }),
  );
  return download(tableText(format, columns, oneBatch(entries)), `approved-${kind}`, format, ctx.now);
}
