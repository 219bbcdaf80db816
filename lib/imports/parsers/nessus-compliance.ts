import { severityFromWord } from '@/lib/findings/severity';
import { hostFinding } from '@/lib/imports/parsers/host-finding';
import { clip, code, plain } from '@/lib/imports/parsers/markdown';
import { attribute, childText } from '@/lib/imports/parsers/read-xml';
import type { ReadResult, XmlElement } from '@/lib/imports/parsers/types';

/** Whether an item of a `.nessus` file is a check of an audit policy, of which one plugin reports many. */
export function isCompliance(item: XmlElement): boolean {
  return childText(item, 'cm:compliance-result') !== '';
}

/**
 * A check of an audit policy on a host: failed ones are high, those with a warning medium, as Nessus rates them; what could
 * not be checked is counted. Known by the id that outlives new versions of the policy, else by that of this one.
 */
export function readCompliance(item: XmlElement, host: string): ReadResult {
  const told = (name: string) => childText(item, `cm:compliance-${name}`);
  const name = told('check-name');
  const result = told('result').toUpperCase();
  const example = clip(`${name} ${host}`, 200);
  if (result === 'PASSED') return { skipped: 'passed', example };
  if (result === 'ERROR') return { skipped: 'scanner_error', example };
  const rule = told('functional-id') || told('check-id');
  const finding = hostFinding({
    tool: 'nessus',
    rule,
    title: name,
    severity: result === 'FAILED' ? 3 : result === 'WARNING' ? 2 : (severityFromWord(result) ?? 0),
    severityReported: result,
    host,
    others: [],
    port: '',
    protocol: '',
    ids: [],
    cwe: [],
    cvss: [],
    description: [plain(told('info')), line('Expected', told('policy-value')), line('Found', told('actual-value'))],
    fix: plain(told('solution')),
    output: '',
    references: told('see-also').split(/\s+/),
    tags: [told('audit-file'), attribute(item, 'pluginFamily')].filter((tag) => tag !== ''),
  });
  return { ...finding, kind: 'configuration', identity: ['nessus', rule, '', finding.location.host ?? ''] };
}

function line(name: string, text: string): string {
  return text === '' ? '' : `${name}: ${code(clip(text, 1_000))}`;
}
