import { links, moment } from '@/lib/core/json';
import { failedCheck, severityOr } from '@/lib/imports/parsers/check';
import { code, paragraphs, plain } from '@/lib/imports/parsers/markdown';
import { cells, hasColumns } from '@/lib/imports/parsers/read-csv';
import { type CsvParser, RecordError } from '@/lib/imports/parsers/types';

const COLUMNS = {
  exported: ['exportedTimestamp'],
  rule: ['recommendationName'],
  title: ['recommendationDisplayName', 'recommendationName'],
  description: ['description'],
  fix: ['remediationSteps'],
  severity: ['severity'],
  state: ['state'],
  excuse: ['notApplicableReason'],
  resource: ['resourceId'],
  name: ['resourceName'],
  type: ['resourceType'],
  group: ['resourceGroup'],
  subscription: ['subscriptionName', 'subscriptionId'],
  assessment: ['recommendationId'],
  link: ['azurePortalRecommendationLink'],
} as const;

/**
 * Recommendations of Microsoft Defender for Cloud (once Azure Security Center), "Download CSV report" (seen: 2021).
 * Severities are high, medium and low. https://learn.microsoft.com/azure/defender-for-cloud/review-security-recommendations
 */
export const azureRecommendationsCsv: CsvParser = {
  id: 'azure-recommendations',
  label: 'Microsoft Defender for Cloud recommendations (CSV)',
  syntax: 'csv',

  recognise: (header) => (hasColumns(header, 'recommendationId', 'recommendationName', 'resourceId', 'state') ? 1 : 0),

  open(header) {
    const cell = cells(header, COLUMNS);
    return {
      facts: { scanner: 'azure-recommendations', target: '' },
      describe: ({ row }) => ({ scanAt: moment(cell(row, 'exported')) }),
      *read({ row }) {
        const field = (name: keyof typeof COLUMNS) => cell(row, name);
        const example = `${field('title')} ${field('name')}`.trim();
        const state = field('state').toLowerCase();
        if (state === 'healthy') yield { skipped: 'passed', example };
        else if (state === 'notapplicable') yield { skipped: 'suppressed', example };
        else if (field('resource') === '') throw new RecordError('missing_field', { field: 'resourceId' });
        else
          yield failedCheck({
            tool: 'azure-recommendations',
            rule: field('rule'),
            // Azure does not tell upper from lower case in names, and does not spell them alike.
            place: [field('resource').toLowerCase()],
            title: field('title'),
            severity: severityOr(field('severity'), 2),
            severityReported: field('severity'),
            scannerId: field('assessment') || undefined,
            location: { resource: field('resource'), namespace: field('group') || undefined },
            description: paragraphs(
              plain(field('description')),
              [field('subscription'), field('group'), field('name')]
                .filter((part) => part !== '')
                .map(code)
                .join(' / '),
            ),
            fix: plain(field('fix')),
            references: links([field('link')]),
            tags: field('type') === '' ? [] : [field('type')],
          });
      },
    };
  },
};
