import { DETECTION_LIMITS } from '@/lib/detection/limits';
import { RuleProblem } from '@/lib/detection/problem';
import type { Predicate } from '@/lib/detection/types';

const PATH = ['detection', 'condition'];
const TOKEN = /\s*([()]|[^\s()]+)/y;
const KEYWORDS = new Set(['and', 'or', 'not', 'of', '(', ')']);

function tokensOf(text: string): string[] {
  const tokens: string[] = [];
  TOKEN.lastIndex = 0;
  for (let found = TOKEN.exec(text); found; found = TOKEN.exec(text)) tokens.push(found[1] ?? '');
  if (tokens.length > DETECTION_LIMITS.conditionTokens)
    throw new RuleProblem(PATH, 'The condition is too long.', 'Split the rule.');
  if (tokens.includes('|'))
    throw new RuleProblem(PATH, 'Aggregations behind "|" are not part of Sigma 2.', 'Write a correlation rule.');
  return tokens;
}

/** Reads a condition by recursive descent: or < and < not < parentheses, a search, "1 of …", "all of …". */
class Reader {
  #at = 0;
  #depth = 0;
  readonly #tokens: readonly string[];

  constructor(
    text: string,
    readonly searches: ReadonlyMap<string, Predicate>,
  ) {
    this.#tokens = tokensOf(text);
  }

  whole(): Predicate {
    const test = this.#or();
    const rest = this.#tokens[this.#at];
    if (rest !== undefined) throw this.#problem(`"${rest}" was not expected in the condition.`);
    return test;
  }

  #problem(what: string): RuleProblem {
    const names = [...this.searches.keys()].join(', ');
    return new RuleProblem(PATH, what, `It takes "and", "or", "not", "1 of", "all of", parentheses and: ${names}.`);
  }

  /** Takes the next token if it is this word. */
  #took(word: string): boolean {
    if (this.#tokens[this.#at]?.toLowerCase() !== word) return false;
    this.#at += 1;
    return true;
  }

  #or(): Predicate {
    const tests = [this.#and()];
    while (this.#took('or')) tests.push(this.#and());
    return tests.length === 1 && tests[0] ? tests[0] : (fields) => tests.some((test) => test(fields));
  }

  #and(): Predicate {
    const tests = [this.#not()];
    while (this.#took('and')) tests.push(this.#not());
    return tests.length === 1 && tests[0] ? tests[0] : (fields) => tests.every((test) => test(fields));
  }

  #not(): Predicate {
    this.#depth += 1;
    if (this.#depth > DETECTION_LIMITS.conditionDepth) throw this.#problem('The condition is nested too deeply.');
    const test = this.#took('not') ? this.#negated() : this.#atom();
    this.#depth -= 1;
    return test;
  }

  #negated(): Predicate {
    const test = this.#not();
    return (fields) => !test(fields);
  }

  #atom(): Predicate {
    if (this.#took('(')) {
      const test = this.#or();
      if (!this.#took(')')) throw this.#problem('A parenthesis is not closed.');
      return test;
    }
    const word = this.#tokens[this.#at] ?? '';
    const isCount = this.#tokens[this.#at + 1]?.toLowerCase() === 'of';
    if (isCount && /^(1|any|all)$/i.test(word)) return this.#some(word.toLowerCase() === 'all');
    const search = this.searches.get(word);
    if (!search || KEYWORDS.has(word.toLowerCase()))
      throw this.#problem(word === '' ? 'The condition ends too early.' : `There is no search "${word}".`);
    this.#at += 1;
    return search;
  }

  /** "1 of them", "all of sel*": `them` leaves out searches whose name begins with "_". */
  #some(all: boolean): Predicate {
    const pattern = this.#tokens[this.#at + 2] ?? '';
    this.#at += 3;
    const star = pattern.endsWith('*');
    const beginning = star ? pattern.slice(0, -1) : pattern;
    const chosen = [...this.searches].filter(([name]) => {
      if (pattern.toLowerCase() === 'them') return !name.startsWith('_');
      return star ? name.startsWith(beginning) : name === pattern;
    });
    if (chosen.length === 0) throw this.#problem(`No search is called "${pattern}".`);
    const tests = chosen.map(([, test]) => test);
    return all ? (fields) => tests.every((test) => test(fields)) : (fields) => tests.some((test) => test(fields));
  }
}

/**
 * Compiles a condition over the searches of a rule.
 * @throws RuleProblem
 */
export function compileCondition(text: string, searches: ReadonlyMap<string, Predicate>): Predicate {
  return new Reader(text, searches).whole();
}
