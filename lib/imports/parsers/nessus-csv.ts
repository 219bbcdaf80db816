import { hostName } from '@/lib/imports/parsers/host-finding';
import { type NessusField, readNessus } from '@/lib/imports/parsers/nessus';
import { cells, hasColumns } from '@/lib/imports/parsers/read-csv';
import type { CsvParser } from '@/lib/imports/parsers/types';

/** Columns of Nessus, Tenable Vulnerability Management (old and new) and Tenable Security Center, in this order. */
const COLUMNS: Readonly<Record<NessusField, readonly string[]>> = {
  plugin: ['Plugin ID', 'definition.id', 'Plugin'],
  name: ['Name', 'definition.name', 'Plugin Name'],
  host: ['Host', 'asset.name', 'IP Address'],
  address: ['IP Address', 'asset.display_ipv4_address'],
  fqdn: ['FQDN', 'asset.display_fqdn', 'DNS Name'],
  protocol: ['Protocol'],
  port: ['Port'],
  service: ['Service'],
  severity: ['Risk', 'Severity', 'definition.severity'],
  state: ['Vulnerability State', 'state'],
  accepted: ['Modification', 'risk_modified'],
  synopsis: ['Synopsis', 'definition.synopsis'],
  description: ['Description', 'definition.description'],
  solution: ['Solution', 'definition.solution', 'Steps to Remediate'],
  output: ['Plugin Output', 'output', 'Plugin Text'],
  seeAlso: ['See Also', 'definition.see_also'],
  cve: ['CVE', 'definition.cve'],
  cwe: ['CWE', 'definition.cwe', 'Cross References'],
  cvss2: ['CVSS v2.0 Base Score', 'CVSS V2 Base Score', 'CVSS Base Score', 'definition.cvss2.base_score', 'CVSS'],
  cvss2Vector: ['CVSS V2 Vector', 'CVSS Vector', 'definition.cvss2.base_vector'],
  cvss3: ['CVSS v3.0 Base Score', 'CVSS V3 Base Score', 'CVSS3 Base Score', 'definition.cvss3.base_score', 'CVSSv3'],
  cvss3Vector: ['CVSS V3 Vector', 'CVSS3 Vector', 'definition.cvss3.base_vector'],
  cvss4: ['CVSS v4.0 Base Score', 'CVSS V4 Base Score', 'CVSS4 Base Score', 'definition.cvss4.base_score'],
  cvss4Vector: ['CVSS V4 Vector', 'CVSS4 Vector', 'definition.cvss4.base_vector'],
  vpr: ['Vulnerability Priority Rating (VPR)', 'Vulnerability Priority Rating', 'VPR Score', 'definition.vpr.score'],
  epss: ['EPSS Score', 'definition.epss.score'],
  exploit: ['Exploit Available', 'Exploit?'],
  knownExploited: [],
  patched: ['Patch Publication Date', 'definition.patch_published', 'Patch Available'],
};

/**
 * Tables of Nessus, of Tenable Vulnerability Management and of Tenable Security Center; rows for several CVEs of one
 * plugin are one finding. They name no time of the scan and no target.
 */
export const nessusCsv: CsvParser = {
  id: 'nessus-csv',
  label: 'Nessus, Tenable (CSV)',
  syntax: 'csv',

  recognise(header) {
    if (hasColumns(header, 'Plugin ID', 'Risk', 'Host', 'Plugin Output')) return 1;
    if (hasColumns(header, 'definition.id', 'definition.name', 'asset.name')) return 1;
    return hasColumns(header, 'Plugin', 'Plugin Name', 'Family', 'IP Address') ? 1 : 0;
  },

  open(header) {
    const cell = cells(header, COLUMNS);
    const named = new Set<string>();
    return {
      facts: { scanner: 'nessus', target: '' },
      read({ row }) {
        named.add(hostName(cell(row, 'host')));
        return readNessus((field) => cell(row, field));
      },
      reach: () => ({ only: named }),
    };
  },
};
