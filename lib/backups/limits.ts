const KB = 1024;

/** What a delivery may ask of the machine that takes it. Sizes in bytes. */
export const BACKUP_LIMITS = {
  /** Copies, checks and restores of one document. */
  records: 20_000,
  /** Of a text as a tool prints it, kept with a record. */
  note: 500,
  name: 300,
  /** Of a source's raw deliveries: how many are kept, and up to which size each. */
  rawKept: 50,
  raw: 512 * KB,
  /** Of one product: a name is made by its first delivery. */
  sources: 100,
  /** YAML's aliases, which could unfold to anything. */
  yamlAliases: 50,
  /** Copies that one cannot be read without, by name: those that they need in turn are not named again. */
  needs: 100,
  /** Whole lists of a source whose age is remembered, so that an older one that comes late does not bring copies back. */
  lists: 500,
  /** Of the tool itself, by source. */
  schedules: 500,
  /** Named in a receipt; the others are counted. */
  named: 20,
} as const;

/** Clocks of who restored may be ahead by so much. */
export const TEST_SKEW_MS = 5 * 60_000;
