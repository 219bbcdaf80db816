import { at, isObject, type Json, moment, number, text } from '@/lib/core/json';
import { ocsfResults } from '@/lib/imports/parsers/ocsf/finding';
import { prowlerTarget } from '@/lib/imports/parsers/prowler/check';
import { type JsonParser, type JsonRecord, type ReadResult, RecordError } from '@/lib/imports/parsers/types';

/** Findings of the Open Cybersecurity Schema Framework: security (up to 1.0), vulnerability, compliance, detection. */
const CLASSES = new Set([2001, 2002, 2003, 2004]);

/** OCSF of Prowler 3 to 5, `-M json-ocsf` (seen: 5.4, schema 1.4). https://docs.prowler.com/ */
export const prowlerOcsfJson: JsonParser = {
  id: 'prowler-ocsf',
  label: 'Prowler (OCSF)',
  syntax: 'json',
  records: ['*'],
  lines: true,
  recognise: (outline) => (isFinding(outline) && productOf(outline) === 'prowler' ? 1 : 0),
  open: () => ({
    facts: { scanner: 'prowler', target: '' },
    describe: ({ value }) => ({
      target: prowlerTarget(text(value, 'cloud', 'provider'), text(value, 'cloud', 'account', 'uid')),
      scanAt: moment(value, 'time_dt') ?? moment(value, 'finding_info', 'created_time_dt'),
      toolVersion: text(value, 'metadata', 'product', 'version') || undefined,
    }),
    read: readRecord,
  }),
};

/**
 * OCSF findings of anything else, a list or one a line (schema 1.0 to 1.5 by its documentation). The product is part of
 * the identity. https://schema.ocsf.io/
 */
export const ocsfJson: JsonParser = {
  id: 'ocsf',
  label: 'OCSF (JSON)',
  syntax: 'json',
  records: ['*'],
  lines: true,
  recognise: (outline) => (isFinding(outline) && productOf(outline) !== 'prowler' ? 0.95 : 0),
  open: () => ({
    facts: { scanner: 'ocsf', target: '' },
    // The findings of one product close nothing of another's.
    describe: ({ value }) => ({ scanner: productOf([value]).trim() || 'ocsf' }),
    read: readRecord,
  }),
};

function* readRecord({ value }: JsonRecord): Generator<ReadResult> {
  if (!isObject(value)) throw new RecordError('not_an_object');
  yield* ocsfResults(value);
}

function isFinding(outline: Json): boolean {
  return CLASSES.has(number(outline, 0, 'class_uid') ?? 0) && isObject(at(outline, 0, 'metadata'));
}

function productOf(outline: Json): string {
  return text(outline, 0, 'metadata', 'product', 'name').toLowerCase();
}
