import { at, count, firstText, type JsonObject, links, object, text, texts } from '@/lib/core/json';
import { cweNumbers } from '@/lib/imports/parsers/advisory-ids';
import type { InspectorResource } from '@/lib/imports/parsers/aws-inspector/package';
import { failedCheck, severityOr } from '@/lib/imports/parsers/check';
import { code, paragraphs, plain } from '@/lib/imports/parsers/markdown';
import { normalisePath } from '@/lib/imports/parsers/normalise';
import type { ParsedFinding } from '@/lib/imports/parsers/types';

/** `networkReachabilityDetails`: ports that can be reached from outside. */
export function* networkPath(value: JsonObject, { id }: InspectorResource): Generator<ParsedFinding> {
  const details = object(value, 'networkReachabilityDetails');
  const [from, to] = [text(details, 'openPortRange', 'begin'), text(details, 'openPortRange', 'end')];
  const protocol = text(details, 'protocol').toLowerCase();
  yield failedCheck({
    kind: 'host',
    tool: 'aws-inspector',
    rule: 'network-reachability',
    place: [id, from === to ? from : `${from}-${to}`, protocol],
    title: text(value, 'title'),
    severity: severityOr(text(value, 'severity'), 0),
    severityReported: text(value, 'severity'),
    scannerId: text(value, 'findingArn') || undefined,
    location: {
      host: id,
      port: from === to ? count(details, 'openPortRange', 'begin') : undefined,
      protocol: protocol || undefined,
      resource: id,
    },
    description: plain(text(value, 'description')),
    fix: plain(text(value, 'remediation', 'recommendation', 'text')),
  });
}

/** `codeVulnerabilityDetails`: the code of a function. */
export function* sourceCode(value: JsonObject, { id }: InspectorResource): Generator<ParsedFinding> {
  const details = object(value, 'codeVulnerabilityDetails');
  const path = firstText(object(details, 'filePath'), 'filePath', 'fileName');
  yield failedCheck({
    kind: 'code',
    tool: 'aws-inspector',
    rule: firstText(details, 'ruleId', 'detectorId'),
    place: [normalisePath(path), id],
    title: text(value, 'title') || text(details, 'detectorName'),
    severity: severityOr(text(value, 'severity'), 0),
    severityReported: text(value, 'severity'),
    scannerId: text(value, 'findingArn') || undefined,
    location: {
      path: path || undefined,
      line: count(details, 'filePath', 'startLine'),
      endLine: count(details, 'filePath', 'endLine'),
      resource: id,
    },
    description: paragraphs(plain(text(value, 'description')), `Function ${code(id)}`),
    fix: plain(text(value, 'remediation', 'recommendation', 'text')),
    cwe: cweNumbers(at(details, 'cwes')),
    references: links(texts(details, 'referenceUrls')),
    tags: texts(details, 'detectorTags'),
  });
}
