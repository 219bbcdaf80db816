import { at, isObject, type Json, objects, text } from '@/lib/core/json';
import { failedCheck } from '@/lib/imports/parsers/check';
import { bullets, code, codeBlock, paragraphs, plain } from '@/lib/imports/parsers/markdown';
import { type JsonParser, type JsonRecord, type ReadResult, RecordError } from '@/lib/imports/parsers/types';

const CONTROLS = ['Controls.*', '*', ''] as const;

/**
 * Aqua kube-bench, `kube-bench --json` (seen: a list of controls, benchmark 1.5; by documentation: `Controls` with
 * `Totals`, one control alone). Each failed check of the CIS benchmark is a finding. kube-bench rates nothing: medium.
 * https://github.com/aquasecurity/kube-bench
 */
export const kubeBenchJson: JsonParser = {
  id: 'kube-bench',
  label: 'kube-bench (JSON)',
  syntax: 'json',
  records: CONTROLS.map((controls) => `${controls === '' ? '' : `${controls}.`}tests.*.results.*`),

  recognise(outline) {
    if (at(outline, 'Totals', 'total_fail') !== undefined && at(outline, 'Controls') !== undefined) return 1;
    const control = [at(outline, 'Controls', 0), at(outline, 0), outline].find((found) => isObject(found));
    return text(control, 'node_type') !== '' && Array.isArray(at(control, 'tests')) ? 1 : 0;
  },

  open(skeleton) {
    const controls = [...objects(skeleton, 'Controls'), ...objects(skeleton), skeleton];
    const nodes = controls.map((control) => text(control, 'node_type')).filter((node) => node !== '');
    return {
      facts: { scanner: 'kube-bench', target: [...new Set(nodes)].join(', ') },
      *read(record) {
        yield readResult(record, controlOf(skeleton, record));
      },
    };
  },
};

function controlOf(skeleton: Json, { keys }: JsonRecord): Json | undefined {
  return at(skeleton, ...keys.slice(0, keys.indexOf('tests')));
}

function readResult({ value }: JsonRecord, control: Json | undefined): ReadResult {
  if (!isObject(value)) throw new RecordError('not_an_object');
  const number = text(value, 'test_number');
  const title = text(value, 'test_desc');
  const example = `${number} ${title}`.trim();
  const status = text(value, 'status').toUpperCase();
  if (status === 'PASS') return { skipped: 'passed', example };
  // WARN and INFO: a check that people have to make by hand, or one that was told to be left out.
  if (status !== 'FAIL') return { skipped: status === 'INFO' ? 'suppressed' : 'scanner_error', example };
  const node = text(control, 'node_type');
  const found = text(value, 'actual_value');
  return failedCheck({
    tool: 'kube-bench',
    rule: number,
    // The numbers of one version of the benchmark are other checks in the next.
    place: [benchmark(text(control, 'version')), node],
    title: `${number} ${title}`,
    severity: 2,
    severityReported: status,
    location: { resource: node || undefined },
    description: paragraphs(
      plain(text(value, 'reason')),
      bullets(
        [
          ['Benchmark', `${text(control, 'version')} ${text(control, 'text')}`],
          ['Expected', text(value, 'expected_result')],
          ['Audit', text(value, 'audit')],
        ].flatMap(([name, what]) => (what?.trim() ? [`${name}: ${code(what)}`] : [])),
      ),
      found.trim() === '' ? '' : codeBlock(found),
    ),
    fix: plain(text(value, 'remediation')),
    tags: node === '' ? [] : [node],
  });
}

/** `1.5`, `cis-1.5`: the same benchmark by old and new spelling. */
function benchmark(version: string): string {
  return version
    .trim()
    .toLowerCase()
    .replace(/^cis-(?=\d)/, '');
}
