import { type JsonObject, links, number, objects, text, texts } from '@/lib/core/json';
import { type Severity, severityFromWord } from '@/lib/findings/severity';
import { asffVulnerabilities } from '@/lib/imports/parsers/asff/vulnerability';
import { stableResource, withoutDetails } from '@/lib/imports/parsers/aws';
import { failedCheck } from '@/lib/imports/parsers/check';
import { bullets, code, paragraphs, plain } from '@/lib/imports/parsers/markdown';
import { type ReadResult, RecordError, type SkipCode } from '@/lib/imports/parsers/types';

/** What one record of Security Hub says. */
export function* asffResults(value: JsonObject): Generator<ReadResult> {
  const resource = objects(value, 'Resources')[0];
  const id = stableResource(text(resource, 'Id'));
  if (id === '') throw new RecordError('missing_field', { field: 'Resources.Id' });
  const skipped = settled(value);
  if (skipped) {
    yield { skipped, example: `${text(value, 'Title')} ${id}` };
    return;
  }
  const raw = withoutDetails(value, 'Resources', 'Details');
  const findings = [...asffVulnerabilities(value, { resource, id, severity: severityOf(value) })];
  for (const finding of findings.length > 0 ? findings : [checked(value, resource, id)]) yield { ...finding, raw };
}

function settled(value: JsonObject): SkipCode | undefined {
  const workflow = text(value, 'Workflow', 'Status');
  if (text(value, 'RecordState') === 'ARCHIVED' || workflow === 'RESOLVED') return 'resolved';
  if (workflow === 'SUPPRESSED') return 'suppressed';
  const compliance = text(value, 'Compliance', 'Status');
  // What Prowler has muted was MUTED up to version 3, and is WARNING since.
  if (compliance === 'MUTED' || (compliance === 'WARNING' && productOf(value) === 'prowler')) return 'suppressed';
  if (compliance === 'PASSED') return 'passed';
  // NOT_AVAILABLE; Prowler says INFOED of what people have to check.
  return ['', 'FAILED', 'WARNING'].includes(compliance) ? undefined : 'scanner_error';
}

function checked(value: JsonObject, resource: JsonObject | undefined, id: string): ReadResult {
  const { tool, rule, label } = ruleOf(value);
  const region = text(resource, 'Region') || text(value, 'Region');
  const account = text(value, 'AwsAccountId');
  const others = objects(value, 'Resources').slice(1);
  return failedCheck({
    tool,
    rule: label,
    canonicalRule: rule,
    place: [account, region, id],
    title: text(value, 'Title'),
    severity: severityOf(value),
    severityReported: text(value, 'Severity', 'Label') || text(value, 'Severity', 'Normalized'),
    scannerId: text(value, 'Id') || undefined,
    location: { resource: id, namespace: region || undefined },
    description: paragraphs(
      plain(text(value, 'Description')),
      bullets([
        ...[account, region, text(resource, 'Id')].filter((part) => part !== '').map(code),
        ...others.map((other) => code(text(other, 'Id'))),
      ]),
    ),
    fix: plain(text(value, 'Remediation', 'Recommendation', 'Text')),
    references: links([text(value, 'Remediation', 'Recommendation', 'Url'), text(value, 'SourceUrl')]),
    tags: [tool],
  });
}

/**
 * Who says so and by which rule. A control has one id in all standards since 2023, before that its standard's; GuardDuty
 * names the type of what it saw, Prowler its check.
 */
function ruleOf(value: JsonObject): { tool: string; rule: string; label: string } {
  const product = productOf(value);
  const generator = text(value, 'GeneratorId');
  if (product === 'prowler') {
    const check = generator.replace(/^prowler-/, '');
    return { tool: 'prowler', rule: check, label: check };
  }
  const control = text(value, 'Compliance', 'SecurityControlId');
  const type = texts(value, 'Types')[0]?.split('/').at(-1) ?? '';
  const label = control || text(value, 'ProductFields', 'ControlId') || (product === 'guardduty' ? type : generator);
  const rule = control || (product === 'guardduty' ? type : generator);
  const name = text(value, 'ProductName') || text(value, 'ProductFields', 'aws/securityhub/ProductName');
  const tool = (product === 'default' ? name : product || name).toLowerCase();
  return { tool: tool || 'asff', rule: rule || label, label };
}

/** `arn:aws:securityhub:eu-west-1::product/aws/guardduty` is guardduty. */
function productOf(value: JsonObject): string {
  return /product\/[^/]{0,200}\/([^/]{1,200})$/.exec(text(value, 'ProductArn'))?.[1] ?? '';
}

/** The label, else the number from 0 to 100: from 1 low, from 40 medium, from 70 high, from 90 critical. */
function severityOf(value: JsonObject): Severity {
  const known = severityFromWord(text(value, 'Severity', 'Label'));
  if (known !== null) return known;
  const normalised = number(value, 'Severity', 'Normalized') ?? 0;
  if (normalised >= 90) return 4;
  if (normalised >= 70) return 3;
  if (normalised >= 40) return 2;
  return normalised >= 1 ? 1 : 0;
}
