import { at, count, type Json, links, object, objects, probability, text, texts } from '@/lib/core/json';
import { cweNumbers, identifyingId, publicIds } from '@/lib/imports/parsers/advisory-ids';
import { clip, codeBlock, paragraphs, plain } from '@/lib/imports/parsers/markdown';
import { normalisePath, packageIdentity } from '@/lib/imports/parsers/normalise';
import { semgrepSeverity, semgrepTags, semgrepTitle } from '@/lib/imports/parsers/semgrep';
import { type JsonParser, type ParsedFinding, RecordError } from '@/lib/imports/parsers/types';

/** States in which a finding of the platform is no longer somebody's work. */
const SETTLED = new Set(['fixed', 'removed', 'ignored', 'muted']);

/**
 * Semgrep AppSec Platform, `GET /api/v1/deployments/{slug}/findings`: identities agree with those of the command line with
 * a login. https://semgrep.dev/api/v1/docs
 */
export const semgrepPlatformJson: JsonParser = {
  id: 'semgrep-platform',
  label: 'Semgrep AppSec Platform (JSON)',
  syntax: 'json',
  records: ['findings.*'],

  recognise(outline) {
    const first = object(outline, 'findings', 0);
    if (text(first, 'rule_name') === '' && text(first, 'rule', 'name') === '') return 0;
    return at(first, 'match_based_id') !== undefined || at(first, 'triage_state') !== undefined ? 1 : 0;
  },

  open() {
    return {
      // A source of its own: what the command line reports must not close what the platform reports, nor the reverse.
      facts: { scanner: 'semgrep-platform', target: '' },
      *read({ value }) {
        const status = text(value, 'status') || text(value, 'state');
        if (SETTLED.has(status)) {
          yield { skipped: 'resolved', example: clip(`${ruleOf(value)} ${text(value, 'location', 'file_path')}`, 200) };
        } else yield findingOf(value);
      },
    };
  },
};

function ruleOf(value: Json): string {
  return text(value, 'rule_name').trim() || text(value, 'rule', 'name').trim();
}

function findingOf(value: Json): ParsedFinding {
  const rule = ruleOf(value);
  const path = text(value, 'location', 'file_path');
  if (rule === '') throw new RecordError('missing_field', { field: 'rule_name' });
  const dependency = object(value, 'found_dependency');
  const advisory = text(value, 'vulnerability_identifier');
  const ids = publicIds(advisory);
  const name = text(dependency, 'package');
  const isDependency = dependency !== undefined && name !== '';
  const fixes = objects(value, 'fix_recommendations').map((fix) => text(fix, 'version'));
  const context = text(value, 'match_based_id') || text(value, 'syntactic_id') || text(value, 'id');
  return {
    kind: isDependency ? 'dependency' : 'code',
    title: semgrepTitle(rule),
    severity: semgrepSeverity(text(value, 'severity')),
    severityReported: text(value, 'severity'),
    ruleId: rule,
    scannerId: context || undefined,
    ids,
    cwe: cweNumbers(texts(value, 'rule', 'cwe_names')),
    cvss: [],
    epss: probability(value, 'epss_score', 'score'),
    fixAvailable: isDependency ? fixes.length > 0 || undefined : undefined,
    fixVersion: fixes.join(', ') || undefined,
    location: {
      path: path || undefined,
      line: count(value, 'location', 'line'),
      endLine: count(value, 'location', 'end_line'),
      column: count(value, 'location', 'column'),
      packageName: name || undefined,
      packageVersion: text(dependency, 'version') || undefined,
      packageType: text(dependency, 'ecosystem') || undefined,
    },
    description: paragraphs(plain(text(value, 'rule_message') || text(value, 'rule', 'message'))),
    fix: fixOf(value),
    references: links([text(value, 'line_of_code_url')]),
    tags: [
      ...semgrepTags(text(value, 'confidence'), texts(value, 'rule', 'owasp_names')),
      ...(text(value, 'reachability') === '' ? [] : [`reachability:${text(value, 'reachability')}`]),
    ],
    identity: isDependency
      ? [packageIdentity(text(dependency, 'ecosystem'), name), identifyingId(advisory || rule, ids)]
      : ['semgrep', rule, normalisePath(path), context],
  };
}

function fixOf(value: Json): string {
  const proposed = text(value, 'assistant', 'autofix', 'fix_code');
  return paragraphs(
    plain(text(value, 'assistant', 'guidance', 'summary')),
    plain(text(value, 'assistant', 'guidance', 'instructions')),
    proposed === '' ? '' : codeBlock(proposed),
  );
}
