import { readGeneric } from '@/lib/imports/parsers/generic';
import { GenericRecord, genericShare, unknownFields } from '@/lib/imports/parsers/generic-fields';
import { Ordinals } from '@/lib/imports/parsers/ordinals';
import type { CsvParser } from '@/lib/imports/parsers/types';

/** Our own table of findings, a superset of DefectDojo's "Generic Findings Import" (docs/formats/generic.md). */
export const genericCsv: CsvParser = {
  id: 'generic-csv',
  label: 'Generic (CSV)',
  syntax: 'csv',

  recognise(header) {
    const share = genericShare(header);
    return share >= 0.5 ? 0.5 + share * 0.3 : 0;
  },

  open() {
    const unknown = unknownFields();
    const ordinals = new Ordinals();
    return {
      facts: { scanner: 'generic', target: '' },
      *read({ row }) {
        const record = new GenericRecord(Object.entries(row));
        yield* unknown(record);
        yield readGeneric(record, 'generic', ordinals);
      },
    };
  },
};
