import 'server-only';
import { requirePermission } from '@/lib/access/policy';
import { type AssetFilter, listSources, listTeams, type SourceFilter } from '@/lib/assets/data';
import type { ProductRow, SourceRow } from '@/lib/assets/types';
import { appendAudit } from '@/lib/core/audit';
import type { Ctx } from '@/lib/core/context';
import { inTransaction } from '@/lib/core/db';
import { type Column, download, oneBatch, type TableFormat, tableText } from '@/lib/core/download';
import { SEVERITIES } from '@/lib/findings/severity';

type TeamProduct = ProductRow & { readonly team: string };

const PRODUCT_COLUMNS: readonly Column<TeamProduct>[] = [
  { name: 'product', of: (row) => row.slug },
  { name: 'name', of: (row) => row.name },
  { name: 'team', of: (row) => row.team },
  { name: 'description', of: (row) => row.description },
  ...SEVERITIES.toReversed().map((severity) => ({
    name: `open_${severity}`,
    of: (row: TeamProduct) => row.open[severity],
  })),
  { name: 'open', of: (row) => row.openTotal },
  { name: 'sources', of: (row) => row.sources },
  { name: 'silent_sources', of: (row) => row.silent },
  { name: 'last_import_at', of: (row) => row.lastImportAt },
];

const SOURCE_COLUMNS: readonly Column<SourceRow>[] = [
  { name: 'product', of: (row) => row.product.slug },
  { name: 'product_name', of: (row) => row.product.name },
  { name: 'scanner', of: (row) => row.scanner },
  { name: 'target', of: (row) => row.target },
  { name: 'branch', of: (row) => row.branch },
  { name: 'image', of: (row) => row.imageRef || row.image },
  { name: 'environment', of: (row) => row.environment },
  { name: 'service', of: (row) => row.service },
  { name: 'state', of: (row) => row.state },
  { name: 'last_import_at', of: (row) => row.lastImportAt },
  { name: 'last_scan_at', of: (row) => row.lastScanAt },
  { name: 'expected_every_hours', of: (row) => row.expectEveryHours },
  { name: 'retired_at', of: (row) => row.retiredAt },
  { name: 'retired_by', of: (row) => row.retiredAt && row.retiredBy },
  { name: 'retired_note', of: (row) => row.retiredAt && row.retiredNote },
];

function note(ctx: Ctx, list: 'products' | 'sources', format: TableFormat, rows: number): Promise<void> {
  const change = { action: 'asset.exported', target: { kind: 'assets', id: list }, data: { format, rows } };
  return inTransaction(ctx, (tx) => appendAudit(tx, ctx, change));
}

/** The products of the list as a file, by team and name. @throws DomainError forbidden */
export async function exportProducts(ctx: Ctx, filter: AssetFilter, format: TableFormat): Promise<Response> {
  const teams = await listTeams(requirePermission(ctx, 'finding:read'), filter, ctx.now);
  const rows = teams.flatMap(({ name: team, products }) => products.map((product) => ({ ...product, team })));
  await note(ctx, 'products', format, rows.length);
  return download(tableText(format, PRODUCT_COLUMNS, oneBatch(rows)), 'products', format, ctx.now);
}

/** The sources of the list as a file, the longest silent first. @throws DomainError forbidden */
export async function exportSources(ctx: Ctx, filter: SourceFilter, format: TableFormat): Promise<Response> {
  const rows = await listSources(requirePermission(ctx, 'finding:read'), filter, ctx.now);
  await note(ctx, 'sources', format, rows.length);
  return download(tableText(format, SOURCE_COLUMNS, oneBatch(rows)), 'sources', format, ctx.now);
}
