import { type JsonObject, links, number, objects, text, texts } from '@/lib/core/json';
import { failedCheck, severityOr } from '@/lib/imports/parsers/check';
import { bulletsOf, code, paragraphs, plain } from '@/lib/imports/parsers/markdown';
import type { OperatorReport } from '@/lib/imports/parsers/trivy-operator/report';
import { type ReadResult, RecordError } from '@/lib/imports/parsers/types';

/** `summaryReport.controlCheck[]`: a control of a benchmark, with the number of resources that fail it. */
export function readControl(value: JsonObject, { document }: OperatorReport): ReadResult {
  const id = text(value, 'id').trim();
  const name = text(value, 'name');
  if (id === '') throw new RecordError('missing_field', { field: 'id' });
  const failed = number(value, 'totalFail');
  // No number: nothing could be checked, as for controls that are made by hand.
  if (failed === undefined) return { skipped: 'scanner_error', example: `${id} ${name}` };
  if (failed <= 0) return { skipped: 'passed', example: `${id} ${name}` };
  const benchmark = text(document, 'spec', 'compliance', 'id') || text(document, 'metadata', 'name');
  const control = objects(document, 'spec', 'compliance', 'controls').find((candidate) => text(candidate, 'id') === id);
  const checks = objects(control, 'checks').map((check) => text(check, 'id'));
  return failedCheck({
    tool: 'trivy',
    rule: `${benchmark} ${id}`.trim(),
    place: ['compliance'],
    title: `${id} ${name}`,
    severity: severityOr(text(value, 'severity'), 0),
    severityReported: text(value, 'severity'),
    location: {},
    description: paragraphs(
      plain(text(control, 'description')),
      `Fails: ${failed}`,
      checks.length > 0 ? `Checks:\n\n${bulletsOf(checks, code)}` : '',
    ),
    references: links(texts(document, 'spec', 'compliance', 'relatedResources')),
    tags: benchmark === '' ? [] : [benchmark],
  });
}
