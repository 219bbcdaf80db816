import { z } from 'zod';
import type { Scope } from '@/lib/access/policy';
import type { Ctx } from '@/lib/core/context';
import type { Tx } from '@/lib/core/db';
import { DomainError } from '@/lib/core/errors';
import { findingWhere } from '@/lib/findings/data/condition';
import { rowsById } from '@/lib/findings/data/list';
import { productsToName } from '@/lib/findings/data/products';
import { asIn } from '@/lib/findings/data/snapshot';
import { viewerOf } from '@/lib/findings/data/viewer';
import { conditionsOf } from '@/lib/findings/data/where';
import { type Changed, inProducts, type Target } from '@/lib/findings/mutations/change';
import type { Selection } from '@/lib/findings/schema';
import { loadFilter } from '@/lib/findings/search-params';
import { type Conflict, FINDING_STATUSES, type Outcome } from '@/lib/findings/types';
import { Prisma } from '@/prisma/generated/client';

/** @throws DomainError `not_found` where a finding that is named does not exist within the scope */
async function requireAll(tx: Tx, scope: Scope, ids: readonly number[]): Promise<void> {
  const found = await tx.$queryRaw`
    SELECT count(*)::int AS n FROM finding f WHERE f.id = ANY(${[...ids]}::int[]) AND ${inProducts(scope.products)}`;
  const [{ n }] = z.tuple([z.object({ n: z.number() })]).parse(found);
  if (n < new Set(ids).size) throw new DomainError('not_found');
}

/** The findings that a selection means, within the scope, as SQL. */
export async function targetOf(tx: Tx, ctx: Ctx, scope: Scope, selection: Selection): Promise<Target> {
  if (selection.kind === 'matching') {
    const filter = loadFilter(selection.query);
    const conditions = await conditionsOf(scope, await productsToName(scope, filter), filter, viewerOf(ctx));
    return { where: findingWhere(conditions), fresh: asIn(selection.asOf) };
  }
  const ids = selection.findings.map(({ id }) => id);
  const versions = selection.findings.map(({ version }) => version);
  await requireAll(tx, scope, ids);
  return {
    where: Prisma.sql`f.id = ANY(${ids}::int[]) AND ${inProducts(scope.products)}`,
    fresh: Prisma.sql`f.version = (${versions}::int[])[array_position(${ids}::int[], f.id)]`,
  };
}

const conflictSchema = z.array(
  z.object({
    id: z.number(),
    version: z.number(),
    status: z.enum(FINDING_STATUSES),
    by: z.string(),
    at: z.date().transform((at) => at.toISOString()),
  }),
);

/** Who was faster: the newest history row of each finding that changed under its reader. */
export async function conflictsOf(tx: Tx, stale: readonly number[]): Promise<Conflict[]> {
  if (stale.length === 0) return [];
  const found = await tx.$queryRaw`
    SELECT f.id, f.version, f.status::text AS status, COALESCE(e.actor_name, '') AS by, COALESCE(e.at, f.updated_at) AS at
    FROM finding f LEFT JOIN LATERAL (
      SELECT actor_name, at FROM finding_event WHERE finding_id = f.id AND version = f.version
        AND kind NOT IN ('due', 'sla_warning', 'sla_breach') ORDER BY id DESC LIMIT 1
    ) e ON TRUE
    WHERE f.id = ANY(${[...stale]}::int[]) ORDER BY f.id`;
  return conflictSchema.parse(found);
}

/**
 * What the verb did, for its caller. `selection` is null for an undo.
 * @throws DomainError `conflict` (with who, when, what it is now) where nothing changed because somebody was faster
 */
export async function outcomeOf(tx: Tx, scope: Scope, selection: Selection | null, done: Changed): Promise<Outcome> {
  const { stale, groups: _groups, productId: _productId, ...counts } = done;
  const named = selection?.kind === 'some' ? selection.findings.map(({ id }) => id) : [];
  const conflicts = await conflictsOf(tx, stale);
  const first = conflicts[0];
  if (counts.changed === 0 && first) throw new DomainError('conflict', first);
  return { ...counts, conflicts, rows: named.length > 0 ? await rowsById(tx, scope, named) : [] };
}
