import { moment } from '@/lib/core/json';
import { prowlerResult, prowlerTarget } from '@/lib/imports/parsers/prowler/check';
import { cells, hasColumns } from '@/lib/imports/parsers/read-csv';
import type { CsvParser } from '@/lib/imports/parsers/types';

/** Columns of version 2 (first) to 5; those of 2 are fewer. */
const COLUMNS = {
  check: ['CHECK_ID', 'TITLE_ID'],
  title: ['CHECK_TITLE', 'TITLE_TEXT'],
  status: ['STATUS', 'CHECK_RESULT'],
  detail: ['STATUS_EXTENDED', 'CHECK_RESULT_EXTENDED'],
  severity: ['SEVERITY', 'CHECK_SEVERITY'],
  account: ['ACCOUNT_UID', 'ACCOUNT_ID', 'ACCOUNT_NUM', 'SUBSCRIPTION', 'PROJECT_ID'],
  region: ['REGION', 'LOCATION'],
  resource: ['RESOURCE_UID', 'RESOURCE_ARN', 'RESOURCE_ID', 'CHECK_RESOURCE_ID'],
  resourceName: ['RESOURCE_NAME', 'RESOURCE_ID', 'CHECK_RESOURCE_ID'],
  service: ['SERVICE_NAME', 'CHECK_SERVICENAME'],
  description: ['DESCRIPTION'],
  risk: ['RISK', 'CHECK_RISK'],
  fix: ['REMEDIATION_RECOMMENDATION_TEXT', 'CHECK_REMEDIATION'],
  scannerId: ['FINDING_UID', 'FINDING_UNIQUE_ID'],
  time: ['TIMESTAMP', 'ASSESSMENT_START_TIME', 'PROWLER_START_TIME'],
  tool: ['PROWLER_VERSION'],
  provider: ['PROVIDER'],
  muted: ['MUTED'],
  more: ['ADDITIONAL_URLS'],
  advice: ['REMEDIATION_RECOMMENDATION_URL', 'CHECK_DOC'],
  related: ['RELATED_URL'],
  nativeiac: ['REMEDIATION_CODE_NATIVEIAC', 'REMEDIATION_RECOMMENDATION_CODE_NATIVEIAC'],
  terraform: ['REMEDIATION_CODE_TERRAFORM', 'REMEDIATION_RECOMMENDATION_CODE_TERRAFORM'],
  cli: ['REMEDIATION_CODE_CLI', 'REMEDIATION_RECOMMENDATION_CODE_CLI'],
  other: ['REMEDIATION_CODE_OTHER', 'REMEDIATION_RECOMMENDATION_CODE_OTHER'],
} as const;

/**
 * Prowler, `-M csv` (seen: 5; 2 to 4 by their source). Severities are critical to informational.
 * https://docs.prowler.com/
 */
export const prowlerCsv: CsvParser = {
  id: 'prowler-csv',
  label: 'Prowler (CSV)',
  syntax: 'csv',

  recognise(header) {
    if (hasColumns(header, 'CHECK_ID', 'STATUS_EXTENDED', 'PROVIDER')) return 1;
    return hasColumns(header, 'TITLE_ID', 'CHECK_RESULT', 'CHECK_RESULT_EXTENDED') ? 1 : 0;
  },

  open(header) {
    const cell = cells(header, COLUMNS);
    return {
      facts: { scanner: 'prowler', target: '' },
      describe: ({ row }) => ({
        target: prowlerTarget(cell(row, 'provider') || 'aws', cell(row, 'account')),
        scanAt: moment(cell(row, 'time')),
        toolVersion: cell(row, 'tool') || undefined,
      }),
      *read({ row }) {
        const field = (name: keyof typeof COLUMNS) => cell(row, name);
        yield prowlerResult({
          check: field('check'),
          title: field('title'),
          status: field('status'),
          detail: field('detail'),
          severity: field('severity'),
          account: field('account'),
          region: field('region'),
          resource: field('resource'),
          resourceName: field('resourceName'),
          service: field('service'),
          description: field('description'),
          risk: field('risk'),
          fix: field('fix'),
          scannerId: field('scannerId'),
          // Version 2 looked at nothing else.
          provider: field('provider') || 'aws',
          muted: /^true$/i.test(field('muted')),
          commands: [field('nativeiac'), field('terraform'), field('cli'), field('other')],
          urls: [field('advice'), field('related'), ...field('more').split(' | ')],
        });
      },
    };
  },
};
