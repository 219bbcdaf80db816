const KB = 1024;
const MB = 1024 * KB;

/** What a delivery may ask of the machine that takes it. Sizes in bytes of UTF-8, or characters where text is meant. */
export const EVENT_LIMITS = {
  /** The body as it comes, and unpacked. */
  packed: 8 * MB,
  unpacked: 32 * MB,
  records: 20_000,
  /** What all records of a delivery tell of, and what one does. */
  events: 40_000,
  eventsOfRecord: 2_000,
  /** Characters of one record. */
  record: 1 * MB,
  /** Nesting of objects and arrays in one record. */
  depth: 64,
  /** Of one sender's refused records, and of each of them. */
  refusalsKept: 100,
  refusalText: 8_000,
  /** Senders of one product: a name is made by its first delivery. */
  senders: 200,
} as const;
