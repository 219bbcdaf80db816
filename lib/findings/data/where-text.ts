import { unsafeDb } from '@/lib/core/db';
import { areCommon } from '@/lib/findings/data/common-words';
import type { FindingFilter } from '@/lib/findings/search-params';
import { searchWords } from '@/lib/findings/search-words';
import { Prisma } from '@/prisma/generated/client';

/** `few`: true of few findings, which an index knows (`Condition`). */
type Typed = { readonly sql: Prisma.Sql; readonly few: boolean };

const WORDS_MAX = 8;
/** A word that occurs in more different tokens than this is looked for in the findings themselves: it is in many. */
const TOKENS_MAX = 1_000;

function escapeLike(text: string): string {
  return text.replace(/[\\%_]/g, '\\$&');
}

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

/**
 * Findings whose title, location, rule, package or ids hold the word: it lies within one of their tokens. Of a CVE or GHSA
 * the index knows the beginnings: of the whole id, and of its number.
 */
async function holds(word: string): Promise<Typed> {
  const beginning = `${escapeLike(/^\d{4}-/.test(word) ? `cve-${word}` : word)}%`;
  const pattern = `%${escapeLike(word)}%`;
  const tokens = await unsafeDb().$queryRaw<{ id: number }[]>`
    SELECT id FROM search_token WHERE token LIKE ${pattern} AND token !~ '^(cve|ghsa)-'
    UNION ALL SELECT id FROM search_token WHERE token LIKE ${beginning} AND token ~ '^(cve|ghsa)-'
    UNION ALL SELECT id FROM search_token WHERE split_part(token, '-', 3) LIKE ${beginning} AND token ~ '^(cve|ghsa)-'
    LIMIT ${TOKENS_MAX + 1}`;
  if (tokens.length > TOKENS_MAX) {
    const sql = Prisma.sql`finding_search_text(f.title, f.location, f.rule_id, f.package_name, f.ids) LIKE ${pattern}`;
    return { sql, few: false };
  }
  const ids = tokens.map(({ id }) => id);
  const held = Prisma.sql`f.tokens && ${ids}::int[]`;
  // As an expression that no index knows and the planner takes for half of all: on the way through an order it is soon met.
  return (await areCommon(ids)) ? { sql: Prisma.sql`COALESCE(${held}, FALSE)`, few: false } : { sql: held, few: true };
}

/** The filters that are typed rather than chosen, and the set of an import; the tally knows none of them. */
export async function searchConditions(filter: FindingFilter): Promise<Typed[]> {
  const { id, package: packageName, path, q } = filter;
  const others = [
    ...(id ? [await idIs(id)] : []),
    ...(packageName ? [packageIs(packageName)] : []),
    ...(path ? [pathIs(path)] : []),
    ...(filter.acceptance ? [inAcceptance(filter.acceptance)] : []),
    ...(filter.import ? [inImport(filter.import, filter.change)] : []),
  ];
  const words = q ? await Promise.all(searchWords(q, WORDS_MAX).map(holds)) : [];
  return [...others.map((sql) => ({ sql, few: false })), ...words];
}

function inAcceptance(acceptanceId: string): Prisma.Sql {
  return Prisma.sql`f.id IN (SELECT m.finding_id FROM acceptance_finding m WHERE m.acceptance_id = ${acceptanceId}::uuid)`;
}

function inImport(importId: string, change: FindingFilter['change']): Prisma.Sql {
  const set = change ? Prisma.sql`AND i.change = ${change}` : Prisma.empty;
  return Prisma.sql`f.id IN (SELECT unnest(i.finding_ids) FROM import_set i WHERE i.import_id = ${importId}::uuid ${set})`;
}
