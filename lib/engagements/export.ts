import { requirePermission, type Scope } from '@/lib/access/policy';
import { appendAudit } from '@/lib/core/audit';
import type { Ctx } from '@/lib/core/context';
import { inTransaction } from '@/lib/core/db';
import { type Column, download, type TableFormat, tableText } from '@/lib/core/download';
import { listEngagements } from '@/lib/engagements/data/list';
import { engagementName } from '@/lib/engagements/rules';
import {
  type EngagementAddress,
  type EngagementFilter,
  type EngagementOrder,
  engagementsHref,
} from '@/lib/engagements/search-params';
import type { EngagementPage, EngagementRow } from '@/lib/engagements/types';

const BATCH = 500;

/** Columns of the list, in English in every language: machines and auditors read it alike. */
const COLUMNS: readonly Column<EngagementRow>[] = [
  { name: 'number', of: (row) => engagementName(row.number) },
  { name: 'title', of: (row) => row.title },
  { name: 'product', of: (row) => row.product.name },
  { name: 'state', of: (row) => row.state },
  { name: 'kind', of: (row) => row.kind },
  { name: 'performed_by', of: (row) => row.performer },
  { name: 'company', of: (row) => row.company },
  { name: 'starts_on', of: (row) => row.startsOn },
  { name: 'ends_on', of: (row) => row.endsOn },
  { name: 'retest_due_on', of: (row) => row.retestDueOn },
  { name: 'owner', of: (row) => row.owner.name },
  { name: 'findings', of: (row) => row.findings.total },
  { name: 'open', of: (row) => row.findings.open },
  { name: 'claimed_fixed', of: (row) => row.findings.claimed },
  { name: 'fixed', of: (row) => row.findings.verified },
  { name: 'accepted', of: (row) => row.findings.accepted },
  { name: 'dismissed', of: (row) => row.findings.dismissed },
  { name: 'id', of: (row) => row.id },
];

async function* pages(
  scope: Scope,
  query: { readonly filter: EngagementFilter; readonly order: EngagementOrder },
  now: Date,
): AsyncGenerator<readonly EngagementRow[]> {
  let cursor: string | null = null;
  do {
    const page: EngagementPage = await listEngagements(scope, { ...query, cursor }, now, BATCH);
    if (page.rows.length > 0) yield page.rows;
    cursor = page.next;
  } while (cursor !== null);
}

/**
 * The tests as the list shows them, in its order, as a file.
 * @throws DomainError forbidden
 */
export async function exportEngagements(ctx: Ctx, address: EngagementAddress, format: TableFormat): Promise<Response> {
  const scope = requirePermission(ctx, 'finding:read');
  const { sort, view: _, ...filter } = address;
  await inTransaction(ctx, (tx) =>
    appendAudit(tx, ctx, {
      action: 'engagement.exported',
      target: { kind: 'engagements', id: 'engagements' },
      data: { format, query: engagementsHref('', address) },
    }),
  );
  const batches = pages(scope, { filter, order: sort }, ctx.now);
  return download(tableText(format, COLUMNS, batches), 'penetration-tests', format, ctx.now);
}
