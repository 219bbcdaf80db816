import { links } from '@/lib/core/json';
import { publicIds } from '@/lib/imports/parsers/advisory-ids';
import { failedCheck, severityOr } from '@/lib/imports/parsers/check';
import { clip, code, codeBlock, paragraphs, plain } from '@/lib/imports/parsers/markdown';
import { attribute } from '@/lib/imports/parsers/read-xml';
import { type ReadResult, RecordError, type SkipCode, type XmlElement } from '@/lib/imports/parsers/types';
import { childOf, childrenOf, localName, textOf } from '@/lib/imports/parsers/xccdf/element';
import type { Rule } from '@/lib/imports/parsers/xccdf/rule';

/** Results that are no findings (XCCDF 1.2, table 26). */
const SETTLED = new Map<string, SkipCode>([
  ['pass', 'passed'],
  ['informational', 'suppressed'],
  ['notapplicable', 'suppressed'],
  ['fixed', 'resolved'],
  ['notselected', 'suppressed'],
  ['notchecked', 'scanner_error'],
  ['error', 'scanner_error'],
  ['unknown', 'scanner_error'],
]);

/** `rule-result`: what one rule made of one host, or of one instance on it. */
export function readResult(
  element: XmlElement,
  ancestors: readonly XmlElement[],
  rules: ReadonlyMap<string, Rule>,
): ReadResult {
  const id = attribute(element, 'idref').trim();
  const rule = rules.get(id);
  const result = textOf(childOf(element, 'result')).toLowerCase();
  const skipped = SETTLED.get(result);
  if (skipped) return { skipped, example: `${rule?.title ?? ''} ${id}`.trim() };
  if (result !== 'fail') throw new RecordError('missing_field', { field: 'result' });
  const host = textOf(
    childOf(
      ancestors.find((ancestor) => localName(ancestor) === 'TestResult'),
      'target',
    ),
  );
  const instances = childrenOf(element, 'instance').map(textOf).slice(0, 20);
  const idents = [...new Set([...childrenOf(element, 'ident').map(textOf), ...(rule?.idents ?? [])])];
  const severity = attribute(element, 'severity') || (rule?.severity ?? '');
  const fix = rule?.fix || textOf(childOf(element, 'fix'));
  return failedCheck({
    tool: 'xccdf',
    rule: id,
    canonicalRule: stableRule(id),
    place: [host, ...instances],
    title: rule?.title || id,
    severity: /^unknown$/i.test(severity) ? 2 : severityOr(severity, 2),
    severityReported: severity,
    location: { host: host || undefined, resource: instances[0] },
    description: paragraphs(
      plain(rule?.description ?? ''),
      plain(rule?.rationale ?? ''),
      plain(childrenOf(element, 'message').map(textOf).join('\n')),
      instances.map(code).join(', '),
    ),
    fix: fix === '' ? '' : codeBlock(clip(fix, 4_000)),
    ids: publicIds(idents),
    references: links(rule?.links ?? []),
    tags: idents.filter((ident) => !/^CVE-/i.test(ident)).slice(0, 20),
  });
}

/** A STIG counts its revisions in the rule's name: `…rule_SV-204393r505924_rule`. */
function stableRule(id: string): string {
  return id.replace(/(SV-\d{1,10})r\d{1,10}_rule$/, '$1');
}
