import { hostName } from '@/lib/imports/parsers/host-finding';
import { readOpenvas } from '@/lib/imports/parsers/openvas';
import { cells, hasColumns } from '@/lib/imports/parsers/read-csv';
import type { CsvParser } from '@/lib/imports/parsers/types';

const COLUMNS = {
  oid: ['NVT OID', 'NVT Name'],
  name: ['NVT Name'],
  host: ['IP', 'Hostname'],
  hostname: ['Hostname'],
  port: ['Port'],
  protocol: ['Port Protocol'],
  threat: ['Severity'],
  score: ['CVSS'],
  qod: ['QoD'],
  epss: ['Max Severity EPSS score'],
  ids: ['CVEs'],
  summary: ['Summary'],
  insight: ['Vulnerability Insight'],
  impact: ['Impact'],
  affected: ['Affected Software/OS'],
  solution: ['Solution'],
  solutionType: ['Solution Type'],
  output: ['Specific Result'],
  references: ['Other References'],
} as const;

/**
 * Greenbone's "CSV Results" (seen: exports of 2021 to 2025). It names no target, and times by result alone.
 */
export const openvasCsv: CsvParser = {
  id: 'openvas-csv',
  label: 'OpenVAS, Greenbone (CSV)',
  syntax: 'csv',

  recognise: (header) => (hasColumns(header, 'IP', 'NVT Name', 'NVT OID', 'Specific Result') ? 1 : 0),

  open(header) {
    const cell = cells(header, COLUMNS);
    const named = new Set<string>();
    return {
      facts: { scanner: 'openvas', target: '' },
      read({ row }) {
        named.add(hostName(cell(row, 'host')));
        return readOpenvas({
          oid: cell(row, 'oid'),
          name: cell(row, 'name'),
          host: cell(row, 'host'),
          hostname: cell(row, 'hostname'),
          port: cell(row, 'port') === '' ? '' : `${cell(row, 'port')}/${cell(row, 'protocol') || 'tcp'}`,
          threat: cell(row, 'threat'),
          score: cell(row, 'score'),
          vector: '',
          qod: cell(row, 'qod'),
          epss: cell(row, 'epss'),
          ids: cell(row, 'ids'),
          summary: cell(row, 'summary'),
          insight: cell(row, 'insight'),
          impact: cell(row, 'impact'),
          affected: cell(row, 'affected'),
          solution: cell(row, 'solution'),
          solutionType: cell(row, 'solutionType'),
          output: cell(row, 'output'),
          references: cell(row, 'references').split(/[\s,]+/),
        });
      },
      reach: () => ({ only: named }),
    };
  },
};
