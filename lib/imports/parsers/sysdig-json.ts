import { at, flag, isObject, text } from '@/lib/core/json';
import { SYSDIG_FIELDS, sysdigResult } from '@/lib/imports/parsers/sysdig/finding';
import { type JsonParser, RecordError } from '@/lib/imports/parsers/types';

/** Sysdig Secure's reports of 2025, as JSON: tables in panels. */
export const sysdigJson: JsonParser = {
  id: 'sysdig-json',
  label: 'Sysdig (JSON)',
  syntax: 'json',
  records: ['panels.*.data.*'],

  recognise(outline) {
    const row = at(outline, 'panels', 0, 'data', 0);
    return text(row, 'vuln_id') !== '' && text(row, 'scan_package_name') !== '' ? 1 : 0;
  },

  open: (skeleton) => ({
    facts: { scanner: 'sysdig', target: text(skeleton, 'zones', 0) },
    *read({ value }) {
      if (!isObject(value)) throw new RecordError('not_an_object');
      yield sysdigResult((field) => {
        for (const name of SYSDIG_FIELDS[field]) {
          const found = flag(value, name) === undefined ? text(value, name) : String(flag(value, name));
          if (found.trim() !== '') return found.trim();
        }
        return '';
      });
    },
  }),
};
