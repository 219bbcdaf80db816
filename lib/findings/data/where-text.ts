import { unsafeDb } from '@/lib/core/db';
import { escapeLike } from '@/lib/findings/data/like';
import { type Typed, WORDS_MAX, wordConditions } from '@/lib/findings/data/where-words';
import type { FindingFilter } from '@/lib/findings/search-params';
import { searchWords } from '@/lib/findings/search-words';
import { Prisma } from '@/prisma/generated/client';

/** `LIKE` pattern of a text in which only `*` is a wildcard. */
function likePattern(text: string): string {
  return escapeLike(text).replaceAll('*', '%');
}

/** By the scanner's rule. Where that is the id which is shown, as of most, the index of shown ids knows it. */
export function ruleIs(ruleId: string): Prisma.Sql {
  return Prisma.sql`((f.rule_id = ${ruleId} AND f.rule_id IS DISTINCT FROM f.vuln_id)
    OR (f.vuln_id = ${ruleId} AND f.rule_id = ${ruleId}))`;
}

/** The rule, or one of the ids, whatever its case. Both are among the words of a finding: their index leads to it. */
async function idIs(id: string): Promise<Prisma.Sql> {
  const words = [...new Set(searchWords(id, WORDS_MAX))];
  const tokens = await unsafeDb().searchToken.findMany({ where: { token: { in: words } }, select: { id: true } });
  if (tokens.length < words.length || words.length === 0) return Prisma.sql`FALSE`;
  return Prisma.sql`(f.tokens @> ${tokens.map((token) => token.id)}::int[]
    AND (f.rule_id = ${id} OR EXISTS (SELECT FROM unnest(f.ids) AS own WHERE lower(own) = lower(${id}))))`;
}

function packageIs(name: string): Prisma.Sql {
  return name.includes('*')
    ? Prisma.sql`f.package_name LIKE ${likePattern(name)}`
    : Prisma.sql`f.package_name = ${name}`;
}

function pathIs(path: string): Prisma.Sql {
  if (path.includes('*')) return Prisma.sql`f.path LIKE ${likePattern(path)}`;
  const folder = path.replace(/\/+$/, '');
  return Prisma.sql`(f.path = ${folder} OR f.path LIKE ${`${likePattern(folder)}/%`})`;
}

/** The filters that are typed rather than chosen, and the set of an import; the tally knows none of them. */
export async function searchConditions(filter: FindingFilter): Promise<Typed[]> {
  const { id, package: packageName, path, q } = filter;
  const others = [
    ...(id ? [await idIs(id)] : []),
    ...(packageName ? [packageIs(packageName)] : []),
    ...(path ? [pathIs(path)] : []),
    ...(filter.acceptance ? [inAcceptance(filter.acceptance)] : []),
    ...(filter.asset ? [atAsset(filter.asset)] : []),
    ...(filter.import ? [inImport(filter.import, filter.change)] : []),
  ];
  return [...others.map((sql) => ({ sql, few: false })), ...(q ? await wordConditions(q) : [])];
}

function inAcceptance(acceptanceId: string): Prisma.Sql {
  return Prisma.sql`f.id IN (SELECT m.finding_id FROM acceptance_finding m WHERE m.acceptance_id = ${acceptanceId}::uuid)`;
}

function atAsset(assetId: string): Prisma.Sql {
  return Prisma.sql`f.id IN (SELECT m.finding_id FROM asset_name n JOIN asset_finding m ON m.name_id = n.id
    WHERE n.asset_id = ${assetId}::uuid)`;
}

function inImport(importId: string, change: FindingFilter['change']): Prisma.Sql {
  const set = change ? Prisma.sql`AND i.change = ${change}` : Prisma.empty;
  return Prisma.sql`f.id IN (SELECT unnest(i.finding_ids) FROM import_set i WHERE i.import_id = ${importId}::uuid ${set})`;
}
