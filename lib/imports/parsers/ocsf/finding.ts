import { firstText, type JsonObject, links, number, object, objects, text, texts } from '@/lib/core/json';
import { type Severity, severityFromWord } from '@/lib/findings/severity';
import { stableResource, withoutDetails } from '@/lib/imports/parsers/aws';
import { failedCheck } from '@/lib/imports/parsers/check';
import { bullets, code, paragraphs, plain } from '@/lib/imports/parsers/markdown';
import { ocsfVulnerabilities } from '@/lib/imports/parsers/ocsf/vulnerability';
import { prowlerResult } from '@/lib/imports/parsers/prowler/check';
import type { ReadResult, SkipCode } from '@/lib/imports/parsers/types';

/** `severity_id`: unknown, informational, low, medium, high, critical, fatal. */
const SEVERITIES: readonly Severity[] = [0, 0, 1, 2, 3, 4, 4];
/** `status_id` of a finding beyond new (1) and in progress (2). */
const SETTLED = new Map<number, SkipCode>([
  [3, 'suppressed'],
  [4, 'resolved'],
  [5, 'resolved'],
  [6, 'resolved'],
]);

/** What one finding of OCSF says: classes 2001 to 2004, https://schema.ocsf.io/. */
export function* ocsfResults(value: JsonObject): Generator<ReadResult> {
  const about = object(value, 'finding_info') ?? object(value, 'finding');
  const product = text(value, 'metadata', 'product', 'name').trim().toLowerCase();
  if (product === 'prowler') {
    yield fromProwler(value, about);
    return;
  }
  const resource = objects(value, 'resources')[0] ?? object(value, 'resource');
  const rule =
    text(value, 'metadata', 'event_code') ||
    firstText(object(value, 'compliance'), 'control', 'uid') ||
    text(about, 'analytic', 'uid') ||
    texts(about, 'types')[0] ||
    text(about, 'title');
  const found = { about, resource, product, rule };
  const skipped = settled(value);
  if (skipped) yield { skipped, example: `${rule} ${firstText(resource, 'uid', 'name')}` };
  else if (objects(value, 'vulnerabilities').length > 0)
    yield* ocsfVulnerabilities(value, { resource: resourceOf(resource), severity: severityOf(value) });
  else yield checked(value, found);
}

function settled(value: JsonObject): SkipCode | undefined {
  const state = number(value, 'class_uid') === 2001 ? undefined : SETTLED.get(number(value, 'status_id') ?? 0);
  if (state) return state;
  const outcome = firstText(value, 'status_code').trim() || text(value, 'compliance', 'status');
  if (/^pass(?:ed)?$/i.test(outcome)) return 'passed';
  return /^(?:manual|not_available|unknown)$/i.test(outcome) ? 'scanner_error' : undefined;
}

type Found = {
  readonly about: JsonObject | undefined;
  readonly resource: JsonObject | undefined;
  readonly product: string;
  readonly rule: string;
};

function checked(value: JsonObject, { about, resource, product, rule }: Found): ReadResult {
  const account = text(value, 'cloud', 'account', 'uid');
  const region = text(resource, 'region') || text(value, 'cloud', 'region');
  const name = resourceOf(resource);
  return failedCheck({
    tool: product || 'ocsf',
    rule,
    place: [account, region, name],
    title: text(about, 'title') || text(value, 'message'),
    severity: severityOf(value),
    severityReported: text(value, 'severity') || text(value, 'severity_id'),
    scannerId: text(about, 'uid') || undefined,
    location: { resource: name || undefined, namespace: region || undefined },
    description: paragraphs(
      plain(firstText(value, 'status_detail', 'message')),
      plain(text(about, 'desc')),
      plain(text(value, 'risk_details')),
      bullets([account, region, name].filter((part) => part !== '').map(code)),
    ),
    fix: plain(text(value, 'remediation', 'desc')),
    references: links([text(about, 'src_url'), ...texts(value, 'remediation', 'references')]),
    tags: product === '' ? [] : [product],
    raw: withoutDetails(value, 'resources', 'data'),
  });
}

function severityOf(value: JsonObject): Severity {
  return SEVERITIES[number(value, 'severity_id') ?? -1] ?? severityFromWord(text(value, 'severity')) ?? 0;
}

function resourceOf(resource: JsonObject | undefined): string {
  return stableResource(firstText(resource, 'uid', 'name'));
}

/** Version 3 (class 2001) said Failure, Success and, of what is muted, Other; later ones FAIL, PASS and MANUAL. */
function fromProwler(value: JsonObject, about: JsonObject | undefined): ReadResult {
  const resource = objects(value, 'resources')[0];
  const old = new Map([
    ['Failure', 'FAIL'],
    ['Success', 'PASS'],
    ['Other', 'MUTED'],
  ]);
  const status = text(value, 'status');
  const unmapped = object(value, 'unmapped');
  const cluster = text(resource, 'namespace');
  const provider = text(value, 'cloud', 'provider') || text(unmapped, 'provider');
  const remedy = object(value, 'remediation') ?? object(about, 'remediation');
  const references = [...texts(remedy, 'references'), ...texts(remedy, 'kb_articles')];
  return prowlerResult({
    check: text(value, 'metadata', 'event_code') || text(value, 'metadata', 'product', 'feature', 'uid'),
    title: text(about, 'title'),
    status: text(value, 'status_code') || (old.get(status) ?? ''),
    detail: firstText(value, 'status_detail', 'message'),
    muted: status === 'Suppressed',
    severity: text(value, 'severity'),
    provider: provider === '' && cluster !== '' ? 'kubernetes' : provider,
    account: text(value, 'cloud', 'account', 'uid') || text(value, 'cloud', 'project_uid'),
    region: cluster || text(resource, 'region') || text(value, 'cloud', 'region'),
    resource: firstText(resource, 'uid', 'name'),
    resourceName: text(resource, 'name'),
    service: text(resource, 'group', 'name'),
    description: text(about, 'desc'),
    risk: text(value, 'risk_details') || text(about, 'supporting_data', 'Risk'),
    fix: text(remedy, 'desc'),
    commands: references.filter((reference) => !/^https?:/i.test(reference)),
    urls: [...references, text(about, 'src_url'), text(unmapped, 'related_url'), ...texts(unmapped, 'additional_urls')],
    scannerId: text(about, 'uid'),
    raw: withoutDetails(value, 'resources', 'data'),
  });
}
