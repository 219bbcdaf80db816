import { text } from '@/lib/core/json';
import type { JsonParser } from '@/lib/imports/parsers/types';
import { RETIRED_FORMAT } from '@/lib/imports/retired-source';

/**
 * A source that is gone, as the complete report without findings that it would send: `{ "retired": "trivy", … }`. Made here
 * only (lib/imports/mutations/retire-source.ts), never sent from outside.
 */
export const retiredJson: JsonParser = {
  id: RETIRED_FORMAT,
  label: 'Lagebild',
  syntax: 'json',
  records: ['findings.*'],

  recognise: (outline) => (text(outline, 'retired') === '' ? 0 : 1),

  open: (skeleton) => ({
    facts: { scanner: text(skeleton, 'retired'), target: '' },
    *read() {},
  }),
};
