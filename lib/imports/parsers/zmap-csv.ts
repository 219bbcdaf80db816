import { cells, hasColumns } from '@/lib/imports/parsers/read-csv';
import type { CsvParser } from '@/lib/imports/parsers/types';
import { readZmap } from '@/lib/imports/parsers/zmap';

const COLUMNS = {
  address: ['saddr'],
  port: ['sport'],
  classification: ['classification'],
  success: ['success'],
  ttl: ['ttl'],
  timestamp: ['timestamp_str', 'timestamp-str'],
} as const;

/**
 * ZMap's table (none seen: by the source of its output module). It has a header only where more than one field was asked for:
 * `-f saddr,sport,classification,success`.
 */
export const zmapCsv: CsvParser = {
  id: 'zmap-csv',
  label: 'ZMap (CSV)',
  syntax: 'csv',

  recognise(header) {
    if (!hasColumns(header, 'saddr')) return 0;
    return hasColumns(header, 'sport') || hasColumns(header, 'classification') ? 1 : 0.8;
  },

  open(header) {
    const cell = cells(header, COLUMNS);
    return {
      facts: { scanner: 'zmap', target: '' },
      read: ({ row }) =>
        readZmap({
          address: cell(row, 'address'),
          port: cell(row, 'port'),
          classification: cell(row, 'classification'),
          success: cell(row, 'success'),
          ttl: cell(row, 'ttl'),
          timestamp: cell(row, 'timestamp'),
        }),
    };
  },
};
