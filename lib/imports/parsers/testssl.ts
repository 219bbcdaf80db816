import type { Severity } from '@/lib/findings/severity';
import { cweNumbers, publicIds } from '@/lib/imports/parsers/advisory-ids';
import { hostFinding, placeName } from '@/lib/imports/parsers/host-finding';
import { clip, plain } from '@/lib/imports/parsers/markdown';
import { type ReadResult, RecordError } from '@/lib/imports/parsers/types';

/** A line of testssl.sh, from JSON or CSV; every text as reported. */
export type TestsslLine = {
  readonly id: string;
  /** "shop.example/192.0.2.7"; "/" where the line is about the scanner itself. */
  readonly address: string;
  readonly port: string;
  readonly severity: string;
  readonly finding: string;
  readonly cve: string;
  readonly cwe: string;
};

const WEAKNESSES: ReadonlyMap<string, Severity> = new Map([
  ['LOW', 1],
  ['MEDIUM', 2],
  ['HIGH', 3],
  ['CRITICAL', 4],
]);
/** What sums up other lines: a grade is no weakness of its own. */
const RATING = /^(?:overall_grade|final_score|\w{1,40}_score|grade_cap_\w{1,40}|rating_\w{1,40})$/;

/** The place of a line that says that its scan did not come to an end; null for any other line. */
export function unseenPlace({ id, address, port, finding }: TestsslLine): string | null {
  const ended = id !== 'scanProblem' && !(id === 'scanTime' && /interrupted/i.test(finding));
  const [host = '', ip = ''] = address.split('/');
  return ended || (host || ip) === '' ? null : placeName(host || ip, port);
}

/**
 * One line. LOW to CRITICAL are weaknesses, by testssl.sh's own rating; OK and INFO are none. WARN and FATAL say what could
 * not be tested. https://github.com/testssl/testssl.sh/blob/3.2/doc/testssl.1.md
 */
export function* readTestssl(line: TestsslLine): Generator<ReadResult> {
  const { id, finding } = line;
  if (id === '') throw new RecordError('missing_field', { field: 'id' });
  const [host = '', address = ''] = line.address.split('/');
  if (RATING.test(id)) return;
  const word = line.severity.toUpperCase();
  const severity = WEAKNESSES.get(word);
  if (id === 'scanProblem') {
    yield { skipped: 'unreachable', example: clip(`${host}: ${finding}`, 200) };
    return;
  }
  if (severity === undefined) {
    const failed = word === 'WARN' || word === 'FATAL';
    yield { skipped: failed ? 'scanner_error' : 'passed', example: clip(`${id} ${host}: ${finding}`, 200) };
    return;
  }
  const told = finding.replace(/\s+/g, ' ').trim();
  yield hostFinding({
    tool: 'testssl',
    rule: id,
    title: told === '' || told === '--' ? id : `${id}: ${clip(told, 150)}`,
    severity,
    severityReported: line.severity,
    host: host || address,
    others: [address],
    port: line.port,
    protocol: 'tcp',
    ids: publicIds(line.cve),
    cwe: cweNumbers(line.cwe.split(' ')),
    cvss: [],
    description: [plain(told)],
    fix: '',
    output: '',
    references: [],
    tags: ['tls'],
  });
}
