import { number, probability } from '@/lib/core/json';
import { type Severity, severityFromScore, severityFromWord } from '@/lib/findings/severity';
import { publicIds } from '@/lib/imports/parsers/advisory-ids';
import { cvssRating, distinctRatings } from '@/lib/imports/parsers/cvss';
import { hostFinding } from '@/lib/imports/parsers/host-finding';
import { plain, titled } from '@/lib/imports/parsers/markdown';
import type { ReadResult } from '@/lib/imports/parsers/types';

/** A result of OpenVAS (Greenbone), from XML or CSV; every text as reported. */
export type OpenvasResult = {
  readonly oid: string;
  readonly name: string;
  readonly host: string;
  readonly hostname: string;
  /** "443/tcp", "general/tcp", older "https (443/tcp)"; empty for the host as a whole. */
  readonly port: string;
  /** High, Medium, Low, Log, False Positive …; in newest versions Critical. */
  readonly threat: string;
  readonly score: string;
  readonly vector: string;
  readonly qod: string;
  readonly epss: string;
  readonly ids: string;
  readonly summary: string;
  readonly insight: string;
  readonly impact: string;
  readonly affected: string;
  readonly solution: string;
  readonly solutionType: string;
  readonly output: string;
  readonly references: readonly string[];
};

/**
 * One result. The severity is the threat level that Greenbone shows, by the severity class of the report; "Log" is
 * informational. Overridden false positives are left out, and so are errors of the scan.
 * https://docs.greenbone.net/GSM-Manual/gos-24.10/en/reports.html
 */
export function* readOpenvas(result: OpenvasResult): Generator<ReadResult> {
  const example = `${result.name} ${result.host}`.slice(0, 200);
  const threat = result.threat.toLowerCase();
  const score = number(result.score);
  if (threat === 'false positive' || score === -1) {
    yield { skipped: 'resolved', example };
    return;
  }
  if (threat === 'error' || score === -3) {
    yield { skipped: 'scanner_error', example };
    return;
  }
  const [port, protocol] = placeOf(result.port);
  yield hostFinding({
    tool: 'openvas',
    rule: result.oid,
    title: result.name,
    severity: severityOf(threat, score),
    severityReported: result.threat || result.score,
    host: result.host,
    others: [result.hostname],
    port,
    protocol,
    ids: publicIds(result.ids, result.oid),
    cwe: [],
    cvss: distinctRatings([
      cvssRating({ vector: result.vector, score: score || undefined, version: '', source: 'greenbone' }),
    ]),
    epss: probability(result.epss),
    fixAvailable:
      result.solutionType === 'VendorFix' ? true : result.solutionType === 'NoneAvailable' ? false : undefined,
    description: [
      plain(result.summary),
      titled('Insight', plain(result.insight)),
      titled('Impact', plain(result.impact)),
      titled('Affected', plain(result.affected)),
    ],
    fix: plain(result.solution),
    output: result.output,
    references: result.references,
    tags: [
      /^\d{1,3}$/.test(result.qod) ? `qod:${result.qod}` : '',
      result.solutionType === 'WillNotFix' ? 'wont-fix' : '',
    ].filter((tag) => tag !== ''),
  });
}

function severityOf(threat: string, score: number | undefined): Severity {
  if (threat === 'log' || threat === 'debug') return 0;
  return threat === 'alarm' ? 3 : (severityFromWord(threat) ?? severityFromScore(score ?? 0));
}

/** A table of results leaves the port of the host as a whole empty: "general/tcp" is nothing else. */
function placeOf(port: string): [port: string, protocol: string] {
  const [, number = '', protocol = ''] = /(?:^|\()(\d{1,5})\/([a-z]{1,10})\)?$/i.exec(port.trim()) ?? [];
  return [number, protocol];
}
