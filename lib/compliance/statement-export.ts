import { requirePermission } from '@/lib/access/policy';
import { frameworkAt } from '@/lib/compliance/data/controls';
import { momentOf } from '@/lib/compliance/search-params';
import { type StatementWords, statementColumns, statementDocument } from '@/lib/compliance/statement';
import type { ControlRow } from '@/lib/compliance/view-types';
import { appendAudit } from '@/lib/core/audit';
import type { Ctx } from '@/lib/core/context';
import { isoDay } from '@/lib/core/datetime';
import { inTransaction } from '@/lib/core/db';
import { documentFile } from '@/lib/core/document/file';
import { download, requireFormat, tableText } from '@/lib/core/download';
import { DomainError } from '@/lib/core/errors';

async function* whole(rows: readonly ControlRow[]) {
  if (rows.length > 0) yield rows;
}

type Asked = { readonly framework: string; readonly day: string | null; readonly format: string | null };

/**
 * The statement of applicability of a framework as a file, as it was at the end of a day or is now.
 * @throws DomainError forbidden, not_found, invalid (`field`: format; at: no day, or one that is not over)
 */
export async function exportStatement(ctx: Ctx, asked: Asked, words: StatementWords): Promise<Response> {
  const scope = requirePermission(ctx, 'compliance:read');
  const format = requireFormat(
    ['csv', 'jsonl'],
    asked.format === 'pdf' || asked.format === 'md' ? 'csv' : asked.format,
  );
  const moment = momentOf(asked.day, ctx.now);
  if (asked.day && moment.day === null) throw new DomainError('invalid', { field: 'at' });
  const framework = await frameworkAt(scope, asked.framework, moment.at);
  await inTransaction(ctx, (tx) =>
    appendAudit(tx, ctx, {
      action: 'statement.exported',
      target: { kind: 'framework', id: framework.id },
      data: { format: asked.format, at: moment.at.toISOString() },
    }),
  );
  const name = `statement-${framework.id}`;
  if (asked.format === 'pdf' || asked.format === 'md') {
    return documentFile(statementDocument(framework, moment, words), asked.format, `${name}-${isoDay(moment.at)}`);
  }
  return download(tableText(format, statementColumns(words.locale), whole(framework.rows)), name, format, moment.at);
}
