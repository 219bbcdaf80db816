import { number } from '@/lib/core/json';
import { severityFromWord } from '@/lib/findings/severity';
import { acunetixMoment } from '@/lib/imports/parsers/acunetix';
import { cweNumbers, publicIds } from '@/lib/imports/parsers/advisory-ids';
import { cvssRating, distinctRatings } from '@/lib/imports/parsers/cvss';
import { clip, fromHtml, textOf, titled } from '@/lib/imports/parsers/markdown';
import { attribute, child, children, childText } from '@/lib/imports/parsers/read-xml';
import { type ReadResult, RecordError, type XmlElement, type XmlParser } from '@/lib/imports/parsers/types';
import { webFinding } from '@/lib/imports/parsers/web-finding';

/** Cookies that a check quotes are told without their values. */
const COOKIE = /((?:Set-)?Cookie:\s{0,5}[^=\s;]{1,200}=)[^;\s<]*/gi;

/**
 * Acunetix' own XML export (seen: 12 and 13). Its checks bear no number, so their name is the rule. One finding for each
 * name, place and parameter; severities are the tool's.
 */
export const acunetixXml: XmlParser = {
  id: 'acunetix-xml',
  label: 'Acunetix (XML)',
  syntax: 'xml',
  records: ['ScanGroup/Scan/ReportItems/ReportItem'],

  recognise: (root) => (root.name === 'ScanGroup' && child(root, 'Scan') ? 1 : 0),

  open(root) {
    const scan = child(root, 'Scan');
    return {
      facts: { scanner: 'acunetix', target: startOf(scan), scanAt: acunetixMoment(childText(scan, 'StartTime')) },
      *read({ element, ancestors }) {
        yield readItem(element, startOf(ancestors.find(({ name }) => name === 'Scan')));
      },
    };
  },
};

/** The address that was scanned; without a scheme it was typed so. */
function startOf(scan: XmlElement | undefined): string {
  const start = childText(scan, 'StartURL');
  return start === '' || /^https?:\/\//i.test(start) ? start : `http://${start}`;
}

function readItem(item: XmlElement, start: string): ReadResult {
  const name = childText(item, 'Name').replace(/ \(verified\)$/, '');
  if (name === '' || start === '') throw new RecordError('missing_field', { field: name === '' ? 'Name' : 'StartURL' });
  const url = URL.parse(childText(item, 'Affects'), start)?.href ?? start;
  if (childText(item, 'IsFalsePositive').toLowerCase() === 'true') {
    return { skipped: 'resolved', example: clip(`${name} ${url}`, 200) };
  }
  const parameter = childText(item, 'Parameter').replace(/^<empty>$/, '');
  const technical = child(item, 'TechnicalDetails');
  return webFinding({
    tool: 'acunetix',
    rule: name,
    title: textOf(name),
    severity: severityFromWord(childText(item, 'Severity')) ?? 0,
    severityReported: childText(item, 'Severity'),
    url,
    method: '',
    parameter,
    ids: publicIds(children(child(item, 'CVEList'), 'CVE').map((cve) => `${attribute(cve, 'id')} ${cve.text}`)),
    cwe: cweNumbers(children(child(item, 'CWEList'), 'CWE').map((cwe) => attribute(cwe, 'id') || cwe.text)),
    cvss: distinctRatings([ratingOf(child(item, 'CVSS3'), '3.0'), ratingOf(child(item, 'CVSS'), '2.0')]),
    description: [
      fromHtml(childText(item, 'Description')),
      fromHtml(childText(item, 'Details').replace(COOKIE, '$1[redacted]')),
      titled('Impact', fromHtml(childText(item, 'Impact'))),
      fromHtml(childText(item, 'DetailedInformation')),
    ],
    fix: fromHtml(childText(item, 'Recommendation')),
    references: children(child(item, 'References'), 'Reference').map((reference) => childText(reference, 'URL')),
    tags: childText(item, 'Type') === '' ? [] : [clip(childText(item, 'Type'), 100)],
    request: childText(technical, 'Request'),
    response: childText(technical, 'Response'),
    evidence: evidenceOf(item),
  });
}

/** Vectors of version 3 come with and without their prefix. */
function ratingOf(rating: XmlElement | undefined, version: '2.0' | '3.0') {
  const descriptor = childText(rating, 'Descriptor');
  const vector = version === '3.0' && descriptor.startsWith('AV:') ? `CVSS:3.0/${descriptor}` : descriptor;
  return cvssRating({ vector, score: number(childText(rating, 'Score')), version, source: 'acunetix' });
}

function evidenceOf(item: XmlElement): Record<string, string> {
  const simple = item.children.filter(({ children: below }) => below.length === 0);
  return Object.fromEntries(simple.map(({ name, text }) => [name, text.trim().replace(COOKIE, '$1[redacted]')]));
}
