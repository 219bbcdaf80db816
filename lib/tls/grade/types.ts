import type { ScanFacts } from '@/lib/tls/facts';

/** Letters of the SSL Server Rating Guide; T: not trusted, M: the name does not match. */
export const LETTERS = ['A+', 'A', 'A-', 'B', 'C', 'D', 'E', 'F', 'T', 'M'] as const;
export type Letter = (typeof LETTERS)[number];

/**
 * What a rule does to the grade: `T`, `M` and `F` decide, a letter caps (not better than), `warning` turns an A into A-,
 * `no_a_plus` keeps an A from becoming A+, `note` is shown and changes nothing.
 */
export const EFFECTS = ['T', 'M', 'F', 'E', 'D', 'C', 'B', 'warning', 'no_a_plus', 'note'] as const;
export type Effect = (typeof EFFECTS)[number];

/** How sure the field is of a rule: the guide's text, a convention, or unclear. */
export const SURENESS = ['guide', 'convention', 'unclear'] as const;

/** The fact as parameters of a message. */
export type Params = Readonly<Record<string, string | number>>;

/** One reason: the fact, the rule that speaks, and what mending it alone would give. */
export type Reason = {
  /** Id of a file in rules/, and of its texts (title, fact, remedy) in messages/<locale>/tlsRules.json. */
  readonly rule: string;
  readonly effect: Effect;
  readonly params: Params;
  /** False: what the rule asks could not be checked, so it neither speaks for nor against the server. */
  readonly known: boolean;
  /** The reason stands at the grade that was given: without those that decided, it would be better. */
  readonly decided: boolean;
  /** The grade if this reason alone were remedied. */
  readonly remedied: Letter | null;
  readonly sure: (typeof SURENESS)[number];
};

/** Parts of the guide's score, 0 to 100, and their weighted total. */
export type Scores = {
  readonly protocol: number;
  readonly keyExchange: number;
  readonly cipher: number;
  readonly total: number;
};

/** A rule set's word on one scan's facts. Null letter: the server did not answer enough to say anything. */
export type Grade = {
  readonly letter: Letter | null;
  /** What it would be if the certificate were trusted and named right (SSL Labs: gradeTrustIgnored). */
  readonly trustIgnored: Letter | null;
  readonly scores: Scores | null;
  /** Criteria version: the file in criteria/. */
  readonly criteria: string;
  /** False where no HTTP is spoken, which the guide does not cover: the same arithmetic without HSTS. */
  readonly byGuide: boolean;
  readonly reasons: readonly Reason[];
};

/** What a rule finds: the parameters of its message, nothing (null), or that the facts do not tell. */
export type Found = Params | 'unknown' | null;

/**
 * One rule, one file in rules/: pure functions of the facts. What the rule does to the grade is said by the criteria. `fix`
 * gives the facts of the same server with this mended and nothing else.
 */
export type Rule = {
  readonly id: string;
  finds(facts: ScanFacts, limits: Readonly<Record<string, number>>): Found;
  fix(facts: ScanFacts): ScanFacts;
};
