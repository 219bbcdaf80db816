import { at, firstText, isObject, type JsonObject, moment, object, text, texts } from '@/lib/core/json';
import { prowlerResult, prowlerTarget } from '@/lib/imports/parsers/prowler/check';
import { type JsonParser, type ReadResult, RecordError } from '@/lib/imports/parsers/types';

/**
 * Prowler's own JSON: version 3 (`-M json`, a list) and version 2 (one record a line), both by their source; from
 * version 4 on it is OCSF. https://docs.prowler.com/
 */
export const prowlerJson: JsonParser = {
  id: 'prowler-json',
  label: 'Prowler 2 and 3 (JSON)',
  syntax: 'json',
  records: ['*'],
  lines: true,

  recognise(outline) {
    const first = at(outline, 0);
    if (text(first, 'CheckID') !== '' && text(first, 'StatusExtended') !== '') return 1;
    return text(first, 'Control ID') !== '' && text(first, 'Account Number') !== '' ? 1 : 0;
  },

  open: () => ({
    facts: { scanner: 'prowler', target: '' },
    describe: ({ value }) => ({
      target: prowlerTarget(text(value, 'Provider') || 'aws', firstText(value, 'AccountId', 'Account Number')),
      scanAt: moment(firstText(value, 'AssessmentStartTime', 'Timestamp')),
    }),
    *read({ value }) {
      if (!isObject(value)) throw new RecordError('not_an_object');
      yield text(value, 'CheckID') === '' ? version2(value) : version3(value);
    },
  }),
};

function version3(value: JsonObject): ReadResult {
  const remedy = object(value, 'Remediation');
  const commands = object(remedy, 'Code') ?? {};
  return prowlerResult({
    check: text(value, 'CheckID'),
    title: text(value, 'CheckTitle'),
    status: text(value, 'Status'),
    detail: text(value, 'StatusExtended'),
    muted: false,
    severity: text(value, 'Severity'),
    provider: text(value, 'Provider'),
    account: firstText(value, 'AccountId', 'Subscription', 'ProjectId'),
    region: firstText(value, 'Region', 'Location'),
    resource: firstText(value, 'ResourceArn', 'ResourceId'),
    resourceName: firstText(value, 'ResourceName', 'ResourceId'),
    service: text(value, 'ServiceName'),
    description: text(value, 'Description'),
    risk: text(value, 'Risk'),
    fix: text(remedy, 'Recommendation', 'Text'),
    commands: Object.values(commands).filter((command) => typeof command === 'string'),
    urls: [text(remedy, 'Recommendation', 'Url'), text(value, 'RelatedUrl')],
    scannerId: text(value, 'FindingUniqueId'),
  });
}

function version2(value: JsonObject): ReadResult {
  return prowlerResult({
    check: text(value, 'Control ID'),
    title: text(value, 'Control'),
    status: text(value, 'Status'),
    detail: text(value, 'Message'),
    muted: false,
    severity: text(value, 'Severity'),
    provider: 'aws',
    account: text(value, 'Account Number'),
    region: text(value, 'Region'),
    resource: text(value, 'Resource ID'),
    resourceName: text(value, 'Resource ID'),
    service: text(value, 'Service'),
    description: '',
    risk: text(value, 'Risk'),
    fix: text(value, 'Remediation'),
    commands: [],
    urls: [text(value, 'Doc link'), ...texts(value, 'Links')],
    scannerId: '',
  });
}
