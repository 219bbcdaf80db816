import { links } from '@/lib/core/json';
import { failedCheck, severityOr } from '@/lib/imports/parsers/check';
import { bullets, clip, code, paragraphs } from '@/lib/imports/parsers/markdown';
import { type ReadResult, RecordError } from '@/lib/imports/parsers/types';

/** Not among them: the resource as JSON, for the environment of a container may hold secrets. */
export const ISSUE_COLUMNS = {
  title: ['Title'],
  severity: ['Severity'],
  status: ['Status'],
  description: ['Description'],
  fix: ['Remediation Recommendation'],
  rule: ['Control ID', 'Title'],
  issue: ['Issue ID'],
  resource: ['Resource external ID', 'Resource vertex ID'],
  name: ['Resource Name', 'Resource external ID'],
  type: ['Resource Type'],
  region: ['Resource Region'],
  platform: ['Resource Platform'],
  subscription: ['Subscription Name', 'Subscription ID'],
  cluster: ['Kubernetes Cluster'],
  namespace: ['Kubernetes Namespace'],
  url: ['Wiz URL'],
  provider: ['Cloud Provider URL'],
} as const;

type Field = keyof typeof ISSUE_COLUMNS;

/** One issue: a control that a resource fails. Wiz writes descriptions in Markdown. */
export function readIssue(cell: (field: Field) => string): ReadResult {
  const example = `${cell('title')} ${cell('name')}`;
  const status = cell('status').toUpperCase();
  if (status === 'RESOLVED') return { skipped: 'resolved', example };
  if (status === 'IGNORED' || status === 'REJECTED') return { skipped: 'suppressed', example };
  if (cell('resource') === '') throw new RecordError('missing_field', { field: 'Resource external ID' });
  const about = ['type', 'platform', 'subscription', 'region', 'cluster', 'namespace'] as const;
  return failedCheck({
    tool: 'wiz',
    rule: cell('rule'),
    place: [cell('resource')],
    title: cell('title'),
    severity: severityOr(cell('severity'), 0),
    severityReported: cell('severity'),
    scannerId: cell('issue') || undefined,
    location: { resource: cell('name') || undefined, namespace: cell('namespace') || undefined },
    description: paragraphs(
      clip(cell('description')),
      bullets([cell('resource'), ...about.map(cell)].filter((part) => part !== '').map(code)),
    ),
    fix: clip(cell('fix')),
    references: links([cell('url'), cell('provider')]),
    tags: cell('platform') === '' ? [] : [cell('platform')],
    raw: JSON.stringify(Object.fromEntries(FIELDS.map((field) => [field, cell(field)]))),
  });
}

const FIELDS = ['issue', 'rule', 'title', 'severity', 'status', 'resource', 'name', 'url'] as const;
