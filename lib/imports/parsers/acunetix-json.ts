import { addressesIn, at, type Json, number, object, objects, text } from '@/lib/core/json';
import { severityFromWord } from '@/lib/findings/severity';
import type { Cvss } from '@/lib/findings/types';
import { acunetixMoment } from '@/lib/imports/parsers/acunetix';
import { cweNumbers, publicIds } from '@/lib/imports/parsers/advisory-ids';
import { cvssRating, distinctRatings } from '@/lib/imports/parsers/cvss';
import { bulletsOf, clip, fromHtml, paragraphs, plain, textOf, titled } from '@/lib/imports/parsers/markdown';
import { type JsonParser, type ReadResult, RecordError } from '@/lib/imports/parsers/types';
import { webFinding } from '@/lib/imports/parsers/web-finding';

/** What was decided on there, among the words of a state such as "Present, AcceptedRisk". */
const SETTLED = /\b(?:Fixed|FalsePositive|AcceptedRisk|Ignored)\b/i;

/**
 * Acunetix 360 and Invicti, "vulnerabilities list" in JSON (seen: 2021 and 2022). One finding for each type, URL and
 * parameter; severities are the tool's, best practices are informational. https://www.acunetix.com/support/docs/a360/
 */
export const acunetixJson: JsonParser = {
  id: 'acunetix-json',
  label: 'Acunetix 360, Invicti (JSON)',
  syntax: 'json',
  records: ['Vulnerabilities.*'],

  recognise(outline) {
    if (at(outline, 'Vulnerabilities') === undefined) return 0;
    return at(outline, 'Target', 'ScanId') !== undefined && at(outline, 'Generated') !== undefined ? 1 : 0;
  },

  open(skeleton) {
    return {
      facts: {
        scanner: 'acunetix',
        target: text(skeleton, 'Target', 'Url'),
        scanAt: acunetixMoment(text(skeleton, 'Target', 'Initiated')),
      },
      *read({ value }) {
        yield readVulnerability(value);
      },
    };
  },
};

function readVulnerability(value: Json): ReadResult {
  const type = text(value, 'Type').trim();
  const url = text(value, 'Url').trim();
  if (type === '' || url === '') throw new RecordError('missing_field', { field: type === '' ? 'Type' : 'Url' });
  if (SETTLED.test(text(value, 'State')))
    return { skipped: 'resolved', example: clip(`${text(value, 'Name')} ${url}`, 200) };
  const parameters = objects(value, 'HttpRequest', 'Parameters').map((parameter) => text(parameter, 'Name'));
  const known = objects(value, 'KnownVulnerabilities').map((vulnerability) => text(vulnerability, 'Title'));
  return webFinding({
    tool: 'acunetix',
    rule: type,
    title: textOf(text(value, 'Name')),
    severity: severityFromWord(text(value, 'Severity')) ?? 0,
    severityReported: text(value, 'Severity'),
    url,
    method: text(value, 'HttpRequest', 'Method'),
    parameter: parameters.length === 1 ? (parameters[0] ?? '') : '',
    ids: publicIds(known),
    cwe: cweNumbers(text(value, 'Classification', 'Cwe').split(',')),
    cvss: ratingsOf(value),
    description: [
      fromHtml(text(value, 'Description')),
      titled('Impact', fromHtml(text(value, 'Impact'))),
      titled('Known vulnerabilities', bulletsOf(known, plain)),
    ],
    fix: paragraphs(fromHtml(text(value, 'RemedialProcedure')), fromHtml(text(value, 'RemedialActions'))),
    references: addressesIn(`${text(value, 'ExternalReferences')} ${text(value, 'RemedyReferences')}`),
    tags: at(value, 'Confirmed') === true ? ['confirmed'] : [],
    request: text(value, 'HttpRequest', 'Content'),
    response: text(value, 'HttpResponse', 'Content'),
    evidence: evidenceOf(value),
  });
}

function ratingsOf(value: Json): Cvss[] {
  const rated = ['Cvss31', 'Cvss'].map((key) => object(value, 'Classification', key));
  return distinctRatings(
    rated.map((rating) =>
      cvssRating({
        vector: text(rating, 'Vector'),
        score: number(rating, 'BaseScore', 'Value'),
        source: 'acunetix',
      }),
    ),
  );
}

function evidenceOf(value: Json): Record<string, Json> {
  const left = new Set(['HttpRequest', 'HttpResponse']);
  return Object.fromEntries(Object.entries(object(value) ?? {}).filter(([key]) => !left.has(key)));
}
