import { at, firstText, flag, object, text } from '@/lib/core/json';
import { type JsonParser, RecordError } from '@/lib/imports/parsers/types';
import { readZmap } from '@/lib/imports/parsers/zmap';

/** ZMap, `-O json`: an object a line (none seen: by the source of its output module). It holds resets and repeats too. */
export const zmapJson: JsonParser = {
  id: 'zmap',
  label: 'ZMap (JSON)',
  syntax: 'json',
  lines: true,
  records: ['*'],

  recognise(outline) {
    if (typeof at(outline, 0, 'saddr') !== 'string') return 0;
    return at(outline, 0, 'classification') !== undefined || at(outline, 0, 'sport') !== undefined ? 1 : 0.8;
  },

  open() {
    return {
      facts: { scanner: 'zmap', target: '' },
      *read({ value }) {
        if (!object(value)) throw new RecordError('missing_field', { field: 'saddr' });
        yield* readZmap({
          address: text(value, 'saddr'),
          port: text(value, 'sport'),
          classification: text(value, 'classification'),
          success: flag(value, 'success') === false ? '0' : text(value, 'success'),
          ttl: text(value, 'ttl'),
          timestamp: firstText(value, 'timestamp_str', 'timestamp-str'),
        });
      },
    };
  },
};
