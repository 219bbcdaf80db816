import { prowlerResult } from '@/lib/imports/parsers/prowler/check';
import type { CsvParser } from '@/lib/imports/parsers/types';

/** Columns of version 2 (first) to 5; those of 2 are fewer. */
const COLUMNS = {
  check: ['CHECK_ID', 'TITLE_ID'],
  title: ['CHECK_TITLE', 'TITLE_TEXT'],
  status: ['STATUS', 'CHECK_RESULT'],
  detail: ['STATUS_EXTENDED', 'CHECK_RESULT_EXTENDED'],
  severity: ['SEVERITY', 'CHECK_SEVERITY'],
  account: ['ACCOUNT_UID', 'ACCOUNT_ID', 'ACCOUNT_NUM'],
  region: ['REGION'],
  resource: ['RESOURCE_UID', 'RESOURCE_ARN', 'RESOURCE_ID', 'CHECK_RESOURCE_ID'],
  resourceName: ['RESOURCE_NAME', 'RESOURCE_ID', 'CHECK_RESOURCE_ID'],
  service: ['SERVICE_NAME', 'CHECK_SERVICENAME'],
  description: ['DESCRIPTION'],
  risk: ['RISK', 'CHECK_RISK'],
  fix: ['REMEDIATION_RECOMMENDATION_TEXT', 'CHECK_REMEDIATION'],
  scannerId: ['FINDING_UID', 'FINDING_UNIQUE_ID'],
} as const;

const COMMANDS = ['NATIVEIAC', 'TERRAFORM', 'CLI', 'OTHER'].flatMap((kind) => [
  `REMEDIATION_CODE_${kind}`,
  `REMEDIATION_RECOMMENDATION_CODE_${kind}`,
]);
const URLS = ['REMEDIATION_RECOMMENDATION_URL', 'RELATED_URL', 'CHECK_DOC'];

/**
 * Prowler, `-M csv` (seen: 5; 2 to 4 by their source). Severities are critical to informational.
 * https://docs.prowler.com/
 */
export const prowlerCsv: CsvParser = {
  id: 'prowler-csv',
  label: 'Prowler (CSV)',
  syntax: 'csv',

  recognise(header) {
    const has = (name: string) => header.includes(name);
    if (has('CHECK_ID') && has('STATUS_EXTENDED') && has('PROVIDER')) return 1;
    return has('TITLE_ID') && has('CHECK_RESULT') && has('CHECK_RESULT_EXTENDED') ? 1 : 0;
  },

  open: () => ({
    facts: { scanner: 'prowler', target: '' },
    *read({ row }) {
      const field = (name: keyof typeof COLUMNS) =>
        COLUMNS[name].map((column) => own(row, column)).find((text) => text !== '') ?? '';
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
        provider: own(row, 'PROVIDER') || 'aws',
        muted: /^true$/i.test(own(row, 'MUTED')),
        commands: COMMANDS.map((name) => own(row, name)),
        urls: [...URLS.map((name) => own(row, name)), ...own(row, 'ADDITIONAL_URLS').split(' | ')],
      });
    },
  }),
};

function own(row: Readonly<Record<string, string>>, name: string): string {
  return Object.hasOwn(row, name) ? (row[name] ?? '').trim() : '';
}
