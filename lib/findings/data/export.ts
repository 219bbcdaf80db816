import { z } from 'zod';
import type { Scope } from '@/lib/access/policy';
import { pgPool, unsafeDb } from '@/lib/core/db';
import { findingWhere } from '@/lib/findings/data/condition';
import { orderBy } from '@/lib/findings/data/list';
import { productsToName } from '@/lib/findings/data/products';
import { conditionsOf, type Viewer } from '@/lib/findings/data/where';
import { type ExportRow, exportRowSchema } from '@/lib/findings/export/row';
import type { FindingFilter, Order } from '@/lib/findings/search-params';
import { Prisma } from '@/prisma/generated/client';

const BATCH = 2_000;
const ID_BYTES = 4;

const setSchema = z.tuple([z.object({ ids: z.instanceof(Buffer).nullable() })]);

/** Which findings an export holds, in its order: four bytes each, so that a million of them are four megabytes. */
export type ExportSet = { readonly ids: Buffer; readonly count: number };

/**
 * The findings that match, in the list's order, as one statement sees them: however slowly the file is read, it holds
 * each of these once, and no transaction stays open for it.
 */
export async function exportSet(
  scope: Scope,
  { filter, order }: { readonly filter: FindingFilter; readonly order: Order },
  viewer: Viewer,
): Promise<ExportSet> {
  const conditions = await conditionsOf(scope, await productsToName(scope, filter), filter, viewer);
  const statement = Prisma.sql`
    SELECT string_agg(int4send(f.id), ''::bytea ORDER BY ${orderBy(order)}) AS ids FROM finding f WHERE ${findingWhere(conditions)}`;
  const { rows } = await pgPool().query(statement.text, statement.values);
  const ids = setSchema.parse(rows)[0].ids ?? Buffer.alloc(0);
  return { ids, count: ids.length / ID_BYTES };
}

/** The rows of a set as they are when they are read; what has left the scope meanwhile is left out. */
export async function* exportRows(
  scope: Scope,
  { ids, count }: ExportSet,
  places: boolean,
): AsyncGenerator<ExportRow[]> {
  for (let start = 0; start < count; start += BATCH) {
    const length = Math.min(BATCH, count - start);
    yield readRows(
      scope,
      Array.from({ length }, (_, nth) => ids.readInt32BE((start + nth) * ID_BYTES)),
      places,
    );
  }
}

async function readRows(scope: Scope, ids: readonly number[], places: boolean): Promise<ExportRow[]> {
  const reach =
    scope.products === 'all' ? Prisma.sql`TRUE` : Prisma.sql`f.product_id = ANY(${[...scope.products]}::uuid[])`;
  const found = await unsafeDb().$queryRaw`
    SELECT f.id, f.fingerprint, p.name AS product, t.name AS team, f.kind, f.scanner, f.title, f.severity,
      f.status::text AS status, f.reason, f.regressed, f.rule_id AS "ruleId", f.vuln_id AS "vulnId", f.ids, f.cwe,
      f.cvss_score AS "cvssScore", f.epss, f.priority, f.ssvc, f.known_exploited AS "knownExploited", f.fix_available AS "fixAvailable",
      f.location, f.path, f.package_name AS "packageName", f.package_version AS "packageVersion",
      f.fix_version AS "fixVersion", f.tags, a.name AS assignee, f.first_seen_at AS "firstSeenAt", f.due_at AS "dueAt",
      f.status_changed_at AS "statusChangedAt", f.updated_at AS "updatedAt",
      ${places ? Prisma.sql`d.location` : Prisma.sql`NULL::jsonb`} AS place
    FROM unnest(${[...ids]}::int[]) WITH ORDINALITY AS chosen(id, nth)
    JOIN finding f ON f.id = chosen.id JOIN product p ON p.id = f.product_id JOIN team t ON t.id = p.team_id
    LEFT JOIN person a ON a.id = f.assignee_id
    ${places ? Prisma.sql`LEFT JOIN finding_detail d ON d.finding_id = f.id` : Prisma.empty}
    WHERE ${reach} ORDER BY chosen.nth`;
  return z.array(exportRowSchema).parse(found);
}
