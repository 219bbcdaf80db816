import { addressesIn, moment } from '@/lib/core/json';
import { type Severity, severityFromWord } from '@/lib/findings/severity';
import { cweNumbers } from '@/lib/imports/parsers/advisory-ids';
import { bulletsOf, clip, fromHtml, textOf } from '@/lib/imports/parsers/markdown';
import { attribute, child, children, childText } from '@/lib/imports/parsers/read-xml';
import { type ReadResult, RecordError, type XmlElement, type XmlParser } from '@/lib/imports/parsers/types';
import { webFinding } from '@/lib/imports/parsers/web-finding';

/** Issues that an extension reports share this type: there the name is the rule. */
const OF_EXTENSIONS = '134217728';
/** Characters of a request or response that are read; whole groups of base64. */
const MESSAGE = 100_000;

/**
 * Burp Suite's "Report issues as XML", also with requests and responses in base64 (seen: 1.6 to 2020.12). One finding for
 * each issue type, path and insertion point; the serial number holds within one Burp project alone.
 * https://portswigger.net/burp/documentation/desktop/automated-scanning/scan-reports
 */
export const burpXml: XmlParser = {
  id: 'burp',
  label: 'Burp Suite (XML)',
  syntax: 'xml',
  records: ['issues/issue'],
  cut: { 'issues/issue/requestresponse/request': MESSAGE, 'issues/issue/requestresponse/response': MESSAGE },

  recognise(root) {
    if (root.name !== 'issues') return 0;
    if (attribute(root, 'burpVersion') !== '') return 1;
    const issue = child(root, 'issue');
    return child(issue, 'serialNumber') && child(issue, 'type') && child(issue, 'host') ? 0.9 : 0;
  },

  open(root) {
    return {
      facts: {
        scanner: 'burp',
        target: childText(child(root, 'issue'), 'host'),
        scanAt: moment(attribute(root, 'exportTime')),
        toolVersion: attribute(root, 'burpVersion') || undefined,
      },
      *read({ element }) {
        yield readIssue(element);
      },
    };
  },
};

function readIssue(issue: XmlElement): ReadResult {
  const type = childText(issue, 'type');
  const name = childText(issue, 'name');
  const severity = childText(issue, 'severity');
  const host = childText(issue, 'host');
  if (type === '' || host === '') throw new RecordError('missing_field', { field: type === '' ? 'type' : 'host' });
  const url = `${host}${childText(issue, 'path')}`;
  if (severity.toLowerCase() === 'false positive') return { skipped: 'resolved', example: clip(`${name} ${url}`, 200) };
  const items = children(child(issue, 'issueDetailItems'), 'issueDetailItem').map(({ text }) => textOf(text));
  const classes = childText(issue, 'vulnerabilityClassifications');
  const first = child(issue, 'requestresponse');
  const confidence = childText(issue, 'confidence').toLowerCase();
  return webFinding({
    tool: 'burp',
    rule: type === OF_EXTENSIONS ? `${type}:${name}` : type,
    title: textOf(name),
    severity: severityOf(severity),
    severityReported: severity,
    url,
    method: '',
    parameter: insertionPoint(childText(issue, 'location')),
    scannerId: childText(issue, 'serialNumber') || undefined,
    ids: [],
    cwe: cweNumbers(textOf(classes)),
    cvss: [],
    description: [
      fromHtml(childText(issue, 'issueDetail')),
      bulletsOf(items, fromHtml),
      fromHtml(childText(issue, 'issueBackground')),
    ],
    fix: [childText(issue, 'remediationDetail'), childText(issue, 'remediationBackground')]
      .map(fromHtml)
      .join('\n\n')
      .trim(),
    references: addressesIn(`${childText(issue, 'references')} ${classes}`),
    tags: confidence === '' ? [] : [`confidence:${clip(confidence, 50)}`],
    request: message(child(first, 'request')),
    response: message(child(first, 'response')),
    evidence: evidenceOf(issue),
  });
}

/** Burp rates High, Medium, Low and Information. */
function severityOf(word: string): Severity {
  return severityFromWord(word) ?? 0;
}

/** "/login.jsp [password parameter]" → "password parameter": where in the request, as Burp names it. */
function insertionPoint(location: string): string {
  return /\[([^[\]]{1,500})\]$/.exec(location)?.[1] ?? '';
}

function message(element: XmlElement | undefined): string {
  if (!element) return '';
  const body = element.text.trim();
  return attribute(element, 'base64') === 'true'
    ? Buffer.from(body, 'base64').toString('utf8').replaceAll('\0', '\ufffd')
    : body;
}

/** The issue as reported, without its messages. */
function evidenceOf(issue: XmlElement): Record<string, string> {
  const simple = issue.children.filter(({ children: below }) => below.length === 0);
  return Object.fromEntries(simple.map(({ name, text }) => [name, text.trim()]));
}
