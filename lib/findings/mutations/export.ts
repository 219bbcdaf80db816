import { requirePermission } from '@/lib/access/policy';
import { appendAudit } from '@/lib/core/audit';
import type { Ctx } from '@/lib/core/context';
import { inTransaction } from '@/lib/core/db';
import { download, tableText } from '@/lib/core/download';
import { exportRows, exportSet } from '@/lib/findings/data/export';
import { viewerOf } from '@/lib/findings/data/viewer';
import { FINDING_COLUMNS } from '@/lib/findings/export/columns';
import type { ExportFormat } from '@/lib/findings/export/formats';
import { sarifText } from '@/lib/findings/export/sarif';
import { type FindingFilter, type Order, serializeFindings } from '@/lib/findings/search-params';

type Wanted = { readonly filter: FindingFilter; readonly order: Order; readonly format: ExportFormat };

/**
 * The findings that a list shows, as a file. Who took which list with how many rows is in the audit trail before the
 * first of them leaves.
 * @throws DomainError forbidden
 */
export async function exportFindings(ctx: Ctx, { filter, order, format }: Wanted): Promise<Response> {
  const scope = requirePermission(ctx, 'finding:read');
  const set = await exportSet(scope, { filter, order }, viewerOf(ctx));
  await inTransaction(ctx, (tx) =>
    appendAudit(tx, ctx, {
      action: 'finding.exported',
      target: { kind: 'findings', id: 'findings' },
      data: { format, query: serializeFindings('', { ...filter, sort: order }), rows: set.count },
    }),
  );
  const rows = exportRows(scope, set, format === 'sarif');
  if (format === 'sarif') return download(sarifText(rows), 'findings', format, ctx.now);
  return download(tableText(format, FINDING_COLUMNS, rows), 'findings', format, ctx.now);
}
