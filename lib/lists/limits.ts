/** Bounds of what is taken from outside. */
export const LIST_LIMITS = {
  /** Bytes of a file or of a document of the API. */
  bytes: 900_000,
  /** Entries of a list. */
  entries: 5_000,
  subject: 253,
  detail: 255,
  text: 500,
  owner: 120,
  /** Mistakes that are named; further ones are counted. */
  named: 50,
  /** Examples in a preview. */
  examples: 20,
  /** Drifts of one kind that a product's report names: more is another network than the list is of. */
  reported: 5_000,
} as const;
