import type { Json } from '@/lib/core/json';
import type { Severity } from '@/lib/findings/severity';
import type { Cvss, FindingKind, Location } from '@/lib/findings/types';

/** One finding as the report tells it, before identity within the product is settled. */
export type ParsedFinding = {
  readonly kind: FindingKind;
  readonly title: string;
  readonly severity: Severity;
  /** The scanner's own word or number. */
  readonly severityReported: string;
  /** The scanner's rule or the advisory id. */
  readonly ruleId: string;
  /** The scanner's id of this very finding, where it has a stable one. */
  readonly scannerId?: string;
  /** CVE, GHSA, OSV … and other public ids, upper case where the scheme is. */
  readonly ids: readonly string[];
  readonly cwe: readonly number[];
  readonly cvss: readonly Cvss[];
  readonly epss?: number;
  readonly knownExploited?: boolean;
  readonly fixAvailable?: boolean;
  readonly fixVersion?: string;
  readonly location: Location;
  /** Markdown. */
  readonly description: string;
  readonly fix: string;
  readonly references: readonly string[];
  readonly tags: readonly string[];
  /**
   * What identifies it, most stable first (design: identity). The source's target is added for `dependency`.
   * dependency: package URL without version and qualifiers, vulnerability id (CVE preferred)
   * code: tool, rule, normalised path, context hash or normalised snippet
   * web: tool, rule, method, normalised URL without query values, parameter
   * host: tool, rule or "open-port", host, port, protocol
   * configuration: tool, rule, resource or path
   * secret: rule, path, SHA-256 of the secret (never the secret)
   * licence: package URL without version, licence
   */
  readonly identity: readonly string[];
  /** Kept as evidence instead of the record: set wherever the record holds a secret in the clear. */
  readonly raw?: string;
};

/**
 * Why a record is no finding, or what of the report was not understood:
 * resolved (the tool says that it is gone or was dismissed there), suppressed (an ignore rule of the tool), passed (a check
 * without fault), not_security (a matter of style or maintenance), unreachable (the host was down), scanner_error (the
 * tool could not look at everything), unknown_field (columns or keys that the format does not have).
 */
export const SKIP_CODES = [
  'resolved',
  'suppressed',
  'passed',
  'not_security',
  'unreachable',
  'scanner_error',
  'unknown_field',
] as const;
export type SkipCode = (typeof SKIP_CODES)[number];

/** A record that was left out on purpose; counted and shown with the import, with one example. */
export type Skipped = { readonly skipped: SkipCode; readonly example: string };

export type ReadResult = ParsedFinding | Skipped;

/** What the report says of itself. */
export type ReportFacts = {
  /** The tool, lower case: "trivy", "codeql", "nmap". */
  readonly scanner: string;
  /** What was scanned, as the report names it; the sender may override it. Empty when the report does not say. */
  readonly target: string;
  /** Where the report names one branch for all of it; `refs/heads/main` or `main`. */
  readonly branch?: string;
  /** The one image that was scanned, with its tag or digest; `target` is then its repository. */
  readonly image?: string;
  readonly scanAt?: Date;
  readonly toolVersion?: string;
  /** The report says itself that it is a part (one page of several): what it does not name is not gone. */
  readonly partial?: boolean;
};

/**
 * Which hosts answered the tool; a finding of another one is not gone. Places are hosts as in `location.host`, or
 * "host:port" where the report speaks of ports. `only`: nothing is known of any other place; `bare`: those of them on which
 * the tool, a list of agents, says that none runs.
 */
export type Reach =
  | { readonly only: ReadonlySet<string>; readonly bare?: ReadonlySet<string> }
  | { readonly except: ReadonlySet<string> };

type ParserBase = {
  /** Stable id, as in `?format=trivy`. */
  readonly id: string;
  /** Name for people: "Trivy (JSON)". A proper name, not translated. */
  readonly label: string;
};

/** `read` may yield nothing, one or many findings for a record; it throws `RecordError` when the record is broken. */
export type RecordReader<R> = {
  readonly facts: ReportFacts;
  /** What the first record says of the whole report, where a table or a bare list says it nowhere else. */
  describe?(first: R): Partial<ReportFacts>;
  /**
   * Everything that `read` takes from elsewhere than the record at these keys, as text. A parser that has it need not
   * read again what a source has reported before, byte by byte the same.
   */
  context?(keys: readonly (string | number)[]): string;
  read(record: R): Iterable<ReadResult>;
  /** Asked once every record was read. Without it the report speaks for all that its source reported before. */
  reach?(): Reach;
};

export type JsonRecord = {
  /** Which of the parser's patterns matched. */
  readonly pattern: string;
  /** Keys and indexes that lead to the record, from the root. */
  readonly keys: readonly (string | number)[];
  readonly value: Json;
};

/**
 * JSON is read twice: once for the skeleton (the whole document with the records left out, so that key order does not
 * matter), once for the records, one at a time. Patterns name records by path: `Results.*.Vulnerabilities.*`; `*` alone
 * is an element of a root array; a pattern without `*` is one record. `{}` is any member of an object.
 */
export type JsonParser = ParserBase & {
  readonly syntax: 'json';
  readonly records: readonly string[];
  /** Bulk that nobody needs (lists of packages): left out of skeleton and records, by the same kind of pattern. */
  readonly ignored?: readonly string[];
  /** Written as JSON lines too, one record a line: those, and a lone object, are read as one array (records: `*`). */
  readonly lines?: true;
  /**
   * Judges the outline: the document with each array cut to its first elements; of a large report perhaps only its
   * head. 0 = no, 1 = certain.
   */
  recognise(outline: Json): number;
  open(skeleton: Json): RecordReader<JsonRecord>;
};

export type XmlElement = {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: readonly XmlElement[];
  /** Text of the element itself, without that of its children. */
  readonly text: string;
};

export type XmlRecord = {
  readonly element: XmlElement;
  /** Open elements from the root down, with the attributes (and the text of finished simple children) seen so far. */
  readonly ancestors: readonly XmlElement[];
};

export type XmlParser = ParserBase & {
  readonly syntax: 'xml';
  /** Element paths from the root: `nmaprun/host`. */
  readonly records: readonly string[];
  /** Paths of elements that records refer to: read first, wherever they stand, and given to `open`. */
  readonly lookups?: readonly string[];
  /** Paths of elements whose text nobody needs whole (answers of servers), each with the characters that are kept. */
  readonly cut?: Readonly<Record<string, number>>;
  recognise(root: XmlElement): number;
  open(root: XmlElement, lookups: readonly XmlElement[]): RecordReader<XmlRecord>;
};

export type CsvRecord = { readonly row: Readonly<Record<string, string>>; readonly line: number };

export type CsvParser = ParserBase & {
  readonly syntax: 'csv';
  recognise(header: readonly string[]): number;
  open(header: readonly string[]): RecordReader<CsvRecord>;
};

export type ReportParser = JsonParser | XmlParser | CsvParser;

/** The record cannot be used. `code` is translated; the reader adds file, line, column and path. */
export class RecordError extends Error {
  override readonly name = 'RecordError';

  constructor(
    readonly code: string,
    readonly params: Readonly<Record<string, string | number>> = {},
  ) {
    super(code);
  }
}
