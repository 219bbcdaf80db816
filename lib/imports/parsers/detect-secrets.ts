import { at, count, flag, isArray, isObject, type JsonObject, moment, object, text } from '@/lib/core/json';
import { normalisePath } from '@/lib/imports/parsers/normalise';
import { type JsonParser, type ReadResult, RecordError } from '@/lib/imports/parsers/types';

/**
 * Yelp's detect-secrets, the baseline that `detect-secrets scan` writes (seen: 1.0 without findings; the rest by its
 * source). What an audit marked as no secret is left out. A verified secret is critical, every other one high; of the
 * secret itself the report holds only the SHA-1. https://github.com/Yelp/detect-secrets
 */
export const detectSecretsJson: JsonParser = {
  id: 'detect-secrets',
  label: 'detect-secrets (JSON)',
  syntax: 'json',
  records: ['results.{}.*'],

  recognise: (outline) => (isArray(at(outline, 'plugins_used')) && object(outline, 'results') ? 1 : 0),

  open(skeleton) {
    return {
      facts: {
        scanner: 'detect-secrets',
        target: '',
        scanAt: moment(skeleton, 'generated_at'),
        toolVersion: text(skeleton, 'version') || undefined,
      },
      *read({ keys, value }) {
        if (!isObject(value)) throw new RecordError('not_an_object');
        yield readSecret(value, text(value, 'filename') || String(keys[1]));
      },
    };
  },
};

function readSecret(secret: JsonObject, path: string): ReadResult {
  const rule = text(secret, 'type').trim();
  const hash = text(secret, 'hashed_secret').trim();
  if (rule === '' || hash === '') {
    throw new RecordError('missing_field', { field: rule === '' ? 'type' : 'hashed_secret' });
  }
  if (flag(secret, 'is_secret') === false) return { skipped: 'suppressed', example: `${rule} ${path}` };
  const verified = flag(secret, 'is_verified') === true;
  return {
    kind: 'secret',
    title: `${rule} in ${path.split(/[\\/]/).at(-1) || path}`,
    severity: verified ? 4 : 3,
    severityReported: verified ? 'verified' : '',
    ruleId: rule,
    ids: [],
    cwe: [798],
    cvss: [],
    location: { path, line: count(secret, 'line_number') },
    description: '',
    fix: '',
    references: [],
    tags: verified ? ['verified'] : [],
    identity: [rule, normalisePath(path), `sha1:${hash}`],
  };
}
