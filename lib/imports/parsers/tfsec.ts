import { at, count, firstText, flag, isObject, type JsonObject, links, text, texts } from '@/lib/core/json';
import { failedCheck, severityOr } from '@/lib/imports/parsers/check';
import { paragraphs, plain } from '@/lib/imports/parsers/markdown';
import { normalisePath } from '@/lib/imports/parsers/normalise';
import { Ordinals } from '@/lib/imports/parsers/ordinals';
import { type JsonParser, type ReadResult, RecordError } from '@/lib/imports/parsers/types';

/** How later versions number what earlier ones spell. */
const STATES: Readonly<Record<string, string>> = { '0': 'failed', '1': 'passed', '2': 'ignored' };

/**
 * tfsec, `tfsec --format json` (seen: legacy rules such as GEN003, and long names with a legacy id; 1.28 by published samples). Severities are critical to low; old rules
 * say ERROR, WARNING and INFO: high, medium, info. A fault is its rule, file and resource; equal ones of a resource (two
 * rules of one list) are told apart by their order. https://github.com/aquasecurity/tfsec
 */
export const tfsecJson: JsonParser = {
  id: 'tfsec',
  label: 'tfsec (JSON)',
  syntax: 'json',
  records: ['results.*'],

  recognise(outline) {
    const first = at(outline, 'results', 0);
    return text(first, 'rule_id') !== '' && at(first, 'rule_provider') !== undefined ? 1 : 0;
  },

  open() {
    const ordinals = new Ordinals();
    return {
      facts: { scanner: 'tfsec', target: '' },
      *read({ value }) {
        if (!isObject(value)) throw new RecordError('not_an_object');
        yield readResult(value, ordinals);
      },
    };
  },
};

function readResult(value: JsonObject, ordinals: Ordinals): ReadResult {
  // Since 1.0 `rule_id` is AVD's number; the name that it had before stands in `long_id`.
  const rule = firstText(value, 'long_id', 'rule_id').trim();
  const path = text(value, 'location', 'filename');
  const status = text(value, 'status');
  const state = flag(value, 'passed') ? 'passed' : ((Object.hasOwn(STATES, status) ? STATES[status] : status) ?? '');
  if (state === 'passed') return { skipped: 'passed', example: `${rule} ${path}` };
  if (state === 'ignored') return { skipped: 'suppressed', example: `${rule} ${path}` };
  const description = text(value, 'description');
  const resource = text(value, 'resource').trim() || namedIn(description);
  const line = count(value, 'location', 'start_line');
  const stable = [normalisePath(path), resource];
  return failedCheck({
    tool: 'tfsec',
    rule,
    place: [...stable, ordinals.of([rule, ...stable], line)],
    title: firstText(value, 'rule_description', 'description'),
    severity: severityOr(text(value, 'severity'), 2),
    severityReported: text(value, 'severity'),
    location: {
      path: path || undefined,
      line,
      endLine: count(value, 'location', 'end_line'),
      resource: resource || undefined,
    },
    description: paragraphs(plain(description), plain(text(value, 'impact'))),
    fix: plain(text(value, 'resolution')),
    references: links([...texts(value, 'links'), text(value, 'link').replace(/^See (\S+) .*$/s, '$1')]),
    tags: [text(value, 'rule_provider'), text(value, 'rule_service')].filter((tag) => tag !== ''),
  });
}

/** "Resource 'module.a:aws_x.y' is …": before 1.0 only the prose names it. */
function namedIn(description: string): string {
  return /^(?:Resource|Block|Variable|Local|Output) '([^'\n]{1,500})'/.exec(description.trim())?.[1] ?? '';
}
