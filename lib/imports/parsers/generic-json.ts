import { at, firstText, isObject, moment, object, text } from '@/lib/core/json';
import { readGeneric } from '@/lib/imports/parsers/generic';
import { GenericRecord, genericShare, unknownFields } from '@/lib/imports/parsers/generic-fields';
import { Ordinals } from '@/lib/imports/parsers/ordinals';
import { type JsonParser, RecordError } from '@/lib/imports/parsers/types';

/** Our own list of findings, a superset of DefectDojo's "Generic Findings Import" (docs/formats/generic.md). */
export const genericJson: JsonParser = {
  id: 'generic-json',
  label: 'Generic (JSON)',
  syntax: 'json',
  records: ['findings.*'],

  recognise(outline) {
    const findings = at(outline, 'findings');
    if (!Array.isArray(findings)) return 0;
    const first = object(outline, 'findings', 0);
    if (!first) return firstText(outline, 'scanner', 'type') === '' ? 0.3 : 0.6;
    const share = genericShare(Object.keys(first));
    return share >= 0.5 ? 0.5 + share * 0.3 : 0;
  },

  open(skeleton) {
    const unknown = unknownFields();
    const ordinals = new Ordinals();
    const scanner = firstText(skeleton, 'scanner', 'type').trim().toLowerCase() || 'generic';
    return {
      facts: {
        scanner,
        target: text(skeleton, 'target'),
        scanAt: moment(skeleton, 'scanned_at') ?? moment(skeleton, 'date'),
        toolVersion: text(skeleton, 'version') || undefined,
      },
      *read({ value }) {
        if (!isObject(value)) throw new RecordError('not_an_object');
        const record = new GenericRecord(Object.entries(value));
        yield* unknown(record);
        yield readGeneric(record, scanner, ordinals);
      },
    };
  },
};
