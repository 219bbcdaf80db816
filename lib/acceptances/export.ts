import { type RegisterViewer, streamAcceptances } from '@/lib/acceptances/data/list';
import { type AcceptanceAddress, acceptancesHref } from '@/lib/acceptances/search-params';
import type { AcceptanceRow } from '@/lib/acceptances/types';
import { requirePermission } from '@/lib/access/policy';
import { appendAudit } from '@/lib/core/audit';
import type { Ctx } from '@/lib/core/context';
import { inTransaction } from '@/lib/core/db';
import { type Column, download, type TableFormat, tableText } from '@/lib/core/download';
import { severityName } from '@/lib/findings/severity';

/** Columns of the register, in English in every language: machines and auditors read it alike. */
export const REGISTER_COLUMNS: readonly Column<AcceptanceRow>[] = [
  { name: 'number', of: (row) => row.number },
  { name: 'product', of: (row) => row.product.name },
  { name: 'state', of: (row) => row.state },
  { name: 'scope', of: (row) => row.scope },
  { name: 'package', of: (row) => row.packageName },
  { name: 'rule', of: (row) => row.ruleId },
  { name: 'most_severe', of: (row) => severityName(row.ceiling) },
  { name: 'known_exploited', of: (row) => row.exploited },
  { name: 'findings_accepted_now', of: (row) => row.held },
  { name: 'reason', of: (row) => row.reason },
  { name: 'justification', of: (row) => row.justification },
  { name: 'compensating_measures', of: (row) => row.measures },
  { name: 'requested_by', of: (row) => row.requester.name },
  { name: 'requested_at', of: (row) => row.requestedAt },
  { name: 'decided_by', of: (row) => row.decider?.name ?? null },
  { name: 'decided_at', of: (row) => row.decidedAt },
  { name: 'decision_note', of: (row) => row.decisionNote },
  { name: 'expires_at', of: (row) => row.expiresAt },
  { name: 'ended_by', of: (row) => row.ender?.name ?? null },
  { name: 'ended_at', of: (row) => row.endedAt },
  { name: 'end_note', of: (row) => row.endNote },
  { name: 'id', of: (row) => row.id },
];

/**
 * The register as a list shows it, in its order, as a file.
 * @throws DomainError forbidden
 */
export async function exportAcceptances(
  ctx: Ctx,
  address: AcceptanceAddress,
  format: TableFormat,
  viewer: RegisterViewer,
): Promise<Response> {
  const scope = requirePermission(ctx, 'finding:read');
  const { sort, ...filter } = address;
  await inTransaction(ctx, (tx) =>
    appendAudit(tx, ctx, {
      action: 'acceptance.exported',
      target: { kind: 'acceptances', id: 'acceptances' },
      data: { format, query: acceptancesHref('', address) },
    }),
  );
  const batches = streamAcceptances(scope, { filter, order: sort }, viewer);
  return download(tableText(format, REGISTER_COLUMNS, batches), 'risk-register', format, ctx.now);
}
