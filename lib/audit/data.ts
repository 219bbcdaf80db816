import type { Scope } from '@/lib/access/policy';
import { productFilter } from '@/lib/access/policy';
import { type AuditCursor, type AuditFilter, writeCursor } from '@/lib/audit/schema';
import type { AuditPage, AuditRowDto } from '@/lib/audit/types';
import { type Prisma, unsafeDb } from '@/lib/core/db';

export const PAGE_SIZE = 50;

const DAY_MS = 24 * 3_600_000;

const select = {
  id: true,
  at: true,
  actorKind: true,
  actorId: true,
  actorName: true,
  action: true,
  targetKind: true,
  targetId: true,
  productId: true,
  text: true,
  seal: { select: { seq: true } },
} as const satisfies Prisma.AuditEntrySelect;

type Row = Prisma.AuditEntryGetPayload<{ select: typeof select }>;

function dto(row: Row): AuditRowDto {
  return {
    id: row.id,
    at: row.at.toISOString(),
    actor: { kind: row.actorKind, id: row.actorId, name: row.actorName },
    action: row.action,
    target: { kind: row.targetKind, id: row.targetId },
    product: row.productId,
    text: row.text,
    seal: row.seal?.seq ?? null,
  };
}

/** Whoever reads everywhere sees every row; a narrower grant sees only rows of its products. */
function matching(scope: Scope, filter: AuditFilter): Prisma.AuditEntryWhereInput {
  const from = filter.from ? new Date(filter.from) : undefined;
  const to = filter.to ? new Date(new Date(filter.to).getTime() + DAY_MS) : undefined;
  return {
    productId: productFilter(scope),
    ...(filter.person ? { actorName: { contains: filter.person, mode: 'insensitive' } } : {}),
    ...(filter.action ? { action: { startsWith: filter.action } } : {}),
    ...(filter.target ? { OR: [{ targetKind: filter.target }, { targetId: filter.target }] } : {}),
    ...(from || to ? { at: { gte: from, lt: to } } : {}),
  };
}

function before(cursor: AuditCursor | null): Prisma.AuditEntryWhereInput {
  if (!cursor) return {};
  return { OR: [{ at: { lt: cursor.at } }, { at: cursor.at, id: { lt: cursor.id } }] };
}

/** One page of the trail, newest first. */
export async function listAudit(scope: Scope, filter: AuditFilter, cursor: AuditCursor | null): Promise<AuditPage> {
  const rows = await unsafeDb().auditEntry.findMany({
    where: { AND: [matching(scope, filter), before(cursor)] },
    orderBy: [{ at: 'desc' }, { id: 'desc' }],
    take: PAGE_SIZE + 1,
    select,
  });
  const last = rows.length > PAGE_SIZE ? rows[PAGE_SIZE - 1] : undefined;
  return { rows: rows.slice(0, PAGE_SIZE).map(dto), next: last ? writeCursor(last) : null };
}

const EXPORT_BATCH = 1_000;

/** Every matching row, oldest first, in batches of constant memory. */
export async function* streamAudit(scope: Scope, filter: AuditFilter): AsyncGenerator<readonly AuditRowDto[]> {
  let after = 0;
  for (;;) {
    const rows = await unsafeDb().auditEntry.findMany({
      where: { AND: [matching(scope, filter), { id: { gt: after } }] },
      orderBy: { id: 'asc' },
      take: EXPORT_BATCH,
      select,
    });
    if (rows.length > 0) yield rows.map(dto);
    const last = rows.at(-1);
    if (!last || rows.length < EXPORT_BATCH) return;
    after = last.id;
  }
}
