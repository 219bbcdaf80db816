/** As in the database (function `search_tokens`): what of a word counts, in UTF-16 units. */
const WORD = 400;
/** As there: what parts words. A package and its version are two words, which come again in other places. */
const BETWEEN = /[\s@]+/;
/** As there: what a word neither begins nor ends with. */
const PUNCTUATION = '.,;:()[]';

const isPunctuation = (text: string, at: number) => PUNCTUATION.includes(text.charAt(at));

function trimmed(word: string): string {
  let [from, to] = [0, word.length];
  while (from < to && isPunctuation(word, from)) from += 1;
  while (to > from && isPunctuation(word, to - 1)) to -= 1;
  const bare = to - from === word.length ? word : word.slice(from, to);
  return bare.length > WORD ? bare.slice(0, WORD).toWellFormed() : bare;
}

/** The words of a text as they are searched for: in lower case, without punctuation around them, at most so many. */
export function searchWords(text: string, most: number): string[] {
  const words = text
    .toLowerCase()
    .split(BETWEEN, most + 1)
    .map(trimmed);
  return words.filter((word) => word !== '').slice(0, most);
}
