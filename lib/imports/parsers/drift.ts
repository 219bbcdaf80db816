import { object, text } from '@/lib/core/json';
import { severityFromWord } from '@/lib/findings/severity';
import { DRIFT_FORMAT, DRIFT_SCANNER } from '@/lib/imports/drift-source';
import { failedCheck } from '@/lib/imports/parsers/check';
import { type JsonParser, RecordError } from '@/lib/imports/parsers/types';
import { type DriftEntry, driftEntrySchema, driftListSchema } from '@/lib/lists/finding-entry';

function locationOf({ rule, asset, what }: DriftEntry) {
  if (rule === 'registry-not-approved') return { resource: asset, image: asset };
  const [port, protocol] = what.split('/');
  return what === '' ? { host: asset } : { host: asset, port: Number(port), protocol };
}

/**
 * What a product's sources see and no list approves, as the report that the import reads: `{ drift: { list }, findings:
 * [DriftEntry] }`. It speaks for all of its list: what it does not name is approved or gone. Made here only.
 */
export const driftJson: JsonParser = {
  id: DRIFT_FORMAT,
  label: 'Drift from approved lists',
  syntax: 'json',
  records: ['findings.*'],

  recognise: (outline) => (driftListSchema.safeParse(text(object(outline, 'drift'), 'list')).success ? 1 : 0),

  open: (skeleton) => ({
    facts: { scanner: DRIFT_SCANNER, target: driftListSchema.parse(text(object(skeleton, 'drift'), 'list')) },
    *read({ value }) {
      const parsed = driftEntrySchema.safeParse(value);
      if (!parsed.success) throw new RecordError('not_an_object');
      const { rule, asset, what, title, severity, description, fix } = parsed.data;
      yield failedCheck({
        ...{ tool: DRIFT_SCANNER, rule, title, description, fix, tags: ['drift'] },
        place: [asset, what],
        severity: severityFromWord(severity) ?? 0,
        severityReported: severity,
        location: locationOf(parsed.data),
      });
    },
  }),
};
