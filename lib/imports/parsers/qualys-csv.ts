import { hostName } from '@/lib/imports/parsers/host-finding';
import { type QualysField, qualysHost, readQualys } from '@/lib/imports/parsers/qualys';
import { cells, hasColumns } from '@/lib/imports/parsers/read-csv';
import type { CsvParser } from '@/lib/imports/parsers/types';

/** Columns of asset reports, VMDR's data lists and PCI reports, in this order. */
const COLUMNS: Readonly<Record<QualysField, readonly string[]>> = {
  qid: ['QID'],
  title: ['Title', 'VULN TITLE'],
  ip: ['IP', 'Asset IPV4', 'Asset IPV6'],
  dns: ['DNS', 'FQDN', 'HOSTNAME'],
  netbios: ['NetBIOS'],
  tracking: ['Tracking Method'],
  asset: ['Asset Name'],
  port: ['Port'],
  protocol: ['Protocol'],
  service: ['Service'],
  severity: ['Q_SEVERITY', 'Severity'],
  type: ['Type', 'Type Detected'],
  status: ['Vuln Status', 'Status'],
  ignored: ['Ignored'],
  disabled: ['Disabled'],
  falsePositive: ['FALSE POSITIVE STATUS'],
  cve: ['CVE ID', 'CVE', 'CVEID'],
  cvss2: ['CVSS Base', 'CVSSv2 Base (nvd)', 'CVSS_BASE'],
  cvss3: ['CVSS3 Base', 'CVSS3.1 Base', 'CVSSv3.1 Base (nvd)'],
  threat: ['Threat'],
  impact: ['Impact'],
  solution: ['Solution'],
  result: ['Results', 'Result'],
  exploitability: ['Exploitability'],
  patchable: ['Vuln Patchable'],
  category: ['Category'],
};

/**
 * Qualys' tables: asset reports, VMDR data lists (by QID or by CVE, under their letterhead) and PCI reports (seen: 2022 to
 * 2026). They name neither target nor time of the scan; rows for several CVEs of one QID are one finding.
 */
export const qualysCsv: CsvParser = {
  id: 'qualys-csv',
  label: 'Qualys (CSV)',
  syntax: 'csv',

  recognise(header) {
    if (!hasColumns(header, 'QID')) return 0;
    const asset = hasColumns(header, 'IP', 'Title', 'Severity', 'Vuln Status');
    const vmdr = hasColumns(header, 'Title', 'KB Severity', 'Asset Id');
    return asset || vmdr || hasColumns(header, 'IP', 'VULN TITLE', 'SEVERITY') ? 1 : 0;
  },

  open(header) {
    const cell = cells(header, COLUMNS);
    const named = new Set<string>();
    return {
      facts: { scanner: 'qualys', target: '' },
      read({ row }) {
        const record = (field: QualysField) => cell(row, field).replace(/^'?-$/, '');
        named.add(hostName(qualysHost(record)));
        return readQualys(record);
      },
      reach: () => ({ only: named }),
    };
  },
};
