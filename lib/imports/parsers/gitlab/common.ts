import { firstText, type Json, links, objects, text } from '@/lib/core/json';
import { severityFromScore, severityFromWord } from '@/lib/findings/severity';
import { cvssRating, distinctRatings, leadingScore } from '@/lib/imports/parsers/cvss';
import type { GitlabIdentifiers } from '@/lib/imports/parsers/gitlab/identifiers';
import { paragraphs, plain } from '@/lib/imports/parsers/markdown';
import { type ParsedFinding, RecordError } from '@/lib/imports/parsers/types';

/** What every type of GitLab's reports says alike. */
export type GitlabCommon = Omit<ParsedFinding, 'kind' | 'location' | 'identity'>;

export function commonOf(vulnerability: Json, identifiers: GitlabIdentifiers): GitlabCommon {
  const cvss = distinctRatings(
    objects(vulnerability, 'cvss_vectors').map((rating) =>
      cvssRating({ vector: text(rating, 'vector'), source: text(rating, 'vendor').toLowerCase() }),
    ),
  );
  const word = text(vulnerability, 'severity');
  const known = /^(?:unknown|undefined|none)?$/i.test(word.trim()) ? null : severityFromWord(word);
  const score = leadingScore(cvss);
  const likelyFalse = objects(vulnerability, 'flags').some((flag) => /false-positive/.test(text(flag, 'type')));
  return {
    title: titleOf(vulnerability, identifiers),
    severity: known ?? (score === undefined ? 0 : severityFromScore(score)),
    severityReported: word,
    ruleId: identifiers.rule,
    scannerId: text(vulnerability, 'id') || undefined,
    ids: identifiers.ids,
    cwe: identifiers.cwe,
    cvss,
    description: paragraphs(plain(text(vulnerability, 'description')), plain(evidenceOf(vulnerability))),
    fix: plain(text(vulnerability, 'solution')),
    references: links([...objects(vulnerability, 'links').map((link) => text(link, 'url')), ...identifiers.urls]),
    tags: likelyFalse ? ['likely-false-positive'] : [],
  };
}

function titleOf(vulnerability: Json, identifiers: GitlabIdentifiers): string {
  const own = firstText(vulnerability, 'name', 'message');
  const name = text(vulnerability, 'location', 'dependency', 'package', 'name');
  if (own !== '') return own;
  const title = name.trim() === '' ? identifiers.name : `${identifiers.ids[0] ?? identifiers.rule} in ${name}`;
  if (title.trim() === '') throw new RecordError('missing_field', { field: 'name' });
  return title;
}

function evidenceOf(vulnerability: Json): string {
  return firstText(vulnerability, 'evidence') || text(vulnerability, 'evidence', 'summary');
}
