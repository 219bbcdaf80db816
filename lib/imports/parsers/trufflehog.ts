import {
  at,
  count,
  firstText,
  flag,
  isArray,
  isObject,
  type Json,
  type JsonObject,
  links,
  object,
  text,
  texts,
} from '@/lib/core/json';
import { bullets, clip, code, paragraphs, plain } from '@/lib/imports/parsers/markdown';
import { normalisePath, sha256 } from '@/lib/imports/parsers/normalise';
import { masked, maskedDeep } from '@/lib/imports/parsers/secrets';
import { type JsonParser, type ParsedFinding, RecordError } from '@/lib/imports/parsers/types';

/**
 * TruffleHog: version 3 (`trufflehog … --json`, lines) and version 2 (lines, or the list that trufflehog3 1.x made of
 * them). A secret that TruffleHog proved to work is critical; every other one is high until somebody has proved that it
 * does not. The secret never leaves this file but as its SHA-256. https://github.com/trufflesecurity/trufflehog
 */
export const trufflehogJson: JsonParser = {
  id: 'trufflehog',
  label: 'TruffleHog (JSON)',
  syntax: 'json',
  records: ['*'],
  lines: true,

  recognise(outline) {
    if (!isArray(outline)) return 0;
    return outline.some((line) => isDetection(line) || isLegacy(line)) ? 1 : 0;
  },

  open() {
    return {
      facts: { scanner: 'trufflehog', target: '' },
      *read({ value }) {
        if (!isObject(value)) throw new RecordError('not_an_object');
        if (isLegacy(value)) yield legacyFinding(value);
        // Its log may stand between the lines: "level", "ts", "msg".
        else if (at(value, 'level') === undefined || isDetection(value)) yield findingOf(value);
      },
    };
  },
};

function isDetection(line: Json): boolean {
  return object(line, 'SourceMetadata') !== undefined && at(line, 'DetectorName') !== undefined;
}

function isLegacy(line: Json): boolean {
  return at(line, 'stringsFound') !== undefined && at(line, 'reason') !== undefined;
}

function findingOf(detection: JsonObject): ParsedFinding {
  const rule = text(detection, 'DetectorName').trim();
  const secret = firstText(detection, 'RawV2', 'Raw');
  if (rule === '' || secret === '') {
    throw new RecordError('missing_field', { field: rule === '' ? 'DetectorName' : 'Raw' });
  }
  const source = sourceOf(detection);
  const path = firstText(source, 'file', 'path', 'filename', 'key', 'link');
  const verified = flag(detection, 'Verified') === true;
  const { Raw, RawV2, StructuredData, ...rest } = detection;
  const secrets = secretsOf(detection);
  return {
    kind: 'secret',
    title: `${rule} in ${path.split(/[\\/]/).at(-1) || firstText(source, 'repository', 'bucket', 'image') || path || '?'}`,
    severity: verified ? 4 : 3,
    severityReported: verified ? 'verified' : 'unverified',
    ruleId: rule,
    ids: [],
    cwe: [798],
    cvss: [],
    location: { path, line: count(source, 'line'), image: text(source, 'image') || undefined },
    description: descriptionOf(detection, source, secret, secrets),
    fix: '',
    references: links([text(source, 'link')]),
    tags: [verified ? 'verified' : 'unverified'],
    identity: [rule, normalisePath(path), sha256(secret)],
    raw: JSON.stringify(maskedDeep(rest, secrets), null, 1),
  };
}

/** `RawV2` is `Raw` with what belongs to it, the key with its secret: each of them and both. */
function secretsOf(detection: JsonObject): string[] {
  const raw = text(detection, 'Raw');
  const both = text(detection, 'RawV2');
  return [both, raw, both.replace(raw, '').replace(/^[:;,\s]+/, '')].filter((secret) => secret !== '');
}

/** Where it was: `Data` has one member, named by the kind of source ("Git", "Filesystem", "S3"). */
function sourceOf(detection: JsonObject): JsonObject | undefined {
  return Object.values(object(detection, 'SourceMetadata', 'Data') ?? {}).find(isObject);
}

function descriptionOf(detection: Json, source: Json | undefined, secret: string, secrets: readonly string[]): string {
  const shown = text(detection, 'Redacted');
  const facts = [
    `SHA-256 of the secret: ${code(sha256(secret))}`,
    shown === '' || secrets.includes(shown) ? '' : `Redacted: ${code(clip(shown, 200))}`,
    ...['repository', 'commit', 'timestamp', 'email', 'bucket', 'image', 'layer'].map((key) => {
      const fact = masked(text(source, key), secrets);
      return fact === '' ? '' : `${key}: ${code(fact)}`;
    }),
  ];
  return bullets(facts.filter((fact) => fact !== ''));
}

/** Version 2: a commit in which one check found one or several strings. */
function legacyFinding(record: JsonObject): ParsedFinding {
  const rule = text(record, 'reason').trim();
  const path = text(record, 'path').trim();
  const found = texts(record, 'stringsFound').map((string) => string.replace(/^[+-]\s*/, '').trim());
  if (rule === '' || found.length === 0) {
    throw new RecordError('missing_field', { field: rule === '' ? 'reason' : 'stringsFound' });
  }
  const commit = text(record, 'commitHash');
  // The message may quote what was found; where that is too much to look for, it is not shown.
  const subject = clip(text(record, 'commit').split('\n', 1)[0] ?? '', 200);
  const message = found.length > 200 ? '' : masked(subject, found);
  const kept = { date: text(record, 'date'), path, branch: text(record, 'branch'), commitHash: commit, reason: rule };
  return {
    kind: 'secret',
    title: `${rule} in ${path.split('/').at(-1) || '?'}`,
    severity: 3,
    severityReported: '',
    ruleId: rule,
    ids: [],
    cwe: [798],
    cvss: [],
    location: { path },
    description: paragraphs(
      plain(`${found.length} in commit ${commit} of ${text(record, 'date')} on ${text(record, 'branch')}`),
      message === '' ? '' : `Message ${plain(message)}`,
    ),
    fix: '',
    references: [],
    tags: [],
    identity: [rule, normalisePath(path), sha256([...new Set(found)].toSorted().join('\n'))],
    raw: JSON.stringify({ ...kept, message, strings: found.length }, null, 1),
  };
}
