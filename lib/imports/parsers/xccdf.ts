import { moment } from '@/lib/core/json';
import { attribute } from '@/lib/imports/parsers/read-xml';
import type { XmlElement, XmlParser } from '@/lib/imports/parsers/types';
import { childOf, localName, textOf } from '@/lib/imports/parsers/xccdf/element';
import { RESULTS, RULES, TARGETS } from '@/lib/imports/parsers/xccdf/paths';
import { readResult } from '@/lib/imports/parsers/xccdf/result';
import { type Rule, ruleOf } from '@/lib/imports/parsers/xccdf/rule';

/** Beyond these a benchmark is broken or hostile; the largest of the field has about 2,000. */
const MOST_RULES = 20_000;

/**
 * XCCDF 1.1 and 1.2 results, alone or in an ARF collection: OpenSCAP, SCAP Compliance Checker and others (seen: NIST's
 * sample). A rule that says nothing of its severity is medium.
 * https://csrc.nist.gov/projects/security-content-automation-protocol/specifications/xccdf
 */
export const xccdfXml: XmlParser = {
  id: 'xccdf',
  label: 'OpenSCAP and other XCCDF results (XML)',
  syntax: 'xml',
  records: RESULTS,
  // The host stands behind the rules, and rules may stand behind the results.
  lookups: [...RULES, ...TARGETS],

  recognise(root) {
    const name = localName(root);
    if (name === 'asset-report-collection' || name === 'TestResult') return 0.95;
    return name === 'Benchmark' && attribute(root, 'id') !== '' ? 0.95 : 0;
  },

  open(root, lookups) {
    const target = lookups.find((element) => localName(element) === 'target');
    const rules = rulesOf(lookups);
    const result = testResult(root);
    const version = /openscap:([\w.]{1,20})/.exec(attribute(result, 'test-system'))?.[1];
    return {
      facts: {
        scanner: 'xccdf',
        target: textOf(target),
        scanAt: moment(attribute(result, 'end-time')) ?? moment(attribute(result, 'start-time')),
        toolVersion: version,
        // A benchmark without results says of no host what is mended.
        partial: target === undefined || undefined,
      },
      *read({ element, ancestors }) {
        yield readResult(element, ancestors, rules);
      },
    };
  },
};

function rulesOf(lookups: readonly XmlElement[]): Map<string, Rule> {
  const rules = new Map<string, Rule>();
  for (const element of lookups) {
    if (localName(element) !== 'Rule' || rules.size >= MOST_RULES) continue;
    rules.set(attribute(element, 'id'), ruleOf(element, rules.get(attribute(element, 'extends'))));
  }
  return rules;
}

/** The first test result: in the benchmark, or in the reports of a collection. */
function testResult(root: XmlElement): XmlElement | undefined {
  if (localName(root) === 'TestResult') return root;
  if (localName(root) === 'Benchmark') return childOf(root, 'TestResult');
  const content = childOf(childOf(childOf(root, 'reports'), 'report'), 'content');
  return childOf(content, 'TestResult') ?? childOf(childOf(content, 'Benchmark'), 'TestResult');
}
