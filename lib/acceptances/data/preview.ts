import { z } from 'zod';
import { OPEN } from '@/lib/acceptances/data/terms';
import { acceptancePolicy } from '@/lib/acceptances/settings';
import type { RequestPreview, ScopePreview } from '@/lib/acceptances/types';
import type { Scope } from '@/lib/access/policy';
import type { Ctx } from '@/lib/core/context';
import { unsafeDb } from '@/lib/core/db';
import { ruleIs } from '@/lib/findings/data/where-text';
import { targetOf } from '@/lib/findings/mutations/target';
import type { Selection } from '@/lib/findings/schema';
import { Prisma } from '@/prisma/generated/client';

const commonSchema = z.tuple([
  z.object({
    products: z.number(),
    left_out: z.number(),
    product_id: z.string().nullable(),
    package_name: z.string().nullable(),
    rule_id: z.string().nullable(),
  }),
]);

/** What the open ones of the selection have in common: null where they differ, or have none. */
async function commonOf(where: Prisma.Sql): Promise<z.infer<typeof commonSchema>[0]> {
  const found = await unsafeDb().$queryRaw`
    SELECT count(DISTINCT product_id) FILTER (WHERE open)::int AS products, count(*) FILTER (WHERE NOT open)::int AS left_out,
      CASE WHEN count(DISTINCT product_id) FILTER (WHERE open) = 1
        THEN min(product_id::text) FILTER (WHERE open) END AS product_id,
      CASE WHEN count(DISTINCT COALESCE(package_name, '')) FILTER (WHERE open) = 1
        THEN min(package_name) FILTER (WHERE open) END AS package_name,
      CASE WHEN count(DISTINCT rule_id) FILTER (WHERE open) = 1 THEN min(rule_id) FILTER (WHERE open) END AS rule_id
    FROM (SELECT f.product_id, f.package_name, f.rule_id, f.status IN ${OPEN} AS open FROM finding f WHERE ${where}) s`;
  return commonSchema.parse(found)[0];
}

const countsSchema = z.array(z.object({ severity: z.number(), n: z.number(), exploited: z.number() }));

async function countOf(scope: ScopePreview['scope'], where: Prisma.Sql): Promise<ScopePreview> {
  const found = await unsafeDb().$queryRaw`
    SELECT f.severity::int AS severity, count(*)::int AS n, count(*) FILTER (WHERE f.known_exploited)::int AS exploited
    FROM finding f WHERE f.status IN ${OPEN} AND ${where} GROUP BY f.severity`;
  const counts = countsSchema.parse(found);
  const of = [0, 1, 2, 3, 4].map((one) => counts.find(({ severity }) => severity === one));
  return { scope, bySeverity: of.map((one) => one?.n ?? 0), exploited: of.map((one) => one?.exploited ?? 0) };
}

/**
 * What a request about these findings could be about, with what each choice covers now.
 * @throws DomainError `not_found` where a finding that is named lies outside the scope
 */
export async function previewRequest(ctx: Ctx, scope: Scope, selection: Selection): Promise<RequestPreview> {
  const { where } = await targetOf(unsafeDb(), ctx, scope, selection);
  const common = await commonOf(where);
  const { product_id: productId, package_name: packageName, rule_id: ruleId } = common;
  const inProduct = Prisma.sql`f.product_id = ${productId}::uuid`;
  const wide =
    productId === null
      ? []
      : [
          ...(packageName ? [countOf('package', Prisma.sql`${inProduct} AND f.package_name = ${packageName}`)] : []),
          ...(ruleId ? [countOf('rule', Prisma.sql`${inProduct} AND ${ruleIs(ruleId)}`)] : []),
          countOf('product', inProduct),
        ];
  const product = productId
    ? await unsafeDb().product.findUnique({ where: { id: productId }, select: { name: true } })
    : null;
  return {
    scopes: await Promise.all([countOf('findings', where), ...wide]),
    common: { productId, productName: product?.name ?? null, packageName, ruleId },
    products: common.products,
    leftOut: common.left_out,
    policy: await acceptancePolicy(),
  };
}
