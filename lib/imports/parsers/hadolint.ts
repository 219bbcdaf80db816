import { at, count, isObject, type JsonObject, links, text } from '@/lib/core/json';
import { failedCheck, severityOr } from '@/lib/imports/parsers/check';
import { plain } from '@/lib/imports/parsers/markdown';
import { normalisePath } from '@/lib/imports/parsers/normalise';
import { Ordinals } from '@/lib/imports/parsers/ordinals';
import { type JsonParser, type ReadResult, RecordError } from '@/lib/imports/parsers/types';

/**
 * Hadolint, `hadolint -f json` (seen: one, which names no version). Its levels are error (high), warning (medium), info and style; style is left
 * out. Hadolint gives no code: equal faults of a file are told apart by their order. https://github.com/hadolint/hadolint
 */
export const hadolintJson: JsonParser = {
  id: 'hadolint',
  label: 'Hadolint (JSON)',
  syntax: 'json',
  records: ['*'],

  recognise(outline) {
    const rule = text(outline, 0, 'code');
    const shaped = ['line', 'column', 'file', 'level', 'message'].every((key) => at(outline, 0, key) !== undefined);
    return shaped && /^(DL|SC)\d{4}$/.test(rule) ? 1 : 0;
  },

  open() {
    const ordinals = new Ordinals();
    return {
      facts: { scanner: 'hadolint', target: '' },
      *read({ value }) {
        if (!isObject(value)) throw new RecordError('not_an_object');
        yield readFault(value, ordinals);
      },
    };
  },
};

function readFault(value: JsonObject, ordinals: Ordinals): ReadResult {
  const rule = text(value, 'code').trim();
  const path = text(value, 'file');
  const message = text(value, 'message');
  const level = text(value, 'level').toLowerCase();
  const example = `${rule} ${path}: ${message}`;
  if (rule === 'DL1000') return { skipped: 'scanner_error', example };
  if (level === 'style' || level === 'ignore')
    return { skipped: level === 'style' ? 'not_security' : 'suppressed', example };
  const line = count(value, 'line');
  const stable = [rule, normalisePath(path)];
  return failedCheck({
    tool: 'hadolint',
    rule,
    place: [normalisePath(path), ordinals.of(stable, line)],
    title: message || rule,
    severity: severityOr(level, 0),
    severityReported: level,
    location: { path: path || undefined, line, column: count(value, 'column') },
    description: plain(message),
    references: links([wiki(rule)]),
    tags: ['dockerfile'],
  });
}

function wiki(rule: string): string {
  if (/^DL\d{4}$/.test(rule)) return `https://github.com/hadolint/hadolint/wiki/${rule}`;
  return /^SC\d{4}$/.test(rule) ? `https://www.shellcheck.net/wiki/${rule}` : '';
}
