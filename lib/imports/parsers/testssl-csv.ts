import { cells, hasColumns } from '@/lib/imports/parsers/read-csv';
import { readTestssl, unseenPlace } from '@/lib/imports/parsers/testssl';
import type { CsvParser } from '@/lib/imports/parsers/types';

const COLUMNS = {
  id: ['id'],
  address: ['fqdn/ip'],
  port: ['port'],
  severity: ['severity'],
  finding: ['finding'],
  cve: ['cve'],
  cwe: ['cwe'],
} as const;

/** testssl.sh, `--csvfile` (seen: 3.0 and 3.2). It names neither target nor time. */
export const testsslCsv: CsvParser = {
  id: 'testssl-csv',
  label: 'testssl.sh (CSV)',
  syntax: 'csv',

  recognise: (header) => (hasColumns(header, 'id', 'fqdn/ip', 'port', 'severity', 'finding') ? 1 : 0),

  open(header) {
    const cell = cells(header, COLUMNS);
    const unseen = new Set<string>();
    return {
      facts: { scanner: 'testssl', target: '' },
      *read({ row }) {
        const line = {
          id: cell(row, 'id'),
          address: cell(row, 'address'),
          port: cell(row, 'port'),
          severity: cell(row, 'severity'),
          finding: cell(row, 'finding'),
          cve: cell(row, 'cve'),
          cwe: cell(row, 'cwe'),
        };
        const place = unseenPlace(line);
        if (place !== null) unseen.add(place);
        yield* readTestssl(line);
      },
      reach: () => ({ except: unseen }),
    };
  },
};
