import { at, firstText, isArray, type Json, object, text, texts } from '@/lib/core/json';
import { readNikto, siteOf } from '@/lib/imports/parsers/nikto';
import { type JsonParser, RecordError } from '@/lib/imports/parsers/types';

/** Nikto, `-Format json` (seen: 2.1.6; the list of hosts of 2.5 by documentation). It tells no time. */
export const niktoJson: JsonParser = {
  id: 'nikto-json',
  label: 'Nikto (JSON)',
  syntax: 'json',
  records: ['vulnerabilities.*', '*.vulnerabilities.*'],

  recognise(outline) {
    const host = hostIn(outline, 0);
    if (at(host, 'banner') === undefined || at(host, 'vulnerabilities') === undefined) return 0;
    return at(host, 'port') !== undefined && at(host, 'ip') !== undefined ? 0.95 : 0;
  },

  open(skeleton) {
    return {
      facts: { scanner: 'nikto', target: siteIn(hostIn(skeleton, 0)) },
      *read({ value, keys }) {
        const site = siteIn(hostIn(skeleton, Number(keys[0])));
        if (!object(value) || site === '') throw new RecordError('missing_field', { field: 'host' });
        yield readNikto({
          id: text(value, 'id').trim(),
          osvdb: text(value, 'OSVDB'),
          method: text(value, 'method'),
          site,
          path: text(value, 'url') || '/',
          message: text(value, 'msg'),
          references: [text(value, 'references'), ...texts(value, 'references')].join(' '),
        });
      },
    };
  },
};

/** The host at an index, or the only one. */
function hostIn(document: Json, index: number): Json | undefined {
  return isArray(document) ? document[index] : document;
}

function siteIn(host: Json | undefined): string {
  return siteOf(firstText(host, 'host', 'ip').trim(), text(host, 'port').trim());
}
