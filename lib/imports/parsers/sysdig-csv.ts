import { cells, hasColumns } from '@/lib/imports/parsers/read-csv';
import { SYSDIG_FIELDS, sysdigResult } from '@/lib/imports/parsers/sysdig/finding';
import type { CsvParser } from '@/lib/imports/parsers/types';

/**
 * Sysdig Secure's tables: reports on runtime and registries, and results of the command line scanner (seen: 2023 and
 * 2024). https://docs.sysdig.com/en/docs/sysdig-secure/vulnerabilities/
 */
export const sysdigCsv: CsvParser = {
  id: 'sysdig-csv',
  label: 'Sysdig (CSV)',
  syntax: 'csv',

  recognise(header) {
    if (hasColumns(header, 'Vulnerability ID', 'Package suggested fix', 'Risk accepted')) return 1;
    return hasColumns(header, 'CVE ID', 'CVE Severity', 'Vuln Disclosure Date', 'Risk Accepted') ? 1 : 0;
  },

  open(header) {
    const cell = cells(header, SYSDIG_FIELDS);
    return {
      facts: { scanner: 'sysdig', target: '' },
      *read({ row }) {
        yield sysdigResult((field) => cell(row, field));
      },
    };
  },
};
