import { count, firstText, flag, type JsonObject, links, list, text, texts } from '@/lib/core/json';
import { severityFromWord } from '@/lib/findings/severity';
import { bullets, code, paragraphs, plain } from '@/lib/imports/parsers/markdown';
import { normalisePath } from '@/lib/imports/parsers/normalise';
import type { SnykProject } from '@/lib/imports/parsers/snyk/issue';
import { type ReadResult, RecordError } from '@/lib/imports/parsers/types';

/** `infrastructureAsCodeIssues[]` of `snyk iac test`: a rule and the place in the file's structure that broke it. */
export function readInfrastructure(issue: JsonObject, project: SnykProject): ReadResult {
  const rule = firstText(issue, 'publicId', 'id');
  if (rule === '') throw new RecordError('missing_field', { field: 'id' });
  if (flag(issue, 'isIgnored')) return { skipped: 'suppressed', example: `${rule} ${project.path}`.trim() };
  const steps = list(issue, 'path').filter((step) => typeof step === 'string' || typeof step === 'number');
  const resource = steps.join('.') || text(issue, 'msg');
  return {
    kind: 'configuration',
    title: text(issue, 'title') || rule,
    severity: severityFromWord(text(issue, 'severity')) ?? 0,
    severityReported: text(issue, 'severity'),
    ruleId: rule,
    ids: [],
    cwe: [],
    cvss: [],
    location: { path: project.path || undefined, line: count(issue, 'lineNumber'), resource: resource || undefined },
    description: paragraphs(
      plain(firstText(issue, 'issue') || text(issue, 'iacDescription', 'issue')),
      plain(firstText(issue, 'impact') || text(issue, 'iacDescription', 'impact')),
      resource === '' ? '' : bullets([code(resource)]),
    ),
    fix: plain(firstText(issue, 'resolve') || text(issue, 'iacDescription', 'resolve')),
    references: links([text(issue, 'documentation'), ...texts(issue, 'references')]),
    tags: [text(issue, 'type'), text(issue, 'subType')].filter((tag) => tag !== '').map((tag) => tag.toLowerCase()),
    identity: ['snyk', rule, normalisePath(project.path), resource],
  };
}
