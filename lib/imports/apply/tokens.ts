import { pgPool } from '@/lib/core/db';
import { searchWords } from '@/lib/findings/search-words';
import type { ReportRow } from '@/lib/imports/apply/row';

/** Words of a finding that are indexed: no title needs more, and a hostile list of ids gets no more. */
const WORDS = 300;
/** Words that a process remembers; beyond it begins anew. */
const REMEMBERED = 200_000;

const KNOWN = 'SELECT id, token FROM search_token WHERE token = ANY($1)';
const ADD = 'INSERT INTO search_token (token) SELECT unnest($1::text[]) ON CONFLICT DO NOTHING RETURNING id, token';

type Token = { readonly id: number; readonly token: string };

let remembered = new Map<string, number>();

/** The words that a search finds the finding by. */
function wordsOf({ finding, location }: Pick<ReportRow, 'finding' | 'location'>): string[] {
  const { title, ruleId, ids } = finding;
  // Ids first: a finding is found by each of them, however long its title.
  const text = [ruleId, ...ids, finding.location.packageName ?? '', location, title].join(' ');
  return searchWords(text, WORDS);
}

/**
 * The search tokens of each row, in their order. Words that are new are added at once and for good, on a connection of
 * their own, so that imports do not wait for one another's words.
 */
export async function tokensOf(rows: readonly ReportRow[]): Promise<number[][]> {
  if (remembered.size > REMEMBERED) remembered = new Map();
  const ids = remembered;
  const found = rows.map((row) => wordsOf(row).map((word) => ids.get(word) ?? word));
  const unknown = new Set<string>();
  for (const own of found) for (const one of own) if (typeof one === 'string') unknown.add(one);
  await learnWords(ids, [...unknown].sort());
  return found.map((own) => {
    const tokens: number[] = [];
    for (const one of own) {
      const id = typeof one === 'string' ? ids.get(one) : one;
      if (id !== undefined && !tokens.includes(id)) tokens.push(id);
    }
    return tokens;
  });
}

async function learnWords(ids: Map<string, number>, unknown: readonly string[]): Promise<void> {
  const ask = async (sql: string, asked: readonly string[]) => {
    if (asked.length === 0) return [];
    const { rows } = await pgPool().query<Token>(sql, [asked]);
    for (const { id, token } of rows) ids.set(token, id);
    return asked.filter((word) => !ids.has(word));
  };
  const added = await ask(KNOWN, unknown);
  // Others may add the same at the same moment: what was not ours to add is theirs, and there.
  const others = await ask(ADD, added);
  const lost = await ask(KNOWN, others);
  if (lost.length > 0) throw new Error(`${lost.length} search tokens were added and are not there`);
}
