import { at, isObject, type JsonObject, text } from '@/lib/core/json';
import { stableResource } from '@/lib/imports/parsers/aws';
import { failedCheck } from '@/lib/imports/parsers/check';
import { paragraphs, plain } from '@/lib/imports/parsers/markdown';
import { type JsonParser, type ReadResult, RecordError } from '@/lib/imports/parsers/types';

/**
 * CloudSploit, `--json` (seen: two, which name no version). It says FAIL, WARN, OK and UNKNOWN and rates nothing: high and medium.
 * https://github.com/aquasecurity/cloudsploit
 */
export const cloudsploitJson: JsonParser = {
  id: 'cloudsploit',
  label: 'CloudSploit (JSON)',
  syntax: 'json',
  records: ['*'],

  recognise(outline) {
    const shaped = ['category', 'title', 'resource', 'region', 'status', 'message'].every(
      (key) => at(outline, 0, key) !== undefined,
    );
    return shaped && text(outline, 0, 'plugin') !== '' ? 1 : 0;
  },

  open: () => ({
    facts: { scanner: 'cloudsploit', target: '' },
    *read({ value }) {
      if (!isObject(value)) throw new RecordError('not_an_object');
      yield readResult(value);
    },
  }),
};

function readResult(value: JsonObject): ReadResult {
  const status = text(value, 'status').toUpperCase();
  const resource = text(value, 'resource');
  const example = `${text(value, 'plugin')} ${resource}`;
  if (status === 'OK') return { skipped: 'passed', example };
  if (status !== 'FAIL' && status !== 'WARN') return { skipped: 'scanner_error', example };
  const category = text(value, 'category');
  const named = /^n\/a$/i.test(resource) ? '' : resource;
  return failedCheck({
    tool: 'cloudsploit',
    rule: text(value, 'plugin'),
    place: [text(value, 'region'), stableResource(named)],
    title: text(value, 'title'),
    severity: status === 'FAIL' ? 3 : 2,
    severityReported: status,
    location: { resource: named || undefined, namespace: text(value, 'region') || undefined },
    description: paragraphs(plain(text(value, 'message')), plain(text(value, 'description'))),
    tags: category === '' ? [] : [category],
  });
}
