import { cells, hasColumns } from '@/lib/imports/parsers/read-csv';
import type { CsvParser } from '@/lib/imports/parsers/types';
import { ISSUE_COLUMNS, readIssue } from '@/lib/imports/parsers/wiz/issue';
import { readVulnerability, VULNERABILITY_COLUMNS } from '@/lib/imports/parsers/wiz/vulnerability';

/** Wiz, export of issues (seen: 2023). Severities are critical to informational. https://docs.wiz.io/ */
export const wizIssuesCsv: CsvParser = {
  id: 'wiz-issues',
  label: 'Wiz issues (CSV)',
  syntax: 'csv',

  recognise: (header) => (hasColumns(header, 'Issue ID', 'Control ID', 'Resource vertex ID', 'Wiz URL') ? 1 : 0),

  open(header) {
    const cell = cells(header, ISSUE_COLUMNS);
    return {
      facts: { scanner: 'wiz-issues', target: '' },
      *read({ row }) {
        yield readIssue((field) => cell(row, field));
      },
    };
  },
};

/** Wiz, export of vulnerability findings (seen: 2024). */
export const wizVulnerabilitiesCsv: CsvParser = {
  id: 'wiz-vulnerabilities',
  label: 'Wiz vulnerabilities (CSV)',
  syntax: 'csv',

  recognise: (header) => (hasColumns(header, 'WizURL', 'DetailedName', 'FixedVersion', 'FindingStatus') ? 1 : 0),

  open(header) {
    const cell = cells(header, VULNERABILITY_COLUMNS);
    return {
      facts: { scanner: 'wiz-vulnerabilities', target: '' },
      *read({ row }) {
        yield readVulnerability((field) => cell(row, field));
      },
    };
  },
};
