import { productFilter, type Scope } from '@/lib/access/policy';
import type { AlertFilter } from '@/lib/alerts/search-params';
import { SEVERITIES } from '@/lib/findings/severity';
import { Prisma } from '@/prisma/generated/client';

/** `%` and `_` mean themselves in what somebody types. */
const like = (text: string) => `%${text.replaceAll(/[\\%_]/g, (mark) => `\\${mark}`)}%`;

function textIs(q: string): Prisma.Sql {
  const number = /^(?:A-|#)?(\d{1,9})$/i.exec(q)?.[1];
  const text = like(q);
  return Prisma.sql`(a.title ILIKE ${text} OR a.rule ILIKE ${text}
    OR EXISTS (SELECT FROM jsonb_each_text(a.entity) AS field WHERE field.value ILIKE ${text})
    ${number ? Prisma.sql`OR a.number = ${Number(number)}` : Prisma.empty})`;
}

/** The alerts that a scope reaches: `alert a`. */
export function within(scope: Scope): Prisma.Sql {
  const products = productFilter(scope)?.in;
  return products ? Prisma.sql`a.product_id = ANY (${products}::uuid[])` : Prisma.sql`TRUE`;
}

/** What a filter asks for but the state; tables `alert a`, `product p`. What is part of another alert is found there. */
export function matching(scope: Scope, filter: Omit<AlertFilter, 'state'>): Prisma.Sql {
  const { severity, product, team, rule, technique, q } = filter;
  const ranks = severity.map((name) => SEVERITIES.indexOf(name));
  const teams = Prisma.sql`p.team_id IN (SELECT id FROM team WHERE slug = ANY (${team}::text[]))`;
  const conditions = [
    within(scope),
    Prisma.sql`a.merged_into_id IS NULL`,
    ...(ranks.length > 0 ? [Prisma.sql`a.severity = ANY (${ranks}::int[])`] : []),
    ...(product.length > 0 ? [Prisma.sql`p.slug = ANY (${product}::text[])`] : []),
    ...(team.length > 0 ? [teams] : []),
    ...(rule.length > 0 ? [Prisma.sql`a.rule = ANY (${rule}::text[])`] : []),
    ...(technique.length > 0 ? [Prisma.sql`a.techniques && ${technique}::text[]`] : []),
    ...(q ? [textIs(q)] : []),
  ];
  return Prisma.join(conditions, ' AND ');
}
