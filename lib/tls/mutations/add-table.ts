import { requirePermission } from '@/lib/access/policy';
import { appendAudit } from '@/lib/core/audit';
import type { Ctx } from '@/lib/core/context';
import { inTransaction } from '@/lib/core/db';
import { DomainError } from '@/lib/core/errors';
import { placeOf } from '@/lib/tls/data/rows';
import { beginScans } from '@/lib/tls/mutations/begin-scan';
import { requirePerson } from '@/lib/tls/mutations/find';
import { placeName } from '@/lib/tls/place';
import type { ReadTable, TableEntry, TakenTable } from '@/lib/tls/table';

type AddTable = { readonly productId: string; readonly table: ReadTable };

/**
 * Watches what the good lines of a table name, and scans it; what is watched already is named beside the other mistakes.
 * @throws DomainError forbidden, not_found
 */
export async function addTable(ctx: Ctx, { productId, table }: AddTable): Promise<TakenTable> {
  requirePermission(ctx, 'tls:write', productId);
  requirePerson(ctx);
  return inTransaction(ctx, async (tx) => {
    if ((await tx.product.count({ where: { id: productId } })) === 0) throw new DomainError('not_found');
    const made = await tx.tlsEndpoint.createManyAndReturn({
      data: table.entries.map(({ line: _, ...entry }: TableEntry) => ({ ...entry, productId, createdAt: ctx.now })),
      select: { id: true, host: true, port: true, sni: true, address: true, starttls: true },
      skipDuplicates: true,
    });
    const names = new Set(made.map((row) => placeName(placeOf(row))));
    const known = table.entries.filter((entry) => !names.has(placeName(entry)));
    const exists = known.map(({ line }) => ({ line, code: 'exists' as const, params: {} }));
    if (made.length > 0) {
      await appendAudit(tx, ctx, {
        action: 'tls.endpoints-added',
        target: { kind: 'tls-endpoint', id: 'several' },
        productId,
        data: { endpoints: made.map(({ id }) => id) },
      });
      await beginScans(
        tx,
        ctx,
        made.map(({ id }) => id),
        'added',
      );
    }
    const problems = [...table.problems, ...exists].sort((a, b) => a.line - b.line);
    return { added: made.length, problems: problems.slice(0, 50), count: table.count + exists.length };
  });
}
