/** What a report may ask of the machine that reads it. Sizes in bytes. */
export type ReadLimits = {
  /** Nesting of objects, arrays or elements. */
  readonly depth: number;
  readonly record: number;
  /** The document without its records. */
  readonly skeleton: number;
  /** One text; longer than a record only where a parser cuts it. */
  readonly string: number;
  readonly records: number;
  readonly attributes: number;
  /** The whole report, after decompression. */
  readonly report: number;
  /** Output to input of a compressed report, once the output is over `ratioFrom`. */
  readonly ratio: number;
  readonly ratioFrom: number;
  readonly archiveEntries: number;
};

const MB = 1024 * 1024;

export const READ_LIMITS: ReadLimits = {
  depth: 256,
  record: 8 * MB,
  skeleton: 64 * MB,
  string: 16 * MB,
  records: 5_000_000,
  attributes: 200,
  report: 4096 * MB,
  ratio: 200,
  ratioFrom: 64 * MB,
  archiveEntries: 1_000,
};
