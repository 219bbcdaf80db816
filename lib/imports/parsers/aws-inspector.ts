import { at, isArray, isObject, text } from '@/lib/core/json';
import { findingsOf } from '@/lib/imports/parsers/aws-inspector/finding';
import { type JsonParser, RecordError } from '@/lib/imports/parsers/types';

/**
 * Amazon Inspector, `aws inspector2 list-findings` or its export to a bucket (seen: 2024): packages of instances, images
 * and functions, open ports, code of functions. https://docs.aws.amazon.com/inspector/v2/APIReference/API_Finding.html
 */
export const awsInspectorJson: JsonParser = {
  id: 'aws-inspector',
  label: 'Amazon Inspector (JSON)',
  syntax: 'json',
  records: ['findings.*'],

  recognise(outline) {
    const arn = text(outline, 'findings', 0, 'findingArn');
    if (/^arn:[\w-]{1,20}:inspector2:/.test(arn)) return 1;
    // Without findings it is any service's silence.
    const list = at(outline, 'findings');
    return isArray(list) && list.length === 0 ? 0.3 : 0;
  },

  open: (skeleton) => ({
    facts: { scanner: 'aws-inspector', target: '', partial: text(skeleton, 'nextToken') !== '' || undefined },
    *read({ value }) {
      if (!isObject(value)) throw new RecordError('not_an_object');
      yield* findingsOf(value);
    },
  }),
};
