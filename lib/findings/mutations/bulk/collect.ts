import { z } from 'zod';
import type { Scope } from '@/lib/access/policy';
import type { Ctx } from '@/lib/core/context';
import type { Tx } from '@/lib/core/db';
import { findingWhere } from '@/lib/findings/data/condition';
import { productsToName } from '@/lib/findings/data/products';
import { viewerOf } from '@/lib/findings/data/viewer';
import { conditionsOf } from '@/lib/findings/data/where';
import type { Job } from '@/lib/findings/mutations/bulk/job';
import { inProducts } from '@/lib/findings/mutations/change';
import { loadFilter } from '@/lib/findings/search-params';
import { Prisma } from '@/prisma/generated/client';

/** Findings of one transaction: its row locks last for some tenths of a second. */
const SLICE = 2_500;

/** The findings that the job is about, as `SELECT id, product_id`. Dates in the filter count from when it was asked for. */
async function findingsOf(ctx: Ctx, scope: Scope, job: Job): Promise<Prisma.Sql> {
  if (job.order.verb === 'undo') {
    return Prisma.sql`SELECT DISTINCT f.id, f.product_id FROM finding_event e JOIN finding f ON f.id = e.finding_id
      WHERE e.batch_id = ${job.order.batchId}::uuid AND e.actor_id = ${ctx.actor.id} AND ${inProducts(scope.products)}`;
  }
  const filter = loadFilter(job.query ?? '');
  const viewer = viewerOf({ ...ctx, now: job.createdAt });
  const conditions = await conditionsOf(scope, await productsToName(scope, filter), filter, viewer);
  return Prisma.sql`SELECT f.id, f.product_id FROM finding f WHERE ${findingWhere(conditions)}`;
}

/**
 * Writes down once which findings the job is about, in slices: later slices need no filter, and what leaves the list
 * meanwhile is seen and counted. By product, so that a slice changes few of the maintained counts, and few pages of the
 * indexes. Returns how many there are.
 */
export async function collect(tx: Tx, ctx: Ctx, scope: Scope, job: Job): Promise<number> {
  const found = await tx.$queryRaw`
    WITH slice AS (
      INSERT INTO bulk_slice (job_id, nth, finding_ids)
      SELECT ${job.id}::uuid, nth, array_agg(id ORDER BY id)
      FROM (SELECT id, ((row_number() OVER (ORDER BY product_id, id)) - 1) / ${SLICE}::int AS nth
        FROM (${await findingsOf(ctx, scope, job)}) matching) numbered
      GROUP BY nth RETURNING cardinality(finding_ids) AS n
    ) SELECT COALESCE(sum(n), 0)::int AS total FROM slice`;
  return z.tuple([z.object({ total: z.number() })]).parse(found)[0].total;
}
