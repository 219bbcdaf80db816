import type { Pool } from 'pg';
import type { ReportRow } from '@/lib/imports/apply/row';

/** As in the database (function `search_tokens`): what of a word counts. */
const WORD = 400;
/** Words of a finding that are indexed: no title needs more, and a hostile list of ids gets no more. */
const WORDS = 300;
/** Words that a process remembers; beyond it begins anew. */
const REMEMBERED = 200_000;

const KNOWN = 'SELECT id, token FROM search_token WHERE token = ANY($1)';
const ADD = 'INSERT INTO search_token (token) SELECT unnest($1::text[]) ON CONFLICT DO NOTHING';

type Token = { readonly id: number; readonly token: string };

let remembered = new Map<string, number>();

/** The words that a search finds the finding by. */
function wordsOf({ finding, location }: Pick<ReportRow, 'finding' | 'location'>): string[] {
  const { title, ruleId, ids } = finding;
  const text = [title, location, ruleId, finding.location.packageName ?? '', ...ids].join(' ').toLowerCase();
  const words = text.split(/\s+/, WORDS + 1).filter((word) => word !== '');
  return words.slice(0, WORDS).map((word) => (word.length > WORD ? word.slice(0, WORD).toWellFormed() : word));
}

/** The search tokens of each row, in their order. */
export async function tokensOf(pool: Pool, rows: readonly ReportRow[]): Promise<number[][]> {
  const words = rows.map(wordsOf);
  const ids = await tokenIds(pool, words.flat());
  return words.map((own) => [...new Set(own.flatMap((word) => ids.get(word) ?? []))]);
}

/**
 * The ids of all words, which are added where they are new: at once and for good, on a connection of their own, so that
 * imports do not wait for one another's words.
 */
async function tokenIds(pool: Pool, words: Iterable<string>): Promise<ReadonlyMap<string, number>> {
  const wanted = new Set(words);
  if (remembered.size > REMEMBERED) remembered = new Map();
  const ids = remembered;
  const readKnown = async (words: readonly string[]) => {
    const { rows } = await pool.query<Token>(KNOWN, [words]);
    for (const { id, token } of rows) ids.set(token, id);
    return words.filter((word) => !ids.has(word));
  };
  const unknown = [...wanted].filter((word) => !ids.has(word));
  const added = unknown.length > 0 ? await readKnown(unknown) : [];
  if (added.length === 0) return ids;
  await pool.query(ADD, [added.sort()]);
  const lost = await readKnown(added);
  if (lost.length > 0) throw new Error(`${lost.length} search tokens were added and are not there`);
  return ids;
}
