import { at, count, firstText, flag, isArray, isObject, type JsonObject, links, object, text } from '@/lib/core/json';
import type { Severity } from '@/lib/findings/severity';
import { githubTarget } from '@/lib/imports/parsers/github-repository';
import { code, paragraphs } from '@/lib/imports/parsers/markdown';
import { normalisePath, sha256 } from '@/lib/imports/parsers/normalise';
import { masked, maskedDeep } from '@/lib/imports/parsers/secrets';
import { type JsonParser, type ReadResult, RecordError } from '@/lib/imports/parsers/types';

/** By `validity`, what GitHub learnt from whoever issued the secret. */
const VALIDITIES = new Map<string, Severity>([
  ['active', 4],
  ['inactive', 1],
]);

/**
 * GitHub secret scanning alerts, `/repos/{owner}/{repo}/secret-scanning/alerts`. A secret that still works is critical,
 * one that was revoked low, every other one high. What is resolved there is left out and counted. The secret never leaves
 * this file but as its SHA-256. https://docs.github.com/en/rest/secret-scanning/secret-scanning
 */
export const githubSecretScanningJson: JsonParser = {
  id: 'github-secret-scanning',
  label: 'GitHub secret scanning alerts (JSON)',
  syntax: 'json',
  records: ['*'],

  recognise(outline) {
    if (!isArray(outline)) return 0;
    if (outline.length === 0) return 0.3;
    return text(outline, 0, 'secret_type') !== '' && at(outline, 0, 'number') !== undefined ? 1 : 0;
  },

  open() {
    return {
      facts: { scanner: 'github-secret-scanning', target: '' },
      describe: githubTarget,
      *read({ value }) {
        if (!isObject(value)) throw new RecordError('not_an_object');
        yield readAlert(value);
      },
    };
  },
};

function readAlert(alert: JsonObject): ReadResult {
  const rule = text(alert, 'secret_type').trim();
  const alertNumber = text(alert, 'number');
  if (rule === '' || alertNumber === '') {
    throw new RecordError('missing_field', { field: rule === '' ? 'secret_type' : 'number' });
  }
  const name = firstText(alert, 'secret_type_display_name', 'secret_type');
  if (text(alert, 'state').toLowerCase() === 'resolved') {
    return { skipped: 'resolved', example: `${name} ${text(alert, 'resolution')}`.trim() };
  }
  const secret = text(alert, 'secret');
  const hidden = secret === '' || /^REDACTED|^\*+$/i.test(secret);
  const place = object(alert, 'first_location_detected');
  const path = firstText(place, 'path', 'html_url', 'issue_body_url', 'pull_request_body_url');
  const validity = text(alert, 'validity').toLowerCase();
  const { secret: _secret, repository, resolved_by, push_protection_bypassed_by, assigned_to, ...rest } = alert;
  return {
    kind: 'secret',
    title: masked(`${name}${path === '' ? '' : ` in ${path.split('/').at(-1)}`}`, [secret]),
    severity: VALIDITIES.get(validity) ?? 3,
    severityReported: validity,
    ruleId: rule,
    scannerId: alertNumber,
    ids: [],
    cwe: [798],
    cvss: [],
    location: {
      path: path || undefined,
      line: count(place, 'start_line'),
      endLine: count(place, 'end_line'),
      column: count(place, 'start_column'),
    },
    description: paragraphs(hidden ? '' : `SHA-256 of the secret: ${code(sha256(secret))}`),
    fix: '',
    references: links([text(alert, 'html_url'), text(place, 'html_url')]),
    tags: tagsOf(alert),
    // GitHub makes one alert of a secret, wherever in the repository it stands.
    identity: [rule, normalisePath(path), hidden ? `github:${alertNumber}` : sha256(secret)],
    raw: JSON.stringify(maskedDeep(rest, [secret]), null, 1),
  };
}

function tagsOf(alert: JsonObject): string[] {
  const validity = text(alert, 'validity').toLowerCase();
  return [
    validity === '' || validity === 'unknown' ? '' : `validity:${validity}`,
    flag(alert, 'publicly_leaked') ? 'publicly-leaked' : '',
    flag(alert, 'push_protection_bypassed') ? 'push-protection-bypassed' : '',
  ].filter((tag) => tag !== '');
}
