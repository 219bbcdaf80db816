import { count, firstText, flag, type Json, links, objects, text, texts } from '@/lib/core/json';
import { quotedNames } from '@/lib/imports/parsers/check';
import { codeBlock, paragraphs, plain } from '@/lib/imports/parsers/markdown';
import { normalisePath, snippetHash } from '@/lib/imports/parsers/normalise';
import type { TrivyPlace } from '@/lib/imports/parsers/trivy/place';
import { rated } from '@/lib/imports/parsers/trivy/rating';
import type { ReadResult } from '@/lib/imports/parsers/types';

/** `Misconfigurations[]`: a check of a file or a resource. Checks that passed or are excepted are counted, no more. */
export function readMisconfiguration(value: Json, place: TrivyPlace): ReadResult {
  const rule = firstText(value, 'AVDID', 'ID');
  const status = text(value, 'Status').toUpperCase();
  const resource = place.workload || text(value, 'CauseMetadata', 'Resource');
  if (status === 'PASS') return { skipped: 'passed', example: `${rule} ${place.target}` };
  if (status === 'EXCEPTION') return { skipped: 'suppressed', example: `${rule} ${place.target}` };
  const message = text(value, 'Message');
  const cause = causeOf(value);
  return {
    kind: 'configuration',
    title: text(value, 'Title') || message || rule,
    ...rated(text(value, 'Severity')),
    ruleId: rule,
    ids: [],
    cwe: [],
    cvss: [],
    location: {
      path: place.path || (place.workload ? undefined : place.target),
      line: count(value, 'CauseMetadata', 'StartLine'),
      endLine: count(value, 'CauseMetadata', 'EndLine'),
      resource: resource || undefined,
      namespace: place.namespace || undefined,
      image: place.image || undefined,
    },
    description: paragraphs(
      plain(message),
      plain(text(value, 'Description')),
      cause === '' ? undefined : codeBlock(cause),
    ),
    fix: plain(text(value, 'Resolution')),
    references: links([text(value, 'PrimaryURL'), ...texts(value, 'References')]),
    tags: place.type === '' ? [] : [place.type],
    identity: ['trivy', canonicalRule(rule), normalisePath(place.path), resource, subject(value, message, cause)],
  };
}

/** The spellings of one check over the versions: KSV001, AVD-KSV-0001 and KSV-0001. */
function canonicalRule(rule: string): string {
  const match = /^(?:AVD-)?([A-Z]+)-?0*(\d+)$/.exec(rule.trim().toUpperCase());
  return match ? `${match[1]}-${match[2]}` : rule.trim();
}

/**
 * What tells two faults of one check in one resource apart. The names that the message quotes (containers, ports,
 * settings) are stable, its prose is not; without names the lines that cause it are taken.
 */
function subject(value: Json, message: string, cause: string): string {
  const names = quotedNames(message);
  if (names.length > 0) return names.join('\n');
  return text(value, 'CauseMetadata', 'Resource') === '' && cause !== '' ? snippetHash(cause) : '';
}

function causeOf(value: Json): string {
  return objects(value, 'CauseMetadata', 'Code', 'Lines')
    .filter((line) => flag(line, 'IsCause'))
    .map((line) => text(line, 'Content'))
    .join('\n');
}
