import { at, isArray, isObject, moment, text } from '@/lib/core/json';
import { asffResults } from '@/lib/imports/parsers/asff/finding';
import { type JsonParser, RecordError } from '@/lib/imports/parsers/types';

/**
 * AWS Security Finding Format, as Security Hub exports it and other tools send it (seen: schema 2018-10-08; controls,
 * GuardDuty, Inspector, Prowler 3).
 * https://docs.aws.amazon.com/securityhub/latest/userguide/securityhub-findings-format-syntax.html
 */
export const asffJson: JsonParser = {
  id: 'asff',
  label: 'AWS Security Hub (ASFF)',
  syntax: 'json',
  records: ['*', 'Findings.*', 'findings.*'],

  recognise(outline) {
    const first = at(outline, 0) ?? at(outline, 'Findings', 0) ?? at(outline, 'findings', 0);
    if (text(first, 'SchemaVersion') === '2018-10-08' && text(first, 'ProductArn') !== '') return 1;
    const list = at(outline, 'Findings');
    return isArray(list) && list.length === 0 ? 0.3 : 0;
  },

  open: (skeleton) => ({
    facts: { scanner: 'aws-security-hub', target: '', partial: text(skeleton, 'NextToken') !== '' || undefined },
    // Prowler's own file, of one account; what comes from Security Hub is of many products and accounts.
    describe: ({ value }) =>
      /\/prowler\/prowler$/.test(text(value, 'ProductArn'))
        ? { scanner: 'prowler', target: text(value, 'AwsAccountId'), scanAt: moment(value, 'UpdatedAt') }
        : {},
    *read({ value }) {
      if (!isObject(value)) throw new RecordError('not_an_object');
      yield* asffResults(value);
    },
  }),
};
