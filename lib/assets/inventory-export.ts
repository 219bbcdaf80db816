import 'server-only';
import { requirePermission, type Scope } from '@/lib/access/policy';
import { type InventoryQuery, listAssets } from '@/lib/assets/data/inventory';
import { assetsHref, type InventoryAddress } from '@/lib/assets/inventory-address';
import type { AssetPage, AssetRow } from '@/lib/assets/inventory-types';
import { appendAudit } from '@/lib/core/audit';
import type { Ctx } from '@/lib/core/context';
import { inTransaction } from '@/lib/core/db';
import { type Column, download, type TableFormat, tableText } from '@/lib/core/download';

const BATCH = 500;

/** Columns of the list, in English in every language: machines and auditors read it alike. */
const COLUMNS: readonly Column<AssetRow>[] = [
  { name: 'kind', of: (row) => row.kind },
  { name: 'name', of: (row) => row.name },
  { name: 'key', of: (row) => row.key },
  { name: 'other_names', of: (row) => row.others },
  { name: 'product', of: (row) => row.product.slug },
  { name: 'product_name', of: (row) => row.product.name },
  { name: 'team', of: (row) => row.team },
  { name: 'tier', of: (row) => row.tier },
  { name: 'exposure', of: (row) => row.exposure },
  { name: 'data_class', of: (row) => row.dataClass },
  { name: 'scan', of: (row) => row.coverage.scan },
  { name: 'scanned_at', of: (row) => row.scannedAt },
  { name: 'edr', of: (row) => row.coverage.edr },
  { name: 'backup', of: (row) => row.coverage.backup },
  { name: 'tls', of: (row) => row.coverage.tls },
  { name: 'tls_grade', of: (row) => row.tlsLetter },
  { name: 'open_findings', of: (row) => row.open.n },
  { name: 'open_findings_exact', of: (row) => row.open.exact },
  { name: 'first_seen_at', of: (row) => row.firstSeenAt },
  { name: 'last_seen_at', of: (row) => row.lastSeenAt },
  { name: 'id', of: (row) => row.id },
];

async function* pages(
  scope: Scope,
  query: Omit<InventoryQuery, 'cursor'>,
  now: Date,
): AsyncGenerator<readonly AssetRow[]> {
  let cursor: string | null = null;
  do {
    const page: AssetPage = await listAssets(scope, { ...query, cursor }, now, BATCH);
    if (page.rows.length > 0) yield page.rows;
    cursor = page.next;
  } while (cursor !== null);
}

/**
 * The assets as the list shows them, in its order, as a file; of a token those of its product.
 * @throws DomainError forbidden
 */
export async function exportAssets(ctx: Ctx, address: InventoryAddress, format: TableFormat): Promise<Response> {
  const scope = requirePermission(ctx, 'finding:read');
  const { sort, ...filter } = address;
  await inTransaction(ctx, (tx) =>
    appendAudit(tx, ctx, {
      action: 'asset.exported',
      target: { kind: 'assets', id: 'inventory' },
      data: { format, query: assetsHref(address, '') },
    }),
  );
  return download(
    tableText(format, COLUMNS, pages(scope, { filter, order: sort }, ctx.now)),
    'assets',
    format,
    ctx.now,
  );
}
