import { z } from 'zod';
import { unsafeDb } from '@/lib/core/db';
import { COMMON, shareOf } from '@/lib/findings/data/common-words';
import { escapeLike } from '@/lib/findings/data/like';
import { searchWords } from '@/lib/findings/search-words';
import { Prisma } from '@/prisma/generated/client';

/** `few`: true of few findings, which an index knows (`Condition`). */
export type Typed = { readonly sql: Prisma.Sql; readonly few: boolean };

export const WORDS_MAX = 8;
/** A word that occurs in more different tokens than this is looked for in the findings themselves: it is in many. */
const TOKENS_MAX = 2_000;
/**
 * The index weighs each finding against all tokens that it is asked for: beyond so many it is asked in parts. Not in many:
 * each reads all that imports have left in its pending list.
 */
const TOKENS_AT_ONCE = 128;
/** Findings that are named one by one once they are known; more of them are met soon enough on the way. */
const FOUND_MAX = 10_000;

/** Findings whose title, location, rule, package or ids hold a word: as a test of `f`. */
type Word = {
  readonly sql: Prisma.Sql;
  /** Of a rare word, the tokens that it lies within; null: of no help for finding it. */
  readonly tokens: readonly number[] | null;
  /** Of a common one, the same for the index, and the part of all findings that holds it. */
  readonly beside?: { readonly sql: Prisma.Sql; readonly share: number };
};

const foundSchema = z.array(z.object({ id: z.number() }));

/**
 * The tokens that a word lies within. Of a CVE or GHSA the index knows the beginnings: of the whole id, and of its
 * number. One more than the most that are of use.
 */
async function tokensOf(word: string): Promise<number[]> {
  const beginning = `${escapeLike(/^\d{4}-/.test(word) ? `cve-${word}` : word)}%`;
  const tokens = await unsafeDb().$queryRaw`
    SELECT id FROM search_token WHERE token LIKE ${`%${escapeLike(word)}%`} AND token !~ '^(cve|ghsa)-'
    UNION ALL SELECT id FROM search_token WHERE token LIKE ${beginning} AND token ~ '^(cve|ghsa)-'
    UNION ALL SELECT id FROM search_token WHERE split_part(token, '-', 3) LIKE ${beginning} AND token ~ '^(cve|ghsa)-'
    LIMIT ${TOKENS_MAX + 1}`;
  return foundSchema.parse(tokens).map(({ id }) => id);
}

const held = (tokens: readonly number[]) => Prisma.sql`f.tokens && ${[...tokens]}::int[]`;
/** As an expression that no index knows and the planner takes for half of all: on the way through an order it is soon met. */
const along = (tokens: readonly number[]) => Prisma.sql`COALESCE(${held(tokens)}, FALSE)`;

async function wordOf(word: string): Promise<Word> {
  const tokens = await tokensOf(word);
  if (tokens.length > TOKENS_MAX) {
    const text = Prisma.sql`finding_search_text(f.title, f.location, f.rule_id, f.package_name, f.ids)`;
    return { sql: Prisma.sql`${text} LIKE ${`%${escapeLike(word)}%`}`, tokens: null };
  }
  const share = await shareOf(tokens);
  if (share > COMMON) return { sql: along(tokens), tokens: null, beside: { sql: held(tokens), share } };
  if (tokens.length <= TOKENS_AT_ONCE) return { sql: held(tokens), tokens };
  const own = Prisma.sql`EXISTS (SELECT FROM unnest(f.tokens) AS own (id) WHERE own.id = ANY(${tokens}::int[]))`;
  return { sql: own, tokens };
}

/**
 * The findings with all words, found by one that lies within many tokens; null where they are many. Part by part: asked
 * for all parts at once, the planner may well weigh every finding against each.
 */
async function findBy(tokens: readonly number[], words: readonly Word[]): Promise<number[] | null> {
  const parts = Array.from({ length: Math.ceil(tokens.length / TOKENS_AT_ONCE) }, (_, nth) =>
    JSON.stringify(tokens.slice(nth * TOKENS_AT_ONCE, (nth + 1) * TOKENS_AT_ONCE))
      .replace('[', '{')
      .replace(']', '}'),
  );
  const all = [Prisma.sql`f.tokens && part.tokens::int[]`, ...words.map(({ sql }) => sql)];
  const found = await unsafeDb().$queryRaw`
    SELECT DISTINCT f.id FROM unnest(${parts}::text[]) AS part (tokens)
    CROSS JOIN LATERAL (SELECT f.id FROM finding f WHERE ${Prisma.join(all, ' AND ')} OFFSET 0) AS f
    LIMIT ${FOUND_MAX + 1}`;
  const ids = foundSchema.parse(found).map(({ id }) => id);
  return ids.length > FOUND_MAX ? null : ids;
}

/**
 * The common word that the index meets beside a rare one, without looking at the findings. Only one: for each it goes
 * through all findings that hold it, and after the first few are left to look at.
 */
function leastCommon(words: readonly Word[]): Word | null {
  const common = words.filter(({ beside }) => beside !== undefined);
  return common.toSorted((a, b) => (a.beside?.share ?? 1) - (b.beside?.share ?? 1))[0] ?? null;
}

/** Findings that hold all the words of a search. */
export async function wordConditions(q: string): Promise<Typed[]> {
  const words = await Promise.all(searchWords(q, WORDS_MAX).map(wordOf));
  const isDirect = ({ tokens }: Word) => tokens !== null && tokens.length <= TOKENS_AT_ONCE;
  const beside = words.some(isDirect) ? leastCommon(words) : null;
  const typed = words.map((word) => ({
    sql: (word === beside && beside.beside?.sql) || word.sql,
    few: isDirect(word),
  }));
  const [scattered] = words
    .filter(({ tokens }) => tokens !== null)
    .toSorted((a, b) => (a.tokens?.length ?? 0) - (b.tokens?.length ?? 0));
  if (!scattered?.tokens || isDirect(scattered)) return typed;
  const ids = await findBy(
    scattered.tokens,
    words.filter((word) => word !== scattered),
  );
  return ids ? [{ sql: Prisma.sql`f.id = ANY(${ids}::int[])`, few: true }] : typed;
}
