import { FINDING_KINDS } from '@/lib/findings/types';
import { KnownEvidence } from '@/lib/imports/apply/known-evidence';
import { readRows } from '@/lib/imports/apply/read-rows';
import type { ReportRow } from '@/lib/imports/apply/row';
import type { Case } from '@/lib/imports/fuzz/mutate';
import { PARSERS } from '@/lib/imports/parsers/registry';
import type { ReportParser } from '@/lib/imports/parsers/types';
import { detectFormat } from '@/lib/imports/reading/detect';
import { ReportError, type ReportErrorCode } from '@/lib/imports/reading/errors';
import { openReport } from '@/lib/imports/reading/report';
import type { ByteSource } from '@/lib/imports/reading/source';

/** What a report came to: so many findings, or a refusal. */
export type Verdict = { readonly findings: number } | { readonly refused: ReportErrorCode };

/** These speak of the whole file: there is no place in it to name. */
const WITHOUT_PLACE: readonly ReportErrorCode[] = [
  'empty_file',
  'binary_file',
  'html_page',
  'encoding_unsupported',
  'unknown_format',
  'ambiguous_format',
  'wrong_syntax',
  'csv_header',
];

/** What a report did that no report may do. */
export class Fault extends Error {
  override readonly name = 'Fault';
}

function check(holds: boolean, what: string): void {
  if (!holds) throw new Fault(what);
}

function checkPlace(error: ReportError): void {
  if (WITHOUT_PLACE.includes(error.code)) return;
  const { line, path, offset } = error.place;
  check(
    [line, path, offset].some((place) => place !== undefined),
    `${error.code} without a place`,
  );
}

/** What the database would refuse, or a browser should never see. */
function checkRow({ fingerprint, finding, location, cvssScore }: ReportRow): void {
  const { kind, severity, title, references, cwe, epss, location: where } = finding;
  check(FINDING_KINDS.includes(kind), `kind ${kind}`);
  check([0, 1, 2, 3, 4].includes(severity), `severity ${severity}`);
  check(/^[a-z]+\.1:[0-9a-f]{32}$/.test(fingerprint), `fingerprint ${fingerprint}`);
  check(title.trim() !== '', 'no title');
  check(
    references.every((link) => /^https?:\/\//i.test(link)),
    `reference ${references}`,
  );
  check(
    cwe.every((weakness) => Number.isSafeInteger(weakness) && weakness > 0 && weakness < 1_000_000),
    `CWE ${cwe}`,
  );
  check(cvssScore === null || (cvssScore >= 0 && cvssScore <= 10), `score ${cvssScore}`);
  check(epss === undefined || (epss >= 0 && epss <= 1), `EPSS ${epss}`);
  for (const n of [where.line, where.endLine, where.column]) {
    check(n === undefined || (Number.isSafeInteger(n) && n > 0), `line or column ${n}`);
  }
  // Port 0 can be scanned.
  check(where.port === undefined || (Number.isSafeInteger(where.port) && where.port >= 0), `port ${where.port}`);
  const { identity: _identity, raw: _raw, ...stored } = finding;
  for (const text of textsIn([stored, location])) {
    check(
      text.isWellFormed() && !text.includes('\u0000'),
      `text that cannot be stored: ${JSON.stringify(text.slice(0, 80))}`,
    );
  }
}

function textsIn(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(textsIn) : [];
}

function inPieces({ bytes, size }: Case): ByteSource {
  return async function* () {
    for (let from = 0; from < bytes.length; from += size) yield bytes.subarray(from, from + size);
  };
}

async function read(source: ByteSource, parser: ReportParser): Promise<Verdict> {
  try {
    const report = await openReport(source, parser);
    const { facts } = report;
    check(facts.scanAt === undefined || !Number.isNaN(facts.scanAt.getTime()), 'scan at no moment');
    check(
      [facts.scanner, facts.target].every((fact) => typeof fact === 'string'),
      'facts that are no texts',
    );
    let findings = 0;
    await readRows(report, { target: facts.target, known: KnownEvidence.none() }, async ({ rows }) => {
      findings += rows.length;
      rows.forEach(checkRow);
    });
    report.reach?.();
    return { findings };
  } catch (error) {
    if (!(error instanceof ReportError)) throw error;
    checkPlace(error);
    JSON.stringify(error);
    return { refused: error.code };
  }
}

/**
 * Reads a report to its end by this parser, as an import does up to the database, and lets all others look at it.
 * @throws Fault where something came of it that must not; whatever a parser throws that is no refusal
 */
export async function judge(broken: Case, parser: ReportParser): Promise<Verdict> {
  const source = inPieces(broken);
  await detectFormat(source, PARSERS).catch((error: unknown) => {
    if (!(error instanceof ReportError)) throw error;
    checkPlace(error);
  });
  const verdict = await read(source, parser);
  check(!('polluted' in {}), 'a prototype was changed');
  return verdict;
}
