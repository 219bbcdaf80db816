/** A place in a rule file: keys and indexes from its root. */
export type RulePath = readonly (string | number)[];

/** What is wrong at a place in a rule, and what to do about it. */
export class RuleProblem extends Error {
  constructor(
    readonly path: RulePath,
    readonly what: string,
    readonly remedy: string,
  ) {
    super(`${what} ${remedy}`);
  }
}

/** A rule file that cannot be used: names file, line (from 1) and remedy. */
export class RuleError extends Error {
  constructor(
    readonly file: string,
    readonly line: number,
    readonly what: string,
    readonly remedy: string,
  ) {
    super(`${file}:${line}: ${what} ${remedy}`);
  }
}
