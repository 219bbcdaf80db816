import { moment } from '@/lib/core/json';
import { hostName } from '@/lib/imports/parsers/host-finding';
import { type OpenvasResult, readOpenvas } from '@/lib/imports/parsers/openvas';
import { attribute, child, children, childText } from '@/lib/imports/parsers/read-xml';
import type { ReportFacts, XmlElement, XmlParser } from '@/lib/imports/parsers/types';

/**
 * Greenbone's XML report, as downloaded or as the answer of `get_reports` (seen: GMP 9; older and newer fields by
 * documentation). https://docs.greenbone.net/API/GMP/gmp-22.5.html#type_report
 */
export const openvasXml: XmlParser = {
  id: 'openvas',
  label: 'OpenVAS, Greenbone (XML)',
  syntax: 'xml',
  records: ['report', 'report/report', 'get_reports_response/report/report'].flatMap((report) => [
    `${report}/results/result`,
    `${report}/host`,
  ]),

  recognise(root) {
    const report = reportOf(root);
    if (child(report, 'gmp') ?? child(report, 'omp')) return 1;
    return child(report, 'results') && child(report, 'scan_run_status') ? 0.9 : 0;
  },

  open(root) {
    const scanned = new Set<string>();
    const unscanned = new Set<string>();
    return {
      facts: factsOf(reportOf(root)),
      *read({ element }) {
        if (element.name === 'host') {
          (wasScanned(element) ? scanned : unscanned).add(hostName(childText(element, 'ip')));
          return;
        }
        scanned.add(hostName(childText(element, 'host')));
        yield* readOpenvas(resultOf(element));
      },
      reach: () => ({ only: new Set([...scanned].filter((host) => !unscanned.has(host))) }),
    };
  },
};

/** https://docs.greenbone.net/API/GMP/gmp-22.5.html#type_task_status */
const UNFINISHED = /^(?:Stopp|Interrupted|Running|Queued|Requested|Processing)/;

/** The report itself, within what describes its format and the answer that it came with. */
function reportOf(root: XmlElement): XmlElement | undefined {
  const outer = root.name === 'get_reports_response' ? child(root, 'report') : root;
  return outer?.name === 'report' ? (child(outer, 'report') ?? outer) : undefined;
}

function factsOf(report: XmlElement | undefined): ReportFacts {
  const rows = /\brows=(\d{1,9})\b/.exec(childText(child(report, 'filters'), 'term'))?.[1];
  return {
    scanner: 'openvas',
    target: childText(child(report, 'task'), 'name'),
    scanAt: moment(childText(report, 'scan_start') || childText(report, 'timestamp')),
    toolVersion: childText(child(report, 'gmp'), 'version') || undefined,
    // A filter of so many rows shows a page; −1 shows all. A scan that was stopped did not see all.
    partial:
      (rows !== undefined && Number(rows) > 0) || UNFINISHED.test(childText(report, 'scan_run_status')) || undefined,
  };
}

/** What the report lists of a host: it answered, and the scan got to its end. */
function wasScanned(host: XmlElement): boolean {
  const dead = children(host, 'detail').some(
    (detail) => childText(detail, 'name') === 'Host dead' && childText(detail, 'value') === '1',
  );
  return !dead && childText(host, 'end') !== '';
}

function resultOf(element: XmlElement): OpenvasResult {
  const nvt = child(element, 'nvt');
  const tags = tagsOf(childText(nvt, 'tags'));
  const refs = children(child(nvt, 'refs'), 'ref');
  const severities = children(child(nvt, 'severities'), 'severity');
  const solution = child(nvt, 'solution');
  const old = [childText(nvt, 'cve'), childText(nvt, 'bid')].filter((text) => !/^NO/.test(text));
  return {
    oid: attribute(nvt, 'oid').replace(/^0$/, '') || childText(element, 'name'),
    name: childText(nvt, 'name') || childText(element, 'name'),
    host: childText(element, 'host'),
    hostname: childText(child(element, 'host'), 'hostname'),
    port: childText(element, 'port'),
    threat: childText(element, 'threat'),
    score: childText(element, 'severity'),
    vector: childText(severities[0], 'value') || (tags.get('cvss_base_vector') ?? ''),
    qod: childText(child(element, 'qod'), 'value'),
    epss: childText(child(child(nvt, 'epss'), 'max_severity'), 'score'),
    ids: [...old, ...refs.map((ref) => attribute(ref, 'id'))].join(' '),
    summary: tags.get('summary') ?? '',
    insight: tags.get('insight') ?? '',
    impact: tags.get('impact') ?? '',
    affected: tags.get('affected') ?? '',
    solution: solution?.text.trim() || (tags.get('solution') ?? ''),
    solutionType: attribute(solution, 'type') || (tags.get('solution_type') ?? ''),
    output: childText(element, 'description'),
    references: [...refs.map((ref) => attribute(ref, 'id')), ...childText(nvt, 'xref').split(/[\s,]+|URL:/)],
  };
}

/** "summary=…|insight=…|solution_type=VendorFix": texts may hold "|" themselves, but no known name behind it. */
function tagsOf(text: string): Map<string, string> {
  const parts = text.slice(0, 200_000).split(/(?:^|\|)([a-z_A-Z]{3,30})=/);
  const tags = new Map<string, string>();
  for (let at = 1; at + 1 < parts.length; at += 2) tags.set(parts[at] ?? '', (parts[at + 1] ?? '').trim());
  return tags;
}
