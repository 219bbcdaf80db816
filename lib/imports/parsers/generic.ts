import { links, probability } from '@/lib/core/json';
import { type Severity, severityFromScore, severityFromWord } from '@/lib/findings/severity';
import type { Cvss } from '@/lib/findings/types';
import { cweNumbers, identifyingId, publicIds } from '@/lib/imports/parsers/advisory-ids';
import { cvssRating, distinctRatings, leadingScore } from '@/lib/imports/parsers/cvss';
import type { GenericRecord } from '@/lib/imports/parsers/generic-fields';
import { type Endpoint, endpointsOf, identityOf, kindOf, locationOf } from '@/lib/imports/parsers/generic-places';
import { bullets, clip, code, codeBlock, paragraphs, plain } from '@/lib/imports/parsers/markdown';
import type { Ordinals } from '@/lib/imports/parsers/ordinals';
import { type ParsedFinding, type ReadResult, RecordError } from '@/lib/imports/parsers/types';

/** A record of the generic format (docs/formats/generic.md), from CSV or JSON. Throws RecordError without a title. */
export function readGeneric(record: GenericRecord, scanner: string, ordinals: Ordinals): ReadResult {
  const title = clip(record.text('title').replace(/\s+/g, ' '), 500);
  if (title === '') throw new RecordError('missing_field', { field: 'title' });
  if (isSettled(record)) return { skipped: 'resolved', example: clip(title, 200) };
  return findingOf(record, scanner, title, ordinals);
}

/** Mitigated says "true" or when; anything but a clear no is a yes. */
function isSettled(record: GenericRecord): boolean {
  const dismissed = (['false_positive', 'duplicate', 'out_of_scope', 'risk_accepted'] as const).some((field) =>
    record.flag(field),
  );
  const mitigated = record.flag('mitigated') ?? record.texts('mitigated').length > 0;
  return record.flag('active') === false || dismissed || mitigated;
}

function findingOf(record: GenericRecord, scanner: string, title: string, ordinals: Ordinals): ParsedFinding {
  const endpoints = endpointsOf(record);
  const location = locationOf(record, endpoints[0]);
  const kind = kindOf(record, endpoints[0]);
  const rule = record.text('rule') || title;
  const ids = idsOf(record);
  const cvss = ratingsOf(record);
  const fixVersion = record.text('fix_version') || undefined;
  const vulnerability = identifyingId(ids[0] ?? rule, ids);
  return {
    kind,
    title,
    severity: severityOf(record.text('severity'), cvss),
    severityReported: record.text('severity'),
    ruleId: record.text('rule') || ids[0] || clip(title, 200),
    scannerId: record.text('id') || undefined,
    ids,
    cwe: cweNumbers(record.values('cwe')),
    cvss,
    epss: probability(record.text('epss')),
    knownExploited: record.flag('known_exploited'),
    fixAvailable: record.flag('fix_available') ?? (fixVersion === undefined ? undefined : true),
    fixVersion,
    location,
    description: descriptionOf(record, endpoints),
    fix: plain(record.texts('fix').join('\n\n')),
    references: links(record.texts('references').flatMap((text) => text.match(/https?:\/\/[^\s<>"',;]+/g) ?? [])),
    tags: tagsOf(record),
    identity: identityOf(record, kind, { scanner, rule, vulnerability }, location, ordinals),
  };
}

function severityOf(word: string, cvss: readonly Cvss[]): Severity {
  return severityFromWord(word) ?? severityFromScore(leadingScore(cvss) ?? 0);
}

/** Public ids, and ids of other schemes as they are written. */
function idsOf(record: GenericRecord): string[] {
  const words = record.texts('vulnerability_ids').flatMap((text) => text.slice(0, 2_000).split(/[\s,;]+/));
  return [...new Set(words.filter((word) => /^[\w.:-]{3,100}$/.test(word)).map((word) => publicIds(word)[0] ?? word))];
}

function ratingsOf(record: GenericRecord): Cvss[] {
  const versions = [
    ['4.0', 'cvss4', 'cvss4_score'],
    ['3.1', 'cvss3', 'cvss3_score'],
    ['2.0', 'cvss2', 'cvss2_score'],
  ] as const;
  return distinctRatings(
    versions.map(([version, vector, score]) =>
      cvssRating({ vector: record.text(vector), score: record.number(score), version, source: 'report' }),
    ),
  );
}

function tagsOf(record: GenericRecord): string[] {
  const words = record.texts('tags').flatMap((text) => text.split(','));
  return [...new Set(words.map((word) => clip(word.trim().toLowerCase(), 100)))].filter((word) => word !== '');
}

function descriptionOf(record: GenericRecord, endpoints: readonly Endpoint[]): string {
  const headed = (heading: string, field: 'impact' | 'steps' | 'justification') =>
    record.text(field) === '' ? '' : `**${heading}**\n\n${plain(record.text(field))}`;
  const others = endpoints.slice(1).map(({ url, host, port }) => code(url ?? `${host}${port ? `:${port}` : ''}`));
  return paragraphs(
    plain(record.texts('description').join('\n\n')),
    record.text('snippet') === '' ? '' : codeBlock(record.text('snippet')),
    headed('Impact', 'impact'),
    headed('Steps to reproduce', 'steps'),
    headed('Why this severity', 'justification'),
    others.length > 0 ? `Also at:\n\n${bullets(others)}` : '',
    record.text('date') === '' ? '' : `Reported on ${plain(dayOf(record.text('date')))}`,
  );
}

/** The day in ISO 8601 where it leaves no doubt: 01/30/2018 and 30/01/2018 do, 03/04/2018 stays as it was written. */
export function dayOf(written: string): string {
  const iso = /^\d{4}-\d\d-\d\d/.exec(written)?.[0];
  if (iso) return iso;
  const match = /^(\d{1,2})[/.](\d{1,2})[/.](\d{4})\b/.exec(written);
  if (!match) return clip(written, 100);
  const [first, second, year] = [Number(match[1]), Number(match[2]), match[3]];
  const dayFirst = written.includes('.') || first > 12;
  const [day, month] = dayFirst ? [first, second] : [second, first];
  const doubtful = !dayFirst && day <= 12 && day !== month;
  if (month > 12 || doubtful) return match[0];
  return `${year}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;
}
