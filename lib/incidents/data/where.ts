import { productFilter, type Scope } from '@/lib/access/policy';
import { type IncidentAddress, PRIORITY_WORDS } from '@/lib/incidents/search-params';
import { Prisma } from '@/prisma/generated/client';

/** `%` and `_` mean themselves in what somebody types. */
const like = (text: string) => `%${text.replaceAll(/[\\%_]/g, (mark) => `\\${mark}`)}%`;

function textIs(q: string): Prisma.Sql {
  const number = /^(?:INC-|#)?(\d{1,9})$/i.exec(q)?.[1];
  const text = like(q);
  return Prisma.sql`(i.title ILIKE ${text} OR i.summary ILIKE ${text}
    ${number ? Prisma.sql`OR i.number = ${Number(number)}` : Prisma.empty})`;
}

/** The incidents that a scope reaches: `incident i`. */
export function within(scope: Scope): Prisma.Sql {
  const products = productFilter(scope)?.in;
  return products ? Prisma.sql`i.product_id = ANY (${products}::uuid[])` : Prisma.sql`TRUE`;
}

const hasPart = (personId: string) => Prisma.sql`EXISTS (
  SELECT FROM incident_role r WHERE r.incident_id = i.id AND r.until IS NULL AND r.person_id = ${personId}::uuid)`;

/** What a filter asks for but the state; tables `incident i`, `product p`. `personId`: who asks. */
export function matching(scope: Scope, filter: Omit<IncidentAddress, 'state'>, personId: string): Prisma.Sql {
  const { priority, kind, phase, product, team, mine, q } = filter;
  const ranks = priority.map((word) => PRIORITY_WORDS.indexOf(word) + 1);
  const teams = Prisma.sql`p.team_id IN (SELECT id FROM team WHERE slug = ANY (${team}::text[]))`;
  const conditions = [
    within(scope),
    ...(ranks.length > 0 ? [Prisma.sql`i.priority = ANY (${ranks}::int[])`] : []),
    ...(kind.length > 0 ? [Prisma.sql`i.kind = ANY (${kind}::text[])`] : []),
    ...(phase.length > 0 ? [Prisma.sql`i.phase::text = ANY (${phase}::text[])`] : []),
    ...(product.length > 0 ? [Prisma.sql`p.slug = ANY (${product}::text[])`] : []),
    ...(team.length > 0 ? [teams] : []),
    ...(mine ? [hasPart(personId)] : []),
    ...(q ? [textIs(q)] : []),
  ];
  return Prisma.join(conditions, ' AND ');
}
