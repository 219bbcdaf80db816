/** What a rule file and a record may ask of the machine. */
export const DETECTION_LIMITS = {
  /** Characters of a rule file, and nesting of what is in it. */
  file: 64 * 1024,
  depth: 12,
  /** Parentheses and "not" within each other, and words of a condition. */
  conditionDepth: 20,
  conditionTokens: 400,
  /** Values in one rule, and characters of one of them. */
  values: 2_000,
  value: 2_000,
  /** Values that one field of a record may have. */
  fieldValues: 1_000,
  /** Characters of an entity's or a group's value. */
  entity: 200,
} as const;
