import type { Ctx } from '@/lib/core/context';
import type { Tx } from '@/lib/core/db';
import { OPEN } from '@/lib/findings/data/where';
import type { NoticeKind } from '@/lib/notices/types';

export const PRODUCT_IMPORT = 'product_import' satisfies NoticeKind;
/** As lib/findings/severity.ts ranks them. */
const CRITICAL = 4;

/**
 * Tells whoever watches the product what an import brought that matters: new critical findings, findings that came back,
 * and those of both that were overdue on arrival. One notice a person, none where nothing of it came; of a product that
 * nobody watches no finding is read.
 */
export async function tellWatchers(tx: Tx, ctx: Ctx, importId: string): Promise<void> {
  const now = ctx.now.toISOString();
  await tx.$executeRaw`
    INSERT INTO notice (person_id, at, kind, params, href, product_id)
    SELECT w.person_id, ${now}::timestamptz, ${PRODUCT_IMPORT}::text, jsonb_build_object('import', i.id, 'product', p.name,
        'count', c.n, 'critical', c.critical, 'regressed', c.regressed, 'overdue', c.overdue),
      '/findings?status=any&import=' || i.id, i.product_id
    FROM import i JOIN product p ON p.id = i.product_id JOIN product_watch w ON w.product_id = i.product_id
    CROSS JOIN (
      SELECT count(*) FILTER (WHERE critical OR regressed OR overdue) AS n, count(*) FILTER (WHERE critical) AS critical,
        count(*) FILTER (WHERE regressed) AS regressed, count(*) FILTER (WHERE overdue) AS overdue
      FROM (
        SELECT s.change = 'new' AND f.severity = ${CRITICAL} AS critical, s.change = 'reopened' AS regressed,
          COALESCE(f.due_at < ${now}::timestamptz, false) AS overdue
        FROM import_set s CROSS JOIN LATERAL unnest(s.finding_ids) AS one(id) JOIN finding f ON f.id = one.id
        WHERE s.import_id = ${importId}::uuid AND s.change IN ('new', 'reopened') AND f.status IN (${OPEN})
          AND EXISTS (SELECT FROM product_watch o JOIN import j ON j.product_id = o.product_id WHERE j.id = ${importId}::uuid)
      ) AS brought
    ) AS c
    WHERE i.id = ${importId}::uuid AND c.n > 0`;
}
